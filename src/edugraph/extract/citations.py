"""Documents that a task cites: the titles in 《》 that are plans, opinions, measures or rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.facts import Citation
from edugraph.text import Span, fold, squeeze
from edugraph.vocabulary import Concept, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.structure.plan import Plan, Task

_TITLE = re.compile(r"《(?P<title>(?:[^《》\n]|\n(?!\n)|《[^《》\n]*》){1,200})》")
_EDITION = re.compile(r"\([^()]*\)$")


def find(plan: Plan, task: Task) -> Iterator[Citation]:
    """Each document once a task."""
    seen: set[str] = set()
    for match in _TITLE.finditer(plan.text, *task.span):
        span = Span(*match.span("title"))
        title = squeeze(plan.quote(span))
        kind = kind_of(title)
        if kind and title not in seen:
            seen.add(title)
            yield Citation(
                plan=plan.key,
                task=task.number,
                measure=_measure(task, span),
                span=span,
                rule="citations.title",
                title=title,
                document=kind.notation,
            )


def kind_of(title: str) -> Concept | None:
    """What kind of document a title names, by its ending; None for newspapers, books and songs.

    >>> kind_of("河北省义务教育课后服务大纲(试行)").notation
    'syllabus'
    >>> kind_of("中国教育报") is None
    True
    """
    bare = _EDITION.sub("", fold(title))
    found = [(len(form), concept) for form, concept in scheme("documents").by_form.items() if bare.endswith(form)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _measure(task: Task, span: Span) -> str | None:
    return next((part.measure for part in task.passages if part.span.contains(span)), None)
