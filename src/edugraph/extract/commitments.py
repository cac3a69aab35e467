"""Whether an amount is a commitment of the plan, and if not, why not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.vocabulary import Concept, cached, scheme

if TYPE_CHECKING:
    from edugraph.extract.amounts import Amount

PAST = "result of the past"
"""The reason why an amount is no target that makes it a result."""

_RANK = re.compile(r"(?:(?<![年底月日之以学])前|第)$")
_BROAD_UNITS = frozenset("个项类种件")
_SHORT = 8
_DONE = re.compile(r"进行|开展|实施|实行|给予")
_ABOLISHED = re.compile(r"(?:消除|化解|杜绝|取消|整治|清理|严禁)$")
_EACH = re.compile(r"每(?:个|所|名|位|县|乡|镇|校|班|家|村|年级)[^,]*$")
_PHASE = re.compile(r"(?:举办|举行|开展|组织|培训|召开)$")
_SPLIT_WORD = re.compile(r"[统同唯之第任某另专单不逐进]$")
_NO_COUNT = re.compile(r"(?:性|级|代|样|定|般|致|批|步|办好|带一路|体化|对一)")


@cached
def _words(notation: str) -> tuple[str, ...]:
    return scheme("contexts").by_notation[notation].hidden


@cached
def _any(notation: str) -> re.Pattern[str]:
    words = sorted(_words(notation), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cached
def _verbs() -> re.Pattern[str]:
    forms = [form for concept in scheme("strengths").concepts for form in concept.forms]
    return re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))


def why_not(amount: Amount, left: str, right: str, *, inherits: bool, told: bool = False) -> str | None:
    """Reason why an amount is no target, or None when it is one.

    ``left`` and ``right`` are the words around it in its clause; ``inherits`` says that a target of
    the same sentence lends it its verb. ``told`` says that the text tells what has been reached: what is
    there already (共有, 落实) is then a result, and only the means to it are background.
    """
    near = left.rstrip(" 、")
    if _RANK.search(near):
        return "ordinal"
    if _NO_COUNT.match(right) and amount.figure.han:
        return "word"
    if near.endswith(_words("adjacent")) and not (amount.said or (near.endswith("对") and _DONE.search(right))):
        return "counts what is named"
    if _ABOLISHED.search(near):
        return "is to be done away with"
    if not told and _any("past").search(left):
        return PAST
    if not amount.said and _is_background(left, "means" if told else "background"):
        return "background"
    if _is_structural(amount, right):
        return "counts the plan's own parts"
    if amount.figure.han and not amount.is_bound and not _EACH.search(left):
        return _why_not_han(amount, near, right, inherits=inherits)
    return None


def is_word(amount: Amount, before: str) -> bool:
    """Whether a Chinese numeral and the measure word after it are part of another word (一类园).

    ``before`` is the text up to the amount. Asked before a clause is shared out between its amounts.
    """
    if not amount.figure.han or amount.is_bound or _EACH.search(before):
        return False
    near = before.rstrip(" 、")
    return bool(_SPLIT_WORD.search(near)) or (amount.unit in _BROAD_UNITS and not _ends_in_verb(near))


def _ends_in_verb(near: str) -> bool:
    tail = near[-6:]
    return any(match.end() == len(tail) for match in _verbs().finditer(tail))


def _is_background(left: str, context: str) -> bool:
    """Whether the last governing word before the figure speaks of what is there already, or of means."""
    ground = [match.end() for match in _any(context).finditer(left)]
    verbs = [match.end() for match in _verbs().finditer(left)]
    return bool(ground) and ground[-1] >= max(verbs, default=0)


def _is_structural(amount: Amount, right: str) -> bool:
    ends = right.endswith(_words("structural"))
    if amount.figure.han and amount.figure.low == 1 and not amount.is_bound:
        return ends
    return ends and len(right) <= _SHORT and amount.unit in _BROAD_UNITS and not amount.is_bound


def _why_not_han(amount: Amount, near: str, right: str, *, inherits: bool) -> str | None:
    """Chinese numerals are often part of a word: only a verb before them makes a count."""
    if amount.unit == "期" and not _PHASE.search(near):
        return "phase of a project"
    if amount.figure.low == 1:
        counted = _ends_in_verb(near) or (amount.family.value("event") and not right)
        return None if counted else "indefinite"
    return None if inherits or _verbs().search(near) else "no verb"


def is_load(family: Concept) -> bool:
    """Whether a unit family measures time, so that only a bound or a rate makes a target of it."""
    return family.value("kind") == "limit"
