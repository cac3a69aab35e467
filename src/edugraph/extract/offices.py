"""What kind of office a name stands for: its functions, and whether it is a unit of the bureau."""

from __future__ import annotations

import re

from edugraph.text import fold
from edugraph.vocabulary import Concept, cached, scheme

_UNIT = re.compile(r"(?:处|科|室|股|中心|院|馆|党委|办公室|专班|站|所|组|办|委|会)$")
_LEVEL = r"(?:[省市州盟县区旗]|自治区|团[省市州盟县区旗])"
_OUTSIDE = re.compile(
    r"^各|(?:局|学校|中学|小学|幼儿园|政府|联合会|[一二三四五六七八九]中)$"
    rf"|^{_LEVEL}(?!.*教[育体]).*[委办会]$|^{_LEVEL}(?!教[育体])[^科处室]+[局厅部][^局厅部]+$"
)


@cached
def functions(name: str) -> tuple[Concept, ...]:
    """Functions of an office, in the order of its name; an office may have several, or none known.

    >>> [concept.notation for concept in functions("高等教育与职业教育处")]
    ['higher', 'vocational']
    >>> functions("基教科") == functions("基础教育处")
    True
    """
    found = [hit.concept for hit in scheme("offices").matcher.find(fold(name))]
    return tuple(dict.fromkeys(found))


@cached
def is_unit(name: str) -> bool:
    """Whether a name is that of a unit of the bureau, not of schools, counties or other bodies of the government."""
    folded = fold(name)
    return bool(_UNIT.search(folded)) and not _OUTSIDE.search(folded)
