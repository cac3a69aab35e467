"""The fifth section: what peers have and the own plan lacks, with their figures, offices and cited documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from edugraph.brief import lacking
from edugraph.brief.note import Section
from edugraph.brief.ranking import figure
from edugraph.brief.themes import least
from edugraph.brief.wording import SEPARATOR, few, prose, say, word
from edugraph.comparison import gaps
from edugraph.comparison.silence import TITLE, WITHOUT_TASK
from edugraph.overlap import themes
from edugraph.overlap.ledger import named, narrower
from edugraph.overlap.selection import places
from edugraph.overlap.targets import traits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.brief.matter import Matter
    from edugraph.brief.note import Sentence, Source
    from edugraph.overlap.profiles import Profile

    Row = Mapping[str, str]
    Place = tuple[str, str]

_MOST = {"theme": 4, "indicator": 2, "task": 2}
_FIGURES = 3
_OFFICES = 3
_DOCUMENTS = 2


class _Part(NamedTuple):
    """Words of a sentence with their sources; both may be empty."""

    text: str
    sources: tuple[Source, ...] = ()


def section(matter: Matter) -> Section:
    """The gaps that most peers fill; how many are left out is said."""
    rows = [row for kind in _MOST for row in _found(matter, kind)]
    if not rows:
        text = say("gaps.none", least=least(matter), own=matter.own.city)
        return Section(say("gaps.head"), (prose(text, matter.wholes()),))
    writer = _Writer(matter)
    kept = [row for kind, most in _MOST.items() for row in [one for one in rows if one["kind"] == kind][:most]]
    left = Counter(row["kind"] for row in rows)
    left.subtract(Counter(row["kind"] for row in kept))
    sentences = [writer.sentence(row) for row in kept]
    if left.total():
        peers = SEPARATOR.join(one.city for one in matter.peers)
        counts = {kind: left[kind] for kind in _MOST}
        text = say("gaps.cut", count=left.total(), own=matter.own.city, peers=peers, **counts)
        sentences.append(prose(text, matter.wholes()))
    return Section(say("gaps.head"), tuple(sentences))


def _found(matter: Matter, kind: str) -> list[Row]:
    """Gaps of a kind, as far as the note is about them."""
    if kind == "task":
        return [] if matter.theme or matter.indicator else [_of_tasks(matter, some) for some in lacking.groups(matter)]
    peers = SEPARATOR.join(one.plan for one in matter.peers)
    rows = gaps.table(matter.store, city=matter.own.plan, cities=peers, least=str(least(matter)), kind=kind).dicts()
    wanted = narrower(matter.store)[matter.theme] if matter.theme else None
    if kind == "theme":
        return [row for row in rows if wanted is None or row["item"] in wanted]
    return [row for row in rows if matter.indicator in ("", row["item"])]


def _of_tasks(matter: Matter, group: Sequence[Profile]) -> Row:
    """A group of tasks as a row like those of ``gaps``."""
    cities = SEPARATOR.join(dict.fromkeys(matter.cities[task.plan] for task in group))
    tasks = " ".join(task.place for task in group)
    return {
        "kind": "task",
        "item": group[0].title,
        "silence": WITHOUT_TASK,
        "cities": cities,
        "tasks": tasks,
        "mention": "",
    }


class _Writer:
    """Writes a gap as one sentence."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._tree = narrower(matter.store)
        self._targets = _by_place(matter.rows("targets"))
        self._shared = matter.rows("indicator-targets")
        self._offices = _by_place(matter.rows("responsibilities"))
        self._documents = _by_place(matter.rows("citations"))
        self._themes = matter.rows("themes")

    def sentence(self, gap: Row) -> Sentence:
        """What the peers do, how the own plan is silent, and what of theirs can be taken up."""
        silence, standing = self._silence(gap), self._standing(gap)
        parts = [silence, standing, self._figures(gap), self._led(gap), self._based(gap)]
        text = say(f"gaps.{gap['kind']}", item=gap["item"], cities=gap["cities"], silence=silence.text)
        text += "".join(part.text for part in parts[2:])
        return prose(text, [source for part in (standing, *parts[2:], silence) for source in part.sources])

    def _silence(self, gap: Row) -> _Part:
        """How the own plan says nothing, with the sentence in which it nearly does, or the whole plan."""
        own, spans = self._matter.own, self._matter.spans
        if gap["kind"] == "task":
            near = self._within(gap)
            if near:
                text = say("silence.within", own=own.city, task=near.task, sentence=near.quote)
                return _Part(text, (near,))
        task, _, quoted = gap["mention"].partition(" “")
        sentence = quoted.removesuffix("”")
        key = TITLE if task == TITLE else gap["silence"]
        text = say(f"silence.{key}", own=own.city, task=task, sentence=sentence)
        within = sentence and task != TITLE
        return _Part(text, (spans.words(own.plan, task, sentence) if within else spans.whole(own.plan),))

    def _within(self, gap: Row) -> Source | None:
        """The own sentence on a theme that a title of the peers' tasks names; None where none is named."""
        on = {theme for plan, task in places(gap) for theme in named(self._matter.spans.title(plan, task))}
        own = self._matter.own.plan
        tasks = [row["task"] for row in self._themes if row["plan"] == own and row["theme"] in on]
        return self._matter.spans.theme(own, tasks, on) if tasks else None

    def _standing(self, gap: Row) -> _Part:
        """The passage of each peer that has it."""
        tasks: dict[str, list[str]] = defaultdict(list)
        for plan, task in places(gap):
            tasks[plan].append(task)
        spans = self._matter.spans
        if gap["kind"] == "theme":
            below = set(self._tree[gap["item"]])
            return _Part("", tuple(spans.theme(plan, some, below) for plan, some in tasks.items()))
        if gap["kind"] == "task":
            firsts = [(plan, some[0]) for plan, some in tasks.items()]
            return _Part("", tuple(spans.words(plan, task, spans.title(plan, task)) for plan, task in firsts))
        return _Part("", tuple(self._target(row) for row in self._rows(gap)))

    def _figures(self, gap: Row) -> _Part:
        """Figures of the peers, each once, of an indicator with its scope where scopes differ; or that all are blanked."""
        told: dict[str, dict[str, Source]] = {"false": {}, "true": {}}
        rows = self._rows(gap)
        scopes = [traits(row).scope for row in rows] if gap["kind"] == "indicator" else []
        for at, row in enumerate(rows):
            named = {"city": self._matter.cities[row["plan"]], "indicator": row["indicator"], "figure": figure(row)}
            text = say("gaps.figure", **named)
            if len(set(scopes)) > 1:
                text += say("gaps.scope", scope=word("reason_words", scopes[at] or "whole area"))
            told[row["redacted"]].setdefault(text, self._target(row))
        if told["false"]:
            return _listed("gaps.figures", told["false"], _FIGURES)
        if told["true"]:
            return _listed("gaps.blanked_figures", told["true"], _FIGURES)
        return _Part(say("gaps.without_figures"))

    def _rows(self, gap: Row) -> list[Row]:
        """The targets behind a gap: those that its row counts."""
        wanted = places(gap)
        if gap["kind"] == "indicator":
            return [
                row for row in self._shared if row["indicator"] == gap["item"] and (row["plan"], row["task"]) in wanted
            ]
        rows = [row for place in wanted for row in self._targets[place]]
        if gap["kind"] == "task":
            return rows
        pieces = {
            one.removeprefix(f"{city} ") for one in gap["figures"].split("；") for city in self._matter.cities.values()
        }
        return [row for row in rows if themes.stated(row) in pieces]

    def _target(self, row: Row) -> Source:
        return self._matter.spans.fact("target", row["plan"], row["task"], exact=row["quote"])

    def _led(self, gap: Row) -> _Part:
        """For each peer the first office that leads one of the tasks, or where none does, that is responsible."""
        told: dict[str, Source] = {}
        heard: set[str] = set()
        for plan, task in places(gap):
            rows = self._offices[plan, task]
            wanted = "lead" if any(row["role"] == "lead" for row in rows) else "responsible"
            first = next((row for row in rows if row["role"] == wanted), None)
            if first is not None and plan not in heard:
                heard.add(plan)
                text = say("words.of_each", city=self._matter.cities[plan], what=first["organisation"])
                told[text] = self._fact("responsibility", plan, task, first["organisation"])
        return _listed("gaps.offices", told, _OFFICES)

    def _based(self, gap: Row) -> _Part:
        """The documents that the peers' tasks cite."""
        told: dict[str, Source] = {}
        for plan, task in places(gap):
            for row in self._documents[plan, task]:
                text = say("words.of_each", city=self._matter.cities[plan], what=f"《{row['title']}》")
                told.setdefault(text, self._fact("citation", plan, task, row["title"]))
        return _listed("gaps.documents", told, _DOCUMENTS)

    def _fact(self, kind: str, plan: str, task: str, subject: str) -> Source:
        return self._matter.spans.fact(kind, plan, task, subject=subject)


def _listed(key: str, told: Mapping[str, Source], most: int) -> _Part:
    if not told:
        return _Part("")
    return _Part(say(key, list=few(told, most)), tuple(told.values())[:most])


def _by_place(rows: Iterable[Row]) -> defaultdict[Place, list[Row]]:
    found: defaultdict[Place, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["plan"], row["task"]].append(row)
    return found
