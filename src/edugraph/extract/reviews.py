"""Sections that review the year before (2023年工作回顾): the figures that they say have been reached.

A review is read line by line, each numbered item of it by itself. From the heading of what is still
wanting (存在问题) on, figures are no results.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.extract import targets
from edugraph.extract.targets import results, sentences
from edugraph.facts import Target
from edugraph.structure.markers import markers
from edugraph.structure.plan import Remark
from edugraph.text import Span, lines, mask, outside, trim
from edugraph.vocabulary import Matcher, cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.extract.targets.sentences import Sentence
    from edugraph.facts import Result
    from edugraph.structure.plan import Plan, Section

_YEAR = re.compile(r"20\d\d(?=年)")
_HEADING_END = re.compile(r"[。:;,]")
_LONGEST_HEADING = 25


def read(plan: Plan) -> Iterator[Result | Remark]:
    """Results that the reviews of a plan tell, and remarks on the figures with a unit that are none, with the reason."""
    for section in plan.sections:
        if section.review:
            yield from _section(plan, section)


def _section(plan: Plan, section: Section) -> Iterator[Result | Remark]:
    text = _text(plan, section)
    named = [int(year) for year in _YEAR.findall(plan.quote(section.title))]
    year = max((one for one in named if one <= plan.year), default=plan.year - 1)
    told = str(year) if year in named else None
    setting = targets.Setting(plan.key, "", None, year, told=True)
    wanting = False
    for stretch in _stretches(text, section):
        wanting = wanting or _tells_what_is_wanting(text[stretch.start : stretch.end])
        for sentence in sentences.find(text, stretch, year, targets.HINT):
            for found in _sentence(setting, sentence, plan.year, told, section.key):
                yield Remark(found.figure, "still wanting") if wanting and isinstance(found, Target) else found


def _sentence(
    setting: targets.Setting, sentence: Sentence, year: int, told: str | None, key: str
) -> Iterator[Result | Remark]:
    before = ""
    for found in targets.said(setting, sentence):
        if isinstance(found, Remark):
            yield found
            continue
        at = found.figure.start - sentence.offset
        if any(_hoped().find(sentence.text[sentence.reach(at) : at])):
            yield Remark(found.figure, "not reached yet")
            continue
        result = results.of(found, sentence.text[sentence.reach(at) : at], year, told=told, section=key)
        yield results.continued(result, before)
        before = result.indicator


@cached
def _hoped() -> Matcher:
    return Matcher([scheme("contexts").by_notation["hoped"]])


def _text(plan: Plan, section: Section) -> str:
    """Folded text in which all noise is blank but the review itself, which is none here."""
    return mask(plan.source.folded, [one.span for one in plan.noise if not one.span.contains(section.span)])


def _stretches(text: str, section: Section) -> Iterator[Span]:
    """The lines of a review, each numbered item by itself, marks and heading left out."""
    begin = section.title.end
    own = text[begin : section.span.end]
    marks = [Span(begin + mark.span.start, begin + mark.span.end) for mark in markers(own)]
    for line in lines(text, begin, section.span.end):
        for part in outside(line, marks):
            stretch = trim(text, *part)
            if stretch:
                yield stretch


def _tells_what_is_wanting(words: str) -> bool:
    """Whether a stretch begins with a heading of problems: 存在的问题."""
    heading = _HEADING_END.split(words, maxsplit=1)[0].strip()
    forms = scheme("contexts").by_notation["wanting"].hidden
    return len(heading) <= _LONGEST_HEADING and (heading.startswith(forms) or heading.endswith(forms))
