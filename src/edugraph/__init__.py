"""EduGraph reads the work plans of Chinese education bureaus and makes a knowledge graph of them.

``from edugraph import find, open_graph, query, view`` is all that a notebook needs; each is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edugraph import query, view
    from edugraph.request.rows import find
    from edugraph.store import open_graph

__version__ = "0.1.0"
__all__ = ["__version__", "find", "open_graph", "query", "view"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "find":
        return import_module("edugraph.request.rows").find
    if name == "open_graph":
        return import_module("edugraph.store").open_graph
    if name in __all__:
        return import_module(f"edugraph.{name}")
    raise AttributeError(f"module 'edugraph' has no attribute {name!r}")
