"""Questions in plain Chinese, answered by named queries. The patterns stand in ``queries/``, the words in ``ontology/``."""

from edugraph.ask.answer import answer, explain
from edugraph.ask.answered import Answer

__all__ = ["Answer", "answer", "explain"]
