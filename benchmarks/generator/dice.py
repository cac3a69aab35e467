"""Chance that falls the same on any machine and Python: only ``random()`` is promised to stay as it is."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_Item = TypeVar("_Item")


class Dice:
    """Draws from a seed that is a text, so that each plan has its own: ``1/gen00001-2023``."""

    def __init__(self, seed: str) -> None:
        self.roll = random.Random(seed).random
        """A number from 0 up to, but not, 1."""

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, but not, the limit."""
        return int(self.roll() * limit)

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in this share of cases."""
        return self.roll() < share

    def pick(self, items: Sequence[_Item]) -> _Item:
        """One of the items."""
        return items[int(self.roll() * len(items))]

    def sample(self, items: Sequence[_Item], count: int) -> list[_Item]:
        """So many of the items, each once, in the order in which they are drawn; all where there are no more."""
        left = list(items)
        for at in range(min(count, len(left))):
            other = at + self.below(len(left) - at)
            left[at], left[other] = left[other], left[at]
        return left[:count]
