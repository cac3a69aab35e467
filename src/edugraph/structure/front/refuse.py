"""Why a document with numbered items or a table is no plan all the same: a speech, a price list, a timetable."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from edugraph.structure import told
from edugraph.text import fold, lines, squeeze
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from edugraph.structure.plan import Plan

TOLD = "it tells what was done (工作总结), not what is to be done"
_HEAD_LINES = 8
_LONGEST_TITLE = 40
_FEWEST_WORDS = 2  # of education
_FEWEST_ACTING = 0.4  # share of the tasks that say what is to be done


def reason(plan: Plan) -> str | None:
    """The reason to refuse what was read as a plan, or None. A title that names a plan settles it."""
    if plan.header.past and not plan.tasks:
        return TOLD
    title = plan.header.title
    if title and (plan.header.genre or told.intends(plan.source.folded[slice(*title)])):
        return None
    text = plan.source.folded
    for line in islice(lines(text), _HEAD_LINES):
        words = squeeze(text[slice(*line)])
        said = next((form for form in _forms("no-plan") if words.endswith(form)), None)
        if said and len(words) <= _LONGEST_TITLE:
            return f"its title says that it is something else ({said})"
    if sum(text.count(form) for form in _forms("education")) < _FEWEST_WORDS:
        return "it does not speak of education"
    acting = sum(any(form in text[slice(*task.span)] for form in _forms("acting")) for task in plan.tasks)
    if acting < _FEWEST_ACTING * len(plan.tasks):
        return "few of its items say what is to be done"
    return None


@cached
def _forms(notation: str) -> tuple[str, ...]:
    return tuple(map(fold, scheme("contexts").by_notation[notation].forms[1:]))
