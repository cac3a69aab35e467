"""Offices that answer for a task, and persons named in charge: the names in its clauses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edugraph.facts import Leadership, Responsibility
from edugraph.structure.heads import meaning
from edugraph.text import Span, squeeze, trim
from edugraph.vocabulary import Concept, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.facts import Fact
    from edugraph.structure.plan import Clause, Plan, Task

_MARKS = "、,;/。\n"
_REMARK = re.compile(r"\((?![县市区镇乡街道园旗州、]+\))[^()]*\)?$")
_SAID = {
    "牵头负责": "lead", "牵头组织": "lead", "牵头": "lead", "负责": "responsible", "负责落实": "responsible",
    "组织实施": "responsible", "落实": "responsible", "配合": "cooperating", "配合落实": "cooperating", "参与": "cooperating",
}  # fmt: skip
_ROLE_BEHIND = re.compile(r" ?\((?P<role>牵头|配合|责任|负责)\)")
_ROLE_ENDING = re.compile(r"(?<=[局委办部处科室股院校园馆会组心])(?:牵头|配合)$")
_AND_SO_ON = re.compile(
    r"(?<=[局委办部处科室股院校园馆会组心站所道镇位门关])等(?:有关|相关)?(?:单位|部门|科室|处室|股室)?$"
)
_BOTH = re.compile(r"(?:单位|科室|处室|部门|股室).*(?:责任人|负责人|领导)$")
_UNIT = re.compile(r"[局委办部处科室股院校园馆会组心站所队司团镇县区市联社盟府校)]$")
_LONGEST_PERSON = 4
_NONE = re.compile(r"[-—/无*]*|[0-9][0-9xX* -]+")


def find(plan: Plan, task: Task) -> Iterator[Fact]:
    """Responsibilities and leaders of a task, in the order of its text."""
    for clause in task.clauses:
        head = squeeze(plan.quote(clause.head))
        role = role_of(head)
        if role is None:
            continue
        if role.value("bearer") == "person":
            yield from _leaders(plan, task, [clause], head)
        else:
            yield from _offices(plan, task, clause, role, head)


def role_of(head: str) -> Concept | None:
    """The role that a head word stands for."""
    said = _SAID.get(head or "负责")  # a bare list of offices answers for the task
    concept = scheme("roles").by_notation[said] if said else meaning(head)
    return concept if concept and concept.value("bearer") else None


def _offices(plan: Plan, task: Task, clause: Clause, role: Concept, head: str) -> Iterator[Fact]:
    seen: set[str] = set()
    found = list(names(plan.source.folded, clause.body))
    if _BOTH.search(head):
        some = [span for span in found if not _is_unit(plan.source.folded, span)]
        yield from _leaders(plan, task, [replace(clause, body=body) for body in _runs(found, some)], head)
        found = [span for span in found if span not in some]
    for whole in found:
        span, own = _own_role(plan.source.folded, whole, clause.body.end)
        name = squeeze(plan.quote(span))
        if name and name not in seen:
            seen.add(name)
            yield Responsibility(
                plan=plan.key,
                task=task.number,
                measure=clause.measure,
                span=span,
                rule="responsibilities.clause",
                role=(own or role).notation,
                organisation=name,
                head=head,
            )


def _own_role(text: str, span: Span, end: int) -> tuple[Span, Concept | None]:
    """A name without the role behind it, and that role: 党建办(牵头), 教研院配合."""
    behind = _ROLE_BEHIND.match(text, span.end, end)
    if behind:
        return span, role_of(behind["role"])
    said = _ROLE_ENDING.search(text, *span)
    return (trim(text, span.start, said.start()), role_of(said[0])) if said else (span, None)


def _is_unit(text: str, span: Span) -> bool:
    """Whether a name is that of an office rather than a person."""
    return span.end - span.start > _LONGEST_PERSON or bool(_UNIT.search(text, *span))


def _runs(every: Sequence[Span], some: Sequence[Span]) -> Iterator[Span]:
    """Stretches of neighbours: a person's name may stand in two pieces."""
    run: list[Span] = []
    for span in every:
        if span in some:
            run.append(span)
        elif run:
            yield Span(run[0].start, run[-1].end)
            run = []
    if run:
        yield Span(run[0].start, run[-1].end)


def _leaders(plan: Plan, task: Task, clauses: Sequence[Clause], head: str) -> Iterator[Fact]:
    for clause in clauses:
        for span in persons(plan.source.folded, clause.body):
            yield Leadership(
                plan=plan.key,
                task=task.number,
                measure=clause.measure,
                span=span,
                rule="leaders.clause",
                person=squeeze(plan.quote(span)),
                head=head,
            )


def names(text: str, body: Span) -> Iterator[Span]:
    """Names of offices in the body of a clause, remarks in brackets left out.

    >>> text = "各区(市)教体局、市直学校(含幼儿园,下同) 基教科"
    >>> [text[a:b] for a, b in names(text, Span(0, len(text)))]
    ['各区(市)教体局', '市直学校', '基教科']
    """
    depth, begin = 0, body.start
    for at in range(body.start, body.end + 1):
        char = text[at] if at < body.end else "、"
        depth += (char == "(") - (char == ")")
        if at == body.end or (depth <= 0 and (char in _MARKS or char in " \t")):
            span = _without_remark(text, trim(text, begin, at))
            if span and not _NONE.fullmatch(text, *span):
                yield span
            begin = at + 1


def _without_remark(text: str, span: Span) -> Span:
    """The name without a remark in brackets behind it; 各县(市、区) is no remark."""
    remark = _REMARK.search(text, *span)
    if remark and remark.start() > span.start:
        span = trim(text, span.start, remark.start())
    and_so_on = _AND_SO_ON.search(text, *span)
    return trim(text, span.start, and_so_on.start()) if and_so_on else span


def persons(text: str, body: Span) -> Iterator[Span]:
    """Names of persons: a blank inside a name is none between names.

    >>> [("邓 淇 韩梅"[a:b]) for a, b in persons("邓 淇 韩梅", Span(0, 6))]
    ['邓 淇', '韩梅']
    """
    pending: list[Span] = []
    for span in names(text, body):
        if pending and text[pending[-1].end : span.start].strip():
            yield from _spaced(pending)
            pending = []
        if span.end - span.start == 1:
            pending.append(span)
        elif span.end - span.start == 2 and len(pending) == 1:  # 欧 阳芳
            yield Span(pending.pop().start, span.end)
        else:
            yield from _spaced(pending)
            pending = []
            yield span
    yield from _spaced(pending)


def _spaced(single: Sequence[Span]) -> Iterator[Span]:
    """Names of single characters with blanks between them: 赵 建 军 is one, 邓 淇 韩 梅 are two."""
    size = 2 if len(single) % 2 == 0 else 3
    for at in range(0, len(single) - 1, size):
        group = single[at : at + size]
        yield Span(group[0].start, group[-1].end)
