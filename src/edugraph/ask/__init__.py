"""Questions in plain Chinese, answered by named queries. The patterns stand in ``queries/``, the words in ``ontology/``."""

from edugraph.ask.answer import Answer, answer, explain

__all__ = ["Answer", "answer", "explain"]
