"""Where the words of a correction stand in a plan now, and which of its facts they are.

Words are compared without blanks and in one form of letters and marks, so that another copy of a document has them
too. A task is known by its title where that is given, else by its number; words of some length tell a fact by
themselves where they stand once, in whatever task. Anything less is no anchor: nothing is applied on a guess.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from edugraph.corrections import fields
from edugraph.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    """Why a correction does not apply, with the places that come near."""

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


class Anchors:
    """The words of a plan, to find those of corrections in."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        folded = plan.source.folded.translate(_MARKS)
        self._at = [at for at, char in enumerate(folded) if not char.isspace()]
        self._text = "".join(folded[at] for at in self._at)
        self._titles: dict[str, list[str]] = {}
        for task in plan.tasks:
            self._titles.setdefault(plain(plan.title_of(task)), []).append(task.number)

    def places(self, words: str) -> list[Span]:
        """Where words stand, in the raw text."""
        bare = plain(words)
        found: list[Span] = []
        at = self._text.find(bare) if bare else -1
        while at >= 0:
            found.append(Span(self._at[at], self._at[at + len(bare) - 1] + 1))
            at = self._text.find(bare, at + 1)
        return found

    def fact(self, correction: Correction, facts: Sequence[Fact | None]) -> int:
        """The index of the one fact that a correction means; raises UnfitError where there is none, or several."""
        places = self.places(correction.quote)
        if not places:
            raise UnfitError(NO_WORDS)
        some = self.matches(correction, facts)
        near = self._near(correction, places, [task for _, task, _ in some])
        chosen = [one for one in some if one.task in near]
        chosen = [one for one in chosen if one.whole] or chosen
        if not chosen:
            raise UnfitError(NO_FACT, places)
        if len(chosen) > 1:
            raise UnfitError(SEVERAL, places)
        return chosen[0].at

    def matches(self, correction: Correction, facts: Sequence[Fact | None]) -> list[Match]:
        """The facts of its kind, as it knows them, whose words hold those of a correction or stand in them."""
        spots = [self._spot(place) for place in self.places(correction.quote)]
        return list(self._matches(correction, facts, spots))

    def _matches(self, correction: Correction, facts: Sequence[Fact | None], spots: Sequence[Span]) -> Iterator[Match]:
        for index, fact in enumerate(facts):
            if fact is not None and fact.name == correction.kind and _is_as_known(correction, fact):
                own = self._spot(fact.span)
                if any(own.contains(spot) or spot.contains(own) for spot in spots):
                    yield Match(index, fact.task, own in spots)

    def _spot(self, span: Span) -> Span:
        """A span as offsets in the text without blanks."""
        return Span(bisect_left(self._at, span.start), bisect_left(self._at, span.end))

    def _near(self, correction: Correction, places: Sequence[Span], homes: Sequence[str]) -> Sequence[str]:
        """Of the tasks where something fits those that may be meant: its own, else any where its words alone tell it."""
        long = len(plain(correction.quote)) >= _TELLING
        titled = self._titles.get(plain(correction.title), []) if correction.title else []
        own = titled if titled and correction.task not in titled else [correction.task]
        if set(own) & set(homes) and (titled or long or not correction.title):
            return own
        return homes if long and len(places) == 1 else ()

    def spot(self, correction: Correction) -> tuple[str, str, Span]:
        """Task, section and span of the words of a fact that is to be added; raises UnfitError as ``fact`` does."""
        places = self.places(correction.quote)
        if not places:
            raise UnfitError(NO_WORDS)
        homes = [self._home(correction, place) for place in places]
        near = self._near(correction, places, [task for task, _ in homes])
        chosen = [at for at, (task, _) in enumerate(homes) if task in near]
        if len(chosen) > 1:
            raise UnfitError(SEVERAL, [places[at] for at in chosen])
        if not chosen or homes[chosen[0]] == ("", ""):
            raise UnfitError(NO_TASK, places)
        return *homes[chosen[0]], places[chosen[0]]

    def _home(self, correction: Correction, place: Span) -> tuple[str, str]:
        """The task that holds a place, or for a result the review that does."""
        review = self._review(place) if correction.kind == "result" else ""
        return ("", review) if review else (self._plan.task_at(place), "")

    def _review(self, place: Span) -> str:
        return next((one.key for one in self._plan.sections if one.review and one.span.contains(place)), "")


def _is_as_known(correction: Correction, fact: Fact) -> bool:
    """Whether a fact is as it was when it was corrected, or by now as the correction has it."""
    as_set = bool(correction.was and correction.set) and fields.fits(fact, correction.set)
    return as_set or fields.fits(fact, correction.was)
