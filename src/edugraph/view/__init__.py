"""Views of the graph: query rows drawn as one HTML page that opens without a network, or as a chart.

In a notebook: ``view.show(graph)``, ``view.show(graph, "targets", "普惠性幼儿园覆盖率")``, ``view.table(graph, "plans")``.
"""

from edugraph.view.display import View, show, table

__all__ = ["View", "show", "table"]
