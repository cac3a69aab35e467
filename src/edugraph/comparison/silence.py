"""What a plan says of something that it sets no figure for: five kinds of silence, kept apart.

For a theme or a task there is one more: the plan acts on the matter, but has no task of its own for it.
Only tasks are heard: what stands in a preamble or a review binds nobody. A word that is not there may be a
matter that is: what says it in other words (``echo``), or in the title alone, is told as the nearest passage.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.comparison import echo
from edugraph.extract.targets import UNREAD
from edugraph.extract.targets.indicators import is_generic, subject_of
from edugraph.overlap.ledger import named
from edugraph.text import fold, squeeze
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from edugraph.store import Store
    from edugraph.vocabulary import Concept

NOT_MENTIONED = "not mentioned"
OTHER_WORDS = "not in these words"
WITHOUT_FIGURE = "mentioned without a figure"
BLANKED = "figure blanked"
NOT_UNDERSTOOD = "not understood"
WITHOUT_TASK = "mentioned without a task of its own"

TITLE = "title"
"""Stands for the number of the task where the title of the plan says it."""

_SENTENCE = re.compile(r"[^。;；!！?？\n]+")
_SHORTEST = 3  # characters of a subject: a shorter one stands in too many words by accident
_GAP = ".{0,12}"


class Silence(NamedTuple):
    """One of the kinds, with the task and the sentence that it shows in, where there is one."""

    kind: str
    task: str = ""
    sentence: str = ""

    @property
    def mention(self) -> str:
        """Task and sentence in one text: ``12 “…”``."""
        return f"{self.task} “{self.sentence}”" if self.sentence else ""


class Listener:
    """Hears what the tasks of one plan say of a theme or of an indicator."""

    def __init__(self, store: Store, plan: str) -> None:
        self._title = next(row["title"] for row in query.run(store, "plans").dicts() if row["plan"] == plan)
        passages = query.run(store, "passages", plan=plan).dicts()
        self._sentences = [(row["task"], sentence) for row in passages for sentence in _split(row["text"])]
        targets = query.run(store, "stated-targets", plan=plan).dicts()
        self._blanked = {row["concept"]: row for row in targets if row["redacted"] == "true"}
        unmatched = [(row["task"], row["quote"]) for row in targets if not row["concept"]]
        self._touched = {(row["task"], row["theme"]) for row in query.run(store, "themes", plan=plan).dicts()}
        remarks = query.run(store, "remarks", plan=plan).dicts()
        self._unread = unmatched + [(row["task"], row["figure"]) for row in remarks if row["reason"] in UNREAD]

    def indicator(self, concept: Concept) -> Silence:
        """How a plan without a figure for an indicator is silent about it."""
        blanked = self._blanked.get(concept.notation)
        if blanked:
            return Silence(BLANKED, blanked["task"], blanked["quote"])
        heard = [(task, said) for task, said in self._sentences if _speaks_of(concept, said)]
        for task, said in heard:
            if any(task == where and squeeze(figure) in squeeze(said) for where, figure in self._unread):
                return Silence(NOT_UNDERSTOOD, task, said)
        if heard:
            return Silence(WITHOUT_FIGURE, *heard[0])
        things = [subject_of(form) for form in concept.forms]
        return self._nearest([*concept.forms, *things], _narrowest(named(concept.label)))

    def theme(self, concepts: Sequence[Concept]) -> Silence:
        """How a plan that acts on none of some themes is silent about them: a name of one may stand there all the same."""
        wanted = {concept.label for concept in concepts}
        heard = [(task, said, wanted & named(squeeze(said))) for task, said in self._sentences]
        for task, said, themes in heard:
            if any((task, theme) in self._touched for theme in themes):
                return Silence(WITHOUT_TASK, task, said)
        for task, said, themes in heard:
            if themes:
                return Silence(NOT_UNDERSTOOD, task, said)
        if named(self._title) & wanted:
            return Silence(OTHER_WORDS, TITLE, self._title)
        return self._nearest([form for concept in concepts for form in concept.forms])

    def _nearest(self, names: Sequence[str], themes: Collection[str] = ()) -> Silence:
        """The sentence that says most of one of some names in other words, else the first that names one of some themes."""
        share, at = echo.best(names, (said for _, said in self._sentences))
        if share >= echo.HALF:
            return Silence(OTHER_WORDS, *self._sentences[at])
        on = (one for one in self._sentences if named(one[1]).intersection(themes)) if themes else iter(())
        near = next(on, None)
        return Silence(OTHER_WORDS, *near) if near else Silence(NOT_MENTIONED)


def _narrowest(labels: Collection[str]) -> frozenset[str]:
    """The themes of some labels without those that are broader than another of them."""
    concepts = [concept for concept in scheme("themes").concepts if concept.label in labels]
    above = {concept.broader for concept in concepts}
    return frozenset(concept.label for concept in concepts if concept.iri not in above)


def _split(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield match[0].strip()


def _speaks_of(concept: Concept, sentence: str) -> bool:
    text = fold(squeeze(sentence))
    return bool(_pattern(concept).search(text)) and not any(fold(decoy) in text for decoy in concept.decoys)


@cached
def _pattern(concept: Concept) -> re.Pattern[str]:
    """Every form of an indicator, and the thing that its name speaks of: 普惠性幼儿园 of 普惠性幼儿园覆盖率."""
    things = {subject_of(form) for form in (concept.label, *concept.alt)}
    named = {thing for thing in things if len(thing) >= _SHORTEST and not is_generic(thing)}
    forms = sorted({*concept.forms, *named}, key=lambda form: (-len(form), form))
    return re.compile("|".join(_GAP.join(map(re.escape, fold(form).split("…"))) for form in forms))
