"""Offices that answer for a task, and persons named in charge: the names in its clauses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edugraph.bodies import first_leads, names
from edugraph.facts import Leadership, Responsibility
from edugraph.structure.clauses import DOES, divided
from edugraph.structure.heads import meaning
from edugraph.text import Span, squeeze
from edugraph.vocabulary import Concept, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.facts import Fact
    from edugraph.structure.plan import Clause, Plan, Task

_DOES = re.compile(DOES)
_ROLE_BEHIND = re.compile(r" ?\((?P<role>牵头|配合|责任|负责)(?:单位|部门|处室|科室)?\)")
_BOTH = re.compile(r"(?:单位|科室|处室|部门|股室).*(?:责任人|负责人|领导)$")
_LONGEST_PERSON = 4
_UNIT = re.compile(
    r"[局委厅办部处科室股院校园馆会组心站所队司团镇县区市联社盟府校)]$"
)  # 学, 行, 军 end names of persons too


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
    """The role that a head word, or a verb behind the names, stands for; a bare list of offices answers for the task.

    >>> [role_of(head).notation for head in ("牵头单位", "协同配合", "落实", "")]
    ['lead', 'cooperating', 'responsible', 'responsible']
    """
    if head and not _DOES.fullmatch(head):
        concept = meaning(head)
        return concept if concept and concept.value("bearer") else None
    said = "lead" if head.startswith("牵头") else "cooperating" if head[:1] in tuple("配协参") else "responsible"
    return scheme("roles").by_notation[said]


def _offices(plan: Plan, task: Task, clause: Clause, role: Concept, head: str) -> Iterator[Fact]:
    people: list[Span] = []
    if _BOTH.search(head):
        found = list(names(plan.source.folded, clause.body))
        people = [span for span in found if not _is_unit(plan.source.folded, span)]
        yield from _leaders(plan, task, [replace(clause, body=body) for body in _runs(found, people)], head)
    seen: set[str] = set()
    for span, borne, word in _bearers(plan, clause, role, head):
        name = squeeze(plan.quote(span))
        if name not in seen and span not in people:
            seen.add(name)
            yield Responsibility(
                plan=plan.key,
                task=task.number,
                measure=clause.measure,
                span=span,
                rule="responsibilities.clause",
                role=borne.notation,
                organisation=name,
                head=word,
            )


def _bearers(plan: Plan, clause: Clause, role: Concept, head: str) -> Iterator[tuple[Span, Concept, str]]:
    """The names of a clause, each with its role and the word for it: of the head, behind the names or in brackets."""
    text = plan.source.folded
    leads = role.notation == "responsible" and first_leads(text, clause.span)
    for part in divided(text, clause.body, headed=bool(clause.head)):
        word = squeeze(plan.quote(part.role)) if part.role else head
        own = (role_of(word) if part.role else role) or role
        for span in names(text, part.names):
            behind = _ROLE_BEHIND.match(text, span.end, part.names.end)
            said = role_of(behind["role"]) if behind else role_of("牵头") if leads else own
            leads = False
            yield span, said or role, word


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
