"""What a head word means, of a table column or of a clause: the word lists for columns and roles say it.

Of a longer head the known word in it counts: 区分管领导, 建设内容及目标, 2023年度任务目标, 牵头科室（单位）.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.text import fold, squeeze
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from edugraph.vocabulary import Concept

_LONGEST = 14
_REMARK = re.compile(r"\([^()]*\)$")
_AND = re.compile("[及和与、/]")


@cached
def meaning(head: str) -> Concept | None:
    """The role or the column that a head word stands for.

    >>> [meaning(head).notation for head in ("区政府分管领导", "建设内容及目标", "牵头科室（单位）")]
    ['leader', 'content', 'lead']
    """
    whole = squeeze(fold(head))
    bare = _REMARK.sub("", whole) or whole
    found = _exact(whole) or _exact(bare)
    if found or len(bare) > _LONGEST:
        return found
    return next((known for part in _AND.split(bare) if (known := _ending(part))), None)


def kind(head: str) -> str:
    """The same as a word: the notation of a column, or who bears a role, office or person; empty when not known."""
    concept = meaning(head)
    if concept is None:
        return ""
    return concept.value("bearer") or concept.notation


def _exact(word: str) -> Concept | None:
    return scheme("roles").by_form.get(word) or scheme("columns").by_form.get(word)


def _ending(word: str) -> Concept | None:
    """What the longest known word at the end of a head word means."""
    return next((known for at in range(len(word) - 1) if (known := _exact(word[at:]))), None)
