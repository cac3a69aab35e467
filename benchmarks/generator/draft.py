"""A plan before it is written out: its sections and tasks in words that were drawn, its figures, its review.

The first plan of a city is drawn from the stock; each later one is made from the one before: most tasks
stay, some in other words, with other offices, some go and some are new; figures rise, now and then fall.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.generator import city as cities
from benchmarks.generator.sentence import Said, name, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.generator.city import City, Style
    from benchmarks.generator.dice import Dice
    from benchmarks.generator.figure import Figure
    from benchmarks.generator.sentence import Sentence
    from benchmarks.generator.stock import Base, Stock

FEWEST, MOST = 30, 60
"""Tasks of a plan."""
_SECTIONS = (6, 7, 8, 8, 9)
_KEPT = 0.88  # share of the sentences of a task that stay with it
_BORROWED = (0, 0, 1, 1, 2)  # sentences taken from other tasks
_MOST_OF_SECTION = 12
_GONE, _REWORDED, _MOVED = 0.12, 0.25, 0.12  # shares of the tasks from one year to the next
_OTHER_STYLE, _REVIEW = 0.15, 0.5  # shares of the later plans
_RESULTS = 12


@dataclass(frozen=True)
class Task:
    """A task: the index of the real one that it goes back to, what it says, and who answers, the first one first."""

    base: int
    title: Said
    said: tuple[Said, ...]
    offices: tuple[str, ...]

    def figures(self) -> Iterator[Figure]:
        """The figures that it names."""
        for sentence in (self.title, *self.said):
            yield from sentence.figures()


@dataclass(frozen=True)
class Section:
    """A heading, by its index in the stock, and the tasks below it."""

    heading: int
    title: Said
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Draft:
    """A plan: ``figures`` holds the value of each figure by its key, ``results`` what it tells of the year before."""

    city: City
    year: int
    style: Style
    sections: tuple[Section, ...]
    figures: dict[str, int]
    results: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The id of the plan: gen00001-2023."""
        return f"{self.city.key}-{self.year}"

    @property
    def tasks(self) -> list[Task]:
        """All tasks in the order of the plan."""
        return [task for section in self.sections for task in section.tasks]


def first(stock: Stock, city: City, year: int, dice: Dice) -> Draft:
    """The first plan of a city."""
    count = FEWEST + round((MOST - FEWEST) * max(dice.roll(), dice.roll()))
    chosen = dice.sample(range(len(stock.bases)), count)
    headings = dice.sample(range(len(stock.headings)), dice.pick(_SECTIONS))
    used: set[Sentence] = set()
    tasks = [_task(stock, base, dice, used) for base in chosen]
    sections = _sections(stock, headings, tasks, dice)
    return Draft(city, year, city.style, sections, _drawn({}, sections, dice))


def following(stock: Stock, before: Draft, dice: Dice) -> Draft:
    """The plan of the next year."""
    tasks = [_changed(stock, task, dice) for task in before.tasks if not dice.chance(_GONE)]
    left = sorted(set(range(len(stock.bases))) - {task.base for task in before.tasks})
    wanted = min(MOST, max(FEWEST, len(before.tasks) + dice.below(5) - 2))
    used = {one.sentence for task in tasks for one in task.said}
    tasks += [_task(stock, base, dice, used) for base in dice.sample(left, max(0, wanted - len(tasks)))]
    sections = _sections(stock, [section.heading for section in before.sections], tasks, dice)
    style = cities.style(dice) if dice.chance(_OTHER_STYLE) else before.style
    results = tuple(_results(before, dice)) if not style.table and dice.chance(_REVIEW) else ()
    figures = _risen(before, dice)
    return Draft(before.city, before.year + 1, style, sections, _drawn(figures, sections, dice), results)


def _task(stock: Stock, number: int, dice: Dice, used: set[Sentence]) -> Task:
    """A task made of a real one and of sentences that would suit it, none of which the plan says twice."""
    base = stock.bases[number]
    own = [one for one in base.sentences if one not in used and dice.chance(_KEPT)]
    others = [one for one in dice.sample(base.suited, dice.pick(_BORROWED)) if one not in used]
    for one in others:
        own.insert(dice.below(len(own) + 1), one)
    if len(own) > 2 and dice.chance(0.3):
        at = dice.below(len(own) - 1)
        own[at], own[at + 1] = own[at + 1], own[at]
    own = own or [dice.pick(base.sentences)]
    used.update(own)
    return Task(number, name(base.title, dice), tuple(say(one, dice) for one in own), _offices(base, dice))


def _offices(base: Base, dice: Dice) -> tuple[str, ...]:
    """Who answers: mostly as in the real plan, sometimes without one of them."""
    names = list(base.offices)
    if len(names) > 2 and dice.chance(0.3):
        del names[1 + dice.below(len(names) - 1)]
    return tuple(names)


def _sections(stock: Stock, headings: Sequence[int], tasks: Sequence[Task], dice: Dice) -> tuple[Section, ...]:
    """Tasks under the headings that suit them best and are not full; headings without tasks go."""
    held: dict[int, list[Task]] = {heading: [] for heading in headings}
    for task in tasks:
        fits = stock.fits[task.base]
        free = [heading for heading in headings if len(held[heading]) < _MOST_OF_SECTION]
        held[max(free, key=lambda heading: (fits[heading], -len(held[heading])))].append(task)
    return tuple(
        Section(heading, name(stock.headings[heading], dice), tuple(some)) for heading, some in held.items() if some
    )


def _drawn(figures: dict[str, int], sections: Sequence[Section], dice: Dice) -> dict[str, int]:
    """The figures with those that are not there yet."""
    for section in sections:
        for figure in (one for task in section.tasks for one in task.figures()):
            if figure.key not in figures:
                figures[figure.key] = figure.draw(dice)
        figures.update({one.key: one.draw(dice) for one in section.title.figures() if one.key not in figures})
    return figures


def _risen(before: Draft, dice: Dice) -> dict[str, int]:
    """The figures of a plan a year later."""
    found: dict[str, int] = {}
    for figure in (one for task in before.tasks for one in task.figures()):
        if figure.key not in found:
            found[figure.key] = figure.later(before.figures[figure.key], dice)
    return found


def _changed(stock: Stock, task: Task, dice: Dice) -> Task:
    """A task a year later: as it was, or in other words, or with another office in the first place."""
    if dice.chance(_REWORDED):
        said = tuple(say(one.sentence, dice) for one in task.said)
        task = replace(task, title=name(task.title.sentence, dice), said=said)
    if dice.chance(_MOVED):
        other = dice.pick([base.offices[0] for base in stock.bases])
        task = replace(task, offices=(other, *(one for one in task.offices[1:] if one != other)))
    return task


def _results(before: Draft, dice: Dice) -> Iterator[str]:
    """What became of targets of a plan: as it wanted, or somewhat more or less."""
    phrases = dict.fromkeys(result for task in before.tasks for one in task.said for result in one.sentence.results)
    for lead, figure, rest in dice.sample(list(phrases), _RESULTS):
        low, high = figure.bounds(40, 220)
        reached = before.figures[figure.key] * (0.9 + 0.2 * dice.roll())
        yield lead + figure.text(min(max(int(reached + 0.5), low), high)) + rest
