"""A draft as text, in the manner of its bureau: title, opening, numbered tasks or a table, signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.generator import words
from benchmarks.generator.city import ANEW
from benchmarks.generator.stock import CITY, years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.generator.city import City
    from benchmarks.generator.dice import Dice
    from benchmarks.generator.draft import Draft, Task

_DIGITS = "零一二三四五六七八九"
_HALF = str.maketrans("，：；（）", ",:;()")
_HEADS = "序号\t事项\t内容\t责任单位"
_BIGGEST = 20  # ⑳ is the last circled figure


def han(number: int) -> str:
    """A number below 100 in Chinese figures.

    >>> han(3), han(10), han(14), han(20), han(56)
    ('三', '十', '十四', '二十', '五十六')
    """
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")


def text(draft: Draft, dice: Dice) -> str:
    """The text of a plan; its first line says that it is generated."""
    city = draft.city
    names = {"city": city.name, "bureau": city.name + city.bureau, "year": str(draft.year)}
    names["before"] = str(draft.year - 1)
    lines = [*_head(draft, names, dice), *(_table(draft, dice) if draft.style.table else _prose(draft, names, dice))]
    body = "\n".join([*lines, "", names["bureau"], f"{draft.year}年{1 + dice.below(6)}月{1 + dice.below(28)}日"])
    body = body.translate(years(draft.year) | {ord(CITY): city.name})
    return words.text("mark") + "\n\n" + (body.translate(_HALF) if draft.style.half else body) + "\n"


def _head(draft: Draft, names: dict[str, str], dice: Dice) -> Iterator[str]:
    """Title, sometimes a document number, and the opening."""
    kind = "titles_of_tables" if draft.style.table else "titles_with_review" if draft.results else "titles"
    if dice.chance(0.5):
        yield f"生教字〔{draft.year}〕{1 + dice.below(60)}号"
        yield ""
    yield words.filled(dice.pick(words.texts(kind)), **names)
    yield ""
    yield words.filled(dice.pick(words.texts("openings")), **names)


def _prose(draft: Draft, names: dict[str, str], dice: Dice) -> Iterator[str]:
    """Headings with their tasks below them."""
    number = 0
    if draft.results:
        number = 1
        yield f"一、{words.filled(dice.pick(words.texts('review_headings')), **names)}"
        yield from _review(draft, names, dice)
    count = 0
    for section in draft.sections:
        number += 1
        yield f"{han(number)}、{section.title.text(draft.figures)}"
        count = 0 if draft.style.mark == ANEW else count
        for task in section.tasks:
            count += 1
            mark = draft.style.mark.removesuffix("anew").format(n=count, han=han(count))
            yield mark + _BODIES[draft.style.body](draft, task)


def _review(draft: Draft, names: dict[str, str], dice: Dice) -> Iterator[str]:
    """What was reached in the year before, some figures a sentence."""
    first, *others = words.texts("review_openings")
    groups = [draft.results[at : at + 3] for at in range(0, len(draft.results), 3)]
    for opening, group in zip([first, *dice.sample(others, len(groups))], groups, strict=False):
        yield words.filled(opening, **names) + "，".join(group) + "。"


def _said(draft: Draft, task: Task) -> list[str]:
    return [one.text(draft.figures) for one in task.said]


def _title(draft: Draft, task: Task) -> str:
    return task.title.text(draft.figures)


def _plain(draft: Draft, task: Task) -> str:
    return f"{_title(draft, task)}。{'。'.join(_said(draft, task))}。{clause(draft, task.offices)}"


def _circled(draft: Draft, task: Task) -> str:
    said = _said(draft, task)
    if len(said) > _BIGGEST:
        return _plain(draft, task)
    marked = "".join(f"{chr(ord('①') + at)}{one}。" for at, one in enumerate(said))
    return f"{_title(draft, task)}。{marked}{clause(draft, task.offices)}"


def _lines(draft: Draft, task: Task) -> str:
    """Measures on lines of their own, each with those who answer for it.

    A bare title above such lines reads as a heading, unless its mark says 任务; then a sentence stands behind it.
    """
    said = _said(draft, task)
    bare = draft.style.mark.startswith(("任务", "事项"))
    behind, rest = ([], said) if bare else (said[:1], said[1:])
    halves = [half for half in (rest[: len(rest) // 2], rest[len(rest) // 2 :]) if half]
    own = [task.offices] * len(halves) if len(task.offices) < 2 else [task.offices[:1], task.offices[1:]]
    if len(halves) < 2:
        whole = f"{'。'.join(said)}。{clause(draft, task.offices)}"
        return f"{_title(draft, task)}。" + ("\n措施：" if bare else "") + whole
    rows = [
        f"（{at}）{'。'.join(half)}。{clause(draft, who)}"
        for at, (half, who) in enumerate(zip(halves, own, strict=True), 1)
    ]
    return f"{'。'.join([_title(draft, task), *behind])}。\n" + ("措施：" if bare else "") + "\n".join(rows)


def _counted(draft: Draft, task: Task) -> str:
    said = _said(draft, task)
    if len(said) < 2:
        return _plain(draft, task)
    marked = "".join(f"{han(at)}是{one}。" for at, one in enumerate(said, 1))
    return f"{_title(draft, task)}。{marked}{clause(draft, task.offices)}"


def _apart(draft: Draft, task: Task) -> str:
    """The title on a line, the text below it, and those who answer on a line below that."""
    who = clause(draft, task.offices)
    return "\n".join(filter(None, (_title(draft, task), f"　　{'。'.join(_said(draft, task))}。", who)))


_BODIES = {"plain": _plain, "circled": _circled, "lines": _lines, "counted": _counted, "apart": _apart}


def clause(draft: Draft, offices: Sequence[str]) -> str:
    """Who answers, in the form of the bureau; empty where it says nothing of that."""
    if draft.style.clause < 0 or not offices:
        return ""
    names = called(draft.city, offices)
    form = words.texts("clauses" if len(names) > 1 else "clauses_of_one")[draft.style.clause]
    named = {"all": "、".join(names), "first": names[0], "rest": "、".join(names[1:]), "rank": draft.city.rank}
    return words.filled(form, **named)


def called(city: City, offices: Sequence[str]) -> list[str]:
    """What a city calls offices, each once."""
    return list(dict.fromkeys(city.names[name] for name in offices))


def _table(draft: Draft, dice: Dice) -> Iterator[str]:
    """Rows of a table: one a task, or one for each half of its sentences, and a person for each where the bureau names them."""
    leaders = draft.city.leaders if draft.style.leaders else ()
    yield ""
    yield _HEADS + ("\t分管领导" if leaders else "")
    for number, task in enumerate(draft.tasks, 1):
        said = _said(draft, task)
        halves = [said] if len(said) < 4 else [said[: len(said) // 2], said[len(said) // 2 :]]
        for at, some in enumerate(halves):
            cells = [str(number), _title(draft, task)] if not at else ["", ""]
            cells += ["。".join(some) + "。", "、".join(called(draft.city, task.offices))]
            yield "\t".join([*cells, *([dice.pick(leaders)] if leaders else [])])
