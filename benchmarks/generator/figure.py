"""A figure of a target that may change, within what is plausible for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edugraph.text import Span

if TYPE_CHECKING:
    from benchmarks.generator.dice import Dice
    from edugraph.facts import Target

_DIGITS = re.compile(
    r"(?P<low>[0-9]+)(?:\.(?P<rest>[0-9]+))?(?![0-9,])(?:(?P<joint>%?[-—－–至]+)(?P<high>[0-9]+)(?![0-9.]))?"
)
LEAST, MOST = 60, 140
"""A figure is no less and no more than so many hundredths of the real one, a share half as far from it."""


@dataclass(frozen=True)
class Figure:
    """A figure in units of its last decimal place; ``high`` where it is a range.

    Figures of one ``key`` (indicator, unit, value) are one figure, wherever a plan says it; a share of a
    shared indicator has one value in a plan, so that it does not contradict itself.
    """

    key: str
    low: int
    high: int | None
    joint: str
    places: int
    percent: bool

    def bounds(self, least: int = LEAST, most: int = MOST) -> tuple[int, int]:
        """The least and the most that it may be: a share is no more than 100 %, a count no less than 1."""
        if self.percent:
            least, most = (100 + least) // 2, (100 + most) // 2
        low, high = max(1, -(-self.low * least // 100)), self.low * most // 100
        return low, max(low, min(high, 100 * 10**self.places) if self.percent else high)

    def draw(self, dice: Dice) -> int:
        """A figure of its kind, as round as it is itself; 100 % mostly stays, and the middle is likelier than the ends."""
        low, high = self.bounds()
        if self.percent and self.low == 100 * 10**self.places and dice.chance(0.6):
            return self.low
        middle = (dice.roll() + dice.roll()) / 2
        return self._rounded(low + int(middle * (high - low + 1)), low, high)

    def later(self, value: int, dice: Dice) -> int:
        """The figure of a year later: mostly higher, now and then lower or the same."""
        if dice.chance(0.2):
            return value
        low, high = self.bounds(50, 200)
        if not self.percent:
            moved = value * (0.85 + 0.45 * dice.roll())
        elif dice.chance(0.8):
            moved = value + max(0, high - value) * 0.6 * dice.roll()
        else:
            moved = value * 0.97
        return self._rounded(min(max(int(moved + 0.5), low), high), low, high)

    def _rounded(self, value: int, low: int, high: int) -> int:
        """A value rounded as the figure is, where it stays within the bounds: 2000 to hundreds, 50 to tens."""
        step = 1
        while self.low % (10 * step) == 0 and self.low >= 50 * step:
            step *= 10
        near = (value + step // 2) // step * step
        return near if low <= near <= high else value

    def text(self, value: int) -> str:
        """A value as it is written: 2.4, or 3—5 for a range that grows with it."""
        scale = 10**self.places
        said = f"{value // scale}.{value % scale:0{self.places}}" if self.places else str(value)
        if self.high is None:
            return said
        return f"{said}{self.joint}{max(value + 1, (value * self.high + self.low // 2) // self.low)}"


def read(text: str, target: Target) -> tuple[Span, Figure] | None:
    """The place of a target's figure and the figure, or None where it is blanked or not written in digits."""
    match = _DIGITS.match(text, target.figure.start)
    if match is None or target.value is None:
        return None
    rest = match["rest"] or ""
    low = int(match["low"] + rest)
    high = int(match["high"]) if match["high"] and not rest else None
    end = match.end() if high is not None else match.end("rest" if rest else "low")
    percent = target.unit == "%"
    said = len(rest) if percent and target.concept and high is None else match[0]
    key = f"{target.concept or target.indicator} {target.unit} {said}"
    figure = Figure(key, low, high, match["joint"] or "", len(rest), percent)
    return (Span(match.start(), end), figure) if low else None
