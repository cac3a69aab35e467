"""A made-up plan, its facts corrected, for the tests of corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edugraph import corrections, structure
from edugraph.corrections import Corrected, Correction, fields
from edugraph.extract import read
from edugraph.text import Source

if TYPE_CHECKING:
    from edugraph.facts import Fact

PLAN = """云岭县教育局2024年工作要点
一、2023年工作回顾
去年新建幼儿园6所。
二、重点工作
1.推进集团化办学。落实《云岭县集团化办学实施方案》，新建学校3所。培训校长200人以上。（责任领导：王小明；责任单位：基教科、人事科）
2.发展学前教育。新建幼儿园**所，普惠率和公办率分别达到85%、60%。（责任单位：学前科、基教科）
3.开展教研活动。教研活动贯穿全年，每校一题。（责任单位：教研室）
"""
KEY = "yunling-2024"


def said(kind: str, quote: str, action: str = "confirm", task: str = "", **more: Any) -> Correction:
    """A correction of the made-up plan."""
    given = {name: fields.checked(kind, more.pop(name, {})) for name in ("was", "set")}
    told = {"plan": KEY, "who": "李文", "when": "2024-05-01", "why": "核对过原件", **given, **more}
    return Correction(kind=kind, quote=quote, action=action, task=task, **told)


def apply(*some: Correction, text: str = PLAN) -> Corrected:
    """The facts of the plan, or of another text of it, corrected."""
    plan = structure.parse(Source("yunling.txt", text), KEY, None)
    return corrections.apply(plan, read(plan), some)


def row(fact: Fact | None) -> dict[str, str]:
    """The fields of a fact, its task among them."""
    assert fact is not None
    return {"task": fact.task, **fields.values(fact)}


def outcomes(found: Corrected) -> list[tuple[str, str]]:
    """What was made of which fact, by its task."""
    return [(note.outcome, row(note.after or note.before)["task"]) for some in found.notes.values() for note in some]


def reasons(found: Corrected) -> list[str]:
    """Why corrections do not apply."""
    return [one.why for one in found.idle]
