"""How firmly a commitment is made, from the verb that governs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.extract.targets import indicators
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.vocabulary import Hit

_HERE = "□"
_ACTOR = re.compile(r"[县市区镇乡省校园局厅门位关部会)]$")  # 各县(市、区)计划新建


class Strength(NamedTuple):
    """Notation of the strength and the verb that shows it; both empty where no verb stands."""

    notation: str
    verb: str


def _governs(text: str, hit: Hit, then: Sequence[Hit]) -> bool:
    """Whether a hit is a verb here: a modal that is a noun as well opens its clause, or has a verb straight behind it.

    >>> of("营养改善计划覆盖").verb, of("今年计划招聘").verb, of("开展专题研究").verb
    ('覆盖', '计划', '开展')
    """
    nouns = scheme("contexts").by_notation["nominal"].hidden
    if hit.concept.value("dominates") != "true" or text[hit.start : hit.end] not in nouns:
        return True
    before = indicators.without_openings(text[: hit.start] + _HERE, 0).removesuffix(_HERE)
    pushes = any(one.start == hit.end for one in then)
    return not before or (pushes and bool(_ACTOR.search(before)))


def of(text: str) -> Strength:
    """Strength of the words before a figure, the clause it stands in first.

    A modal (确保, 力争, 探索) decides over the plain verb that follows it.

    >>> of("力争创建").notation, of("创建").notation, of("确保建成").verb
    ('striving', 'committed', '确保')
    """
    found = list(scheme("strengths").matcher.find(text))
    hits = [hit for at, hit in enumerate(found) if _governs(text, hit, found[at + 1 : at + 2])]
    modals = [hit for hit in hits if hit.concept.value("dominates") == "true"]
    chosen = (modals or hits)[-1:]
    return Strength(chosen[0].concept.notation, text[chosen[0].start : chosen[0].end]) if chosen else Strength("", "")
