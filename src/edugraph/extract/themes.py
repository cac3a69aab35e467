"""Policy themes that a task acts on, by the labels and synonyms of the theme list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.facts import ThemeMention
from edugraph.text import Span, fold
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.structure.plan import Plan, Task


def find(plan: Plan, task: Task) -> Iterator[ThemeMention]:
    """Each theme once a task, with every place where it is named, in the order of first mention."""
    mentions: dict[str, list[tuple[str | None, Span]]] = {}
    for passage in task.passages:
        start, end = passage.span
        for hit in scheme("themes").matcher.find(plan.text[start:end]):
            place = Span(start + hit.start, start + hit.end)
            mentions.setdefault(hit.concept.notation, []).append((passage.measure, place))
    for notation, places in mentions.items():
        measure, first = places[0]
        if (
            len(places) == 1
            and not task.title.contains(first)
            and _is_faint(notation, plan.text[first.start : first.end])
        ):
            continue
        yield ThemeMention(
            plan=plan.key,
            task=task.number,
            measure=measure,
            span=first,
            rule="themes.label",
            theme=notation,
            mentions=tuple(place for _, place in places),
        )


@cached
def _faint() -> frozenset[tuple[str, str]]:
    """Forms that show a theme only in a heading or when it comes twice, with the theme's notation."""
    themes = scheme("themes").concepts
    return frozenset((theme.notation, fold(form)) for theme in themes for form in theme.values("faint"))


def _is_faint(notation: str, form: str) -> bool:
    return (notation, form) in _faint()
