"""Requests that are put to every backend: each noun, each constraint, and each denied."""

from __future__ import annotations

from typing import Any

from edugraph.request.constraints import CONSTRAINTS, NOUNS

GIVEN: dict[str, str] = {
    "city": "邯郸市", "plan": "handan-2024", "task": "1", "section": "", "words": "学校", "theme": "双减", "standing": "main",
    "office": "基础教育科", "function": "基础教育", "role": "responsible", "person": "王小明", "document": "办法",
    "indicator": "新增学位", "value": ">=2", "unit": "所", "before": "2023-12-31", "after": "2022-12-31", "kind": "count",
    "strength": "committed", "blanked": "false", "doubt": "scope",
}  # fmt: skip
REQUESTS: list[tuple[str, dict[str, Any]]] = [
    *((noun, {}) for noun in NOUNS),
    *(
        (noun, {f"{no}{name}": GIVEN[name]})
        for name in CONSTRAINTS
        if GIVEN[name]
        for no in ("", "not_")
        for noun in ("tasks", "cities" if name not in ("city", "plan") else "plans")
    ),
    *((noun, {"without": kind}) for kind in ("targets", "offices") for noun in ("tasks", "cities", "plans")),
    ("targets", {"theme": "双减"}), ("targets", {"not_theme": "双减"}), ("targets", {"indicator": "新增学位", "value": [">=1", "<9万"]}),
    ("results", {"theme": "双减"}), ("cities", {"by": "tasks"}), ("tasks", {"each": "section"}), ("themes", {"by": "cities", "first": 2}),
    ("offices", {"office": "基础教育科", "role": "lead", "count": True}), ("sentences", {"words": "幼儿园", "plan": "handan-2024"}),
]  # fmt: skip
"""Their sections differ from graph to graph and are asked elsewhere."""
