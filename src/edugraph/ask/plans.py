"""Which plans a question is about: of a group or a year that it names, else the latest of each city; and what earlier ones have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edugraph import choices, groups, query, typed
from edugraph.ask import rows
from edugraph.errors import MissingError, UsageError
from edugraph.holdings import Holdings, mentioned
from edugraph.parameters import SEPARATOR
from edugraph.which import LATEST, Which

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from edugraph.ask.answered import Answer
    from edugraph.store import Store

    Answering = Callable[[Store, str], Answer]

_EVERY = "各市"
"""What a group is in a question that is put to its plans alone: 各市 of 山东的县级市."""


@dataclass(frozen=True)
class About:
    """A question without the group that it names, and the plans that it is put to, of those of the group (``rest``)."""

    text: str
    which: Which
    seen: Store
    rest: Store
    group: str = ""

    @property
    def earlier(self) -> list[dict[str, str]]:
        """The plans of the group that are not asked since later ones are; none where the question names a year."""
        seen = self.seen.plans
        unread = Holdings(self.rest).rows if self.which.years == LATEST else []
        return [row for row in unread if seen is not None and row["plan"] not in seen]


def about(store: Store, text: str, years: Callable[[Store, str], Collection[str]]) -> About:
    """The plans that a question is about; ``years`` reads the years that it names.

    Where each city has plans of one year only, and no group is named, these are all plans of the graph. A year that
    the graph does not hold of a city that is named is left to the reading, which says so.
    """
    group, words = groups.spoken(text, _EVERY)
    places = Which(where=(group,) if group else ())
    rest = places.part(store)
    held = Holdings(rest)
    if not any(row["year"] != rows[0]["year"] for rows in held.groups for row in rows):
        return About(words, places, rest, rest, group)
    said = set(years(rest, words))
    cities = [one for one in held.groups if one[0]["city"] in mentioned(held.rows, words)]
    ids = [row["plan"] for row in held.rows if row["plan"] in words]
    known = all(said <= {row["year"] for row in rows} for rows in cities or [held.rows])
    if said and not known:
        return About(words, places, rest, rest, group)
    which = replace(places, years=SEPARATOR.join(sorted(said)) or LATEST)
    return About(words, which, which.part(store, ids), rest, group)


def answered(about: About, read: Answering) -> Answer:
    """The answer of the plans that are asked, with what earlier plans have instead of them.

    Raises MissingError and UsageError where neither these nor earlier ones have an answer.
    """
    try:
        said = read(about.seen, about.text)
    except (MissingError, UsageError):
        found = next(_of_earlier(about, read), None)
        if found is None:
            raise
        return replace(found[1], notes=(_not_now(about, *found), *found[1].notes))
    if query.headers()[said.query].none:
        return said
    if said.table.rows and said.sure:
        return replace(said, notes=(*_once(about, said), *said.notes))
    unsure = bool(said.table.rows)
    found = next((one for one in _of_earlier(about, read) if one[1].sure or not unsure), None)
    if found is None:
        return said
    told = _not_now(about, *found, unsure=unsure)
    return replace(said, notes=(told, *said.notes), parts=(*said.parts, found[1]))


def marked(about: About, said: Answer) -> Answer:
    """An answer whose commands ask the same plans, with what is to be said of these."""
    told = filter(None, _told(about, said))
    return replace(_marked(said, about.which), notes=(*said.notes, *told))


def _marked(said: Answer, which: Which) -> Answer:
    words, command = said.second
    asked = command and "-p plan=" not in command
    second = (words, command + typed.options(which.options) if asked else command)
    return replace(said, which=which, second=second, parts=tuple(_marked(part, which) for part in said.parts))


def _told(about: About, said: Answer) -> Iterator[str]:
    """The cities of a group, and which years were read where cities have others and none of them is named."""
    if about.group:
        cities = Holdings(about.rest).cities
        yield f"只问{about.group} / only these: {choices.few(cities)}"
    if about.earlier and not all("plan" in run for run in said.runs):
        yield " / ".join(reversed(choices.clauses(about.rest, about.seen.plans or ()) or ()))


def _of_earlier(about: About, read: Answering) -> Iterator[tuple[str, Answer]]:
    """The answers that earlier plans have to the same question, by year, the latest first."""
    unread = about.earlier
    for year in sorted({row["year"] for row in unread}, reverse=True):
        part = about.rest.of(row["plan"] for row in unread if row["year"] == year)
        try:
            said = read(part, about.text)
        except (MissingError, UsageError):
            continue
        if said.table.rows and not query.headers()[said.query].none:
            yield year, said


def _not_now(about: About, year: str, said: Answer, *, unsure: bool = False) -> str:
    """That the plans asked have nothing and those of an earlier year have; or have it more surely."""
    plans = {row["plan"] for row in said.table.dicts() if "plan" in row}
    held = Holdings(about.rest).rows
    cities = list(dict.fromkeys(row["city"] for row in held if row["plan"] in plans))
    asked = {row["city"] for row in held} & set(cities) or {row["city"] for row in held}
    now = sorted({row["year"] for row in Holdings(about.seen).rows if row["city"] in asked})
    who = f"：{choices.few(cities)}" if cities else ""
    if unsure:
        return f"{year}年的要点里有更确切的{who} / plans of {year} answer it more surely"
    late = SEPARATOR.join(now)
    return f"{late}年的要点里没有；{year}年的有{who} / not in the plans of {late}; in those of {year}"


def _once(about: About, said: Answer) -> Iterator[str]:
    """The cities that have no row, but had one by an earlier plan, with its year."""
    unread = {row["plan"]: row for row in about.earlier}
    runs = [run for run in said.runs if "plan" not in run]
    if not unread or said.query not in query.catalogue() or not {"city", "plan"} <= set(said.table.columns):
        return
    before = about.rest.of(unread)
    there = {row["city"] for row in said.table.dicts()}
    found: dict[str, set[str]] = {}
    for run in runs:
        for row in rows.of_query(before, said.query, run).dicts():
            if row["city"] not in there and row["plan"] in unread:
                found.setdefault(row["city"], set()).add(unread[row["plan"]]["year"])
    if found:
        listed = choices.few([f"{city}（{max(years)}）" for city, years in sorted(found.items())])
        yield f"最近一年的要点里没有、早年有的城市 / cities that had it in an earlier plan, not in the latest: {listed}"
