"""Results: what a plan says has been reached, in a sentence of a task or in a section that reviews the year before.

They are read as targets are, with the same words, units and indicators; only what makes a figure a
commitment of the plan is left out.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from edugraph.extract.targets import indicators
from edugraph.facts import Result
from edugraph.vocabulary import cached, either, hidden

if TYPE_CHECKING:
    from edugraph.facts import Target

_LAST_YEAR = re.compile(r"(?<![较比同与])(?:去年|上年)(?!同期|相比)")
_BARE_CHANGE = re.compile(r"(?:(?:较|比|同比|与).*)?(?:提高|提升|上升|增长|增加|增幅|下降|降低|减少|回落)了?")
_EACH = "各"
_GROUND = re.compile(r"在?(?P<words>.+?)的?基础上")


def of(target: Target, left: str, year: int, *, told: str | None = None, section: str = "") -> Result:
    """The result that a figure read as a target tells, in a plan for ``year``.

    ``left`` are the words before the figure; 去年 among them names the year. ``told`` is the year that the
    heading of a review names.
    """
    values = {field.name: getattr(target, field.name) for field in fields(target)}
    last = str(year - 1) if _LAST_YEAR.search(left) else None
    values |= {
        "rule": target.rule.replace("targets", "results"),
        "indicator": _without_openings(target.indicator, year),
        "deadline": target.deadline or last or told,
        "strength": "",
        "verb": "",
    }
    return Result(**values, section=section)


def continued(result: Result, before: str) -> Result:
    """A bare change (同比提高) with what it is a change of, which the result before it names."""
    bare = before and _BARE_CHANGE.fullmatch(result.indicator)
    return replace(result, indicator=before + result.indicator) if bare else result


@cached
def _elapsed() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(hidden('contexts', 'elapsed'))})[,、的]?(?=..)")


def _without_openings(indicator: str, year: int) -> str:
    """What is measured, without the words at its beginning that only say that it is past.

    >>> _without_openings("截至目前全市已建成学校", 2024), _without_openings("去年累计培训教师", 2024)
    ('建成学校', '培训教师')
    """
    ground = _GROUND.fullmatch(indicator)
    phrase = indicators.without_openings(ground["words"], year) if ground else indicator
    while match := _elapsed().match(phrase):
        phrase = phrase[match.end() :]
        if not (_elapsed().match(phrase) or phrase.startswith(_EACH)):
            phrase = indicators.without_openings(phrase, year)
    return phrase
