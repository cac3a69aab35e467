"""Views of the graph: query rows drawn as one HTML page that opens without a network."""

from __future__ import annotations

from edugraph.view.page import render

__all__ = ["render"]
