"""Where the words of a correction stand in a plan now, and which of its facts they are.

Words are compared without blanks and in one form of letters and marks, so that another copy of a document has them
too. A task is known by its title where that is given, else by its number; words of some length tell a fact by
themselves where they stand once, in whatever task. Anything less is no anchor: nothing is applied on a guess.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

from edugraph.corrections import fields
from edugraph.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edugraph.corrections.entry import Correction
    from edugraph.facts import Fact
    from edugraph.structure.plan import Plan

NO_WORDS = "correction: its words are not there"
NO_FACT = "correction: its words are no such fact"
NO_TASK = "correction: its words are in no such task"
SEVERAL = "correction: several places fit"
_TELLING = 6
"""Words of so many characters tell a place by themselves, where they stand once."""
_MARKS = str.maketrans("“”„‟「」『』‘’'", '"' * 11)


class UnfitError(Exception):
    """Why a correction does not apply, with the places that come near where these are not all of its words."""

    def __init__(self, reason: str, places: Sequence[Span] = ()) -> None:
        super().__init__(reason)
        self.reason, self.places = reason, places


class Match(NamedTuple):
    """A fact that may be meant, by its index, and its task; ``whole`` where its words are those of the correction."""

    at: int
    task: str
    whole: bool


def plain(text: str) -> str:
    """A text as it is compared: without blanks, one form for each letter and mark."""
    return "".join(fold(text).translate(_MARKS).split())


class _Reach:
    """Where the facts of a kind stand, by the size of their length and where they begin: none but those near are seen."""

    def __init__(self) -> None:
        self._sizes: dict[int, list[tuple[int, int, int]]] = {}

    def put(self, spot: Span, at: int) -> None:
        """A fact more, by its index."""
        insort(self._sizes.setdefault((spot.end - spot.start).bit_length(), []), (*spot, at))

    def around(self, spot: Span) -> Iterator[tuple[int, Span]]:
        """The facts whose words hold a spot or stand in it."""
        for size, begins in self._sizes.items():
            low, high = spot.start - (1 << size), spot.end + 1
            for start, end, at in begins[bisect_left(begins, (low,)) : bisect_left(begins, (high,))]:
                own = Span(start, end)
                if own.contains(spot) or spot.contains(own):
                    yield at, own


class Anchors:
    """The words of a plan and the facts that hold in it, indexed once, to find those of corrections in."""

    def __init__(self, plan: Plan, holding: Mapping[int, Fact]) -> None:
        self._plan = plan
        folded = plan.source.folded.translate(_MARKS)
        self._at = [at for at, char in enumerate(folded) if not char.isspace()]
        self._text = "".join(folded[at] for at in self._at)
        self._titles: dict[str, list[str]] = {}
        for task in plan.tasks:
            self._titles.setdefault(plain(plan.title_of(task)), []).append(task.number)
        self._reviews = [section for section in plan.sections if section.review]
        self.facts: dict[int, Fact] = {}
        self._reach: dict[str, _Reach] = {}
        self._of_task: dict[tuple[str, str], list[int]] = {}
        self._found: dict[str, list[Span]] = {}
        self._fitting: dict[str, dict[str, dict[str, list[Match]]]] = {}
        self._homes: dict[tuple[bool, str], dict[str, list[tuple[str, Span]]]] = {}
        for at, fact in holding.items():
            self.hold(at, fact)

    def hold(self, at: int, fact: Fact) -> None:
        """A fact holds from now on: a new one, or what became of that of its index, at the same place."""
        if at not in self.facts:
            self._reach.setdefault(fact.name, _Reach()).put(self._spot(fact.span), at)
            self._of_task.setdefault((fact.name, fact.task), []).append(at)
            self._fitting.pop(fact.name, None)
        self.facts[at] = fact

    def drop(self, at: int) -> None:
        """A fact holds no more."""
        del self.facts[at]

    def places(self, words: str) -> list[Span]:
        """Where words stand, in the raw text."""
        return [Span(self._at[spot.start], self._at[spot.end - 1] + 1) for spot in self._spots(plain(words))]

    def _spots(self, bare: str) -> Sequence[Span]:
        """The same as offsets in the text without blanks."""
        if bare not in self._found:
            found = self._found[bare] = []
            at = self._text.find(bare) if bare else -1
            while at >= 0:
                found.append(Span(at, at + len(bare)))
                at = self._text.find(bare, at + 1)
        return self._found[bare]

    def fact(self, correction: Correction) -> int:
        """The index of the one fact that a correction means; raises UnfitError where there is none, or several."""
        if not self._spots(plain(correction.quote)):
            raise UnfitError(NO_WORDS)
        own = self._fits(correction)
        some = self._known(correction, (one for task in self._own(correction) for one in own.get(task, ())))
        chosen = some or (self.matches(correction) if self._is_telling(correction) else [])
        chosen = [one for one in chosen if one.whole] or chosen
        if not chosen:
            raise UnfitError(NO_FACT)
        if len(chosen) > 1:
            raise UnfitError(SEVERAL)
        return chosen[0].at

    def matches(self, correction: Correction) -> list[Match]:
        """The facts of its kind, as it knows them, whose words hold those of a correction or stand in them."""
        return sorted(self._known(correction, (one for some in self._fits(correction).values() for one in some)))

    def in_task(self, correction: Correction, task: str) -> int | None:
        """The first fact of a task that is of its kind and as it knows it."""
        some = self._of_task.get((correction.kind, task), ())
        return next((at for at in some if at in self.facts and _is_as_known(correction, self.facts[at])), None)

    def _known(self, correction: Correction, some: Iterable[Match]) -> list[Match]:
        return [one for one in some if one.at in self.facts and _is_as_known(correction, self.facts[one.at])]

    def _fits(self, correction: Correction) -> dict[str, list[Match]]:
        """The facts of its kind whose words hold those of a correction or stand in them, by their task."""
        known, bare = self._fitting.setdefault(correction.kind, {}), plain(correction.quote)
        if bare not in known:
            spots = dict.fromkeys(self._spots(bare))
            reach = self._reach.get(correction.kind, _Reach())
            found = {at: own in spots for spot in spots for at, own in reach.around(spot) if at in self.facts}
            by_task = known[bare] = {}
            for at in sorted(found):
                by_task.setdefault(self.facts[at].task, []).append(Match(at, self.facts[at].task, found[at]))
        return known[bare]

    def _spot(self, span: Span) -> Span:
        """A span as offsets in the text without blanks."""
        return Span(bisect_left(self._at, span.start), bisect_left(self._at, span.end))

    def _own(self, correction: Correction) -> Sequence[str]:
        """The tasks that a correction names; none where only short words speak for one of another title."""
        titled = self._titles.get(plain(correction.title), []) if correction.title else []
        if correction.title and not titled and not self._is_long(correction):
            return ()
        return titled if titled and correction.task not in titled else [correction.task]

    def _is_long(self, correction: Correction) -> bool:
        return len(plain(correction.quote)) >= _TELLING

    def _is_telling(self, correction: Correction) -> bool:
        """Whether its words tell their place by themselves, in whatever task."""
        return self._is_long(correction) and len(self._spots(plain(correction.quote))) == 1

    def spot(self, correction: Correction) -> tuple[str, str, Span]:
        """Task, section and span of the words of a fact that is to be added; raises UnfitError as ``fact`` does."""
        if not self._spots(plain(correction.quote)):
            raise UnfitError(NO_WORDS)
        homes = self._home(correction)
        chosen = [(task, *one) for task in self._own(correction) for one in homes.get(task, ())]
        if not chosen and self._is_telling(correction):
            chosen = [(task, *one) for task, some in homes.items() for one in some]
        if len(chosen) > 1:
            raise UnfitError(SEVERAL, [place for _, _, place in chosen])
        if not chosen or chosen[0][:2] == ("", ""):
            raise UnfitError(NO_TASK)
        return chosen[0]

    def _home(self, correction: Correction) -> dict[str, list[tuple[str, Span]]]:
        """The places of its words by the task that holds them; for a result, with the review that does."""
        key = correction.kind == "result", plain(correction.quote)
        if key not in self._homes:
            homes = self._homes[key] = {}
            for place in self.places(correction.quote):
                review = self._review(place) if key[0] else ""
                homes.setdefault("" if review else self._plan.task_at(place), []).append((review, place))
        return self._homes[key]

    def _review(self, place: Span) -> str:
        return next((one.key for one in self._reviews if one.span.contains(place)), "")


def _is_as_known(correction: Correction, fact: Fact) -> bool:
    """Whether a fact is as it was when it was corrected, or by now as the correction has it."""
    if correction.action == "add":
        return fields.is_meant(fact, dict(correction.set))
    as_set = bool(correction.was and correction.set) and fields.fits(fact, correction.set)
    return as_set or fields.fits(fact, correction.was)
