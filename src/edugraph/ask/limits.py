"""What a question may not be answered with: places, years, persons, tasks and words that no plan holds, and guesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph import query, regions
from edugraph.ask import alike, cues, literal, narrow
from edugraph.ask.patterns import patterns
from edugraph.errors import MissingError, UsageError, nearest
from edugraph.text import content
from edugraph.words import value as cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edugraph.ask.binding import Bound
    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.question import Token
    from edugraph.ask.reading import Reading
    from edugraph.ask.texts import Texts
    from edugraph.store import Store
    from edugraph.table import Table

WIDER: Mapping[str, str] = {
    "who-answers": "who-answers-task",
    "who-answers-task": "who-answers-task",
    "tasks-of-office": "who-answers-task",
    "busiest-offices": "who-answers-task",
    "leader-tasks": "leader-tasks",
    "leader-load": "leader-tasks",
    "leader-themes": "leader-tasks",
    "documents-of-theme": "documents-cited",
    "targets-of-theme": "targets",
}
"""For queries that narrow down a kind of fact, the query that lists all of a plan."""

OTHER_WORDS = "其中原文没有这个词的"
"""Words of the doubt that some cities of a theme do not have the word of the question."""

_LEAST = 0.65
_OF_TARGETS = ("targets", "indicator-ranking", "target-difference")
_BLANKED, _NO = "*", "no: "
_NEAREST = 3
_CLOSE = 5
_FEW = 30
_WORDS = "{words}"
_QUOTED = re.compile('[《“"「](.+?)[》”"」]')
_CLAUSES = re.compile("[,，。;；:：!！?？\n]+")
_COMMON = re.compile(".区")
_SLOT = re.compile(r"\{(\w+)\}")


def refuse(lexicon: Lexicon, text: str, found: Sequence[Reading], texts: Texts | None = None) -> None:
    """Raise MissingError for what the graph does not hold, UsageError for a question that cannot be read.

    A place is none where the plans say it with what stands beside it: 滨海马拉松.
    """
    best = found[0] if found else None
    _refuse_place(lexicon, best, text, texts)
    passed = best.passed if best else [one for one in cues.found(content(text)) if one.kind in cues.beyond()]
    years = [one for one in passed if one.kind == cues.other_year()]
    if years and best:
        held = ", ".join(sorted({row["year"] for row in lexicon.all_plans}))
        raise MissingError(f"{best.question.said(years[0].start, years[0].end)}: the graph holds plans of {held} only.")
    for slot, words in best.unknown() if best and not passed else ():
        raise MissingError(f"the graph knows no {slot} {words}.{_known(lexicon, slot, words)}")
    if best is None or best.explained < _LEAST or passed:
        _refuse_year(lexicon, content(text))
        raise UsageError(refusal(lexicon, text, passed))


def refuse_empty(lexicon: Lexicon, text: str, reading: Reading, bound: Bound) -> None:
    """Raise for a reading without rows that cannot stand as "there is none".

    MissingError for a task that the plan does not have and words that no plan has, UsageError for a reading
    that did not understand all of the question.
    """
    for run in bound.runs:
        if "task" in run and "plan" in run:
            _refuse_task(lexicon, run["plan"], run["task"])
    words = [run["words"] for run in bound.runs if "words" in run]
    if words and not reading.left:
        where = "、".join(dict.fromkeys(run["plan"] for run in bound.runs if "plan" in run)) or "any plan of the graph"
        raise MissingError(f"原文中没有 / these words do not stand in {where}: {'、'.join(dict.fromkeys(words))}")
    if reading.left:
        raise UsageError(refusal(lexicon, text, ()))


def of_rows(store: Store, lexicon: Lexicon, reading: Reading, table: Table) -> Iterator[str]:
    """What the rows themselves say against a reading."""
    yield from _other_words(store, reading, table)
    if reading.pattern.query in _OF_TARGETS and cues.asks_for_now(reading.question.chars):
        yield "问的是现状，计划写的是要达到的 / it asks what there is, plans tell what is to be reached"
    if reading.pattern.query == "indicator-ranking":
        yield from _alike(lexicon, reading, table)
    if reading.pattern.query == "targets":
        yield from alike.unlisted(lexicon, reading, table)
    if reading.pattern.query == "targets" and not table.rows:
        yield from _under_other_names(reading)
    if reading.pattern.query == "targets" and _several(reading, table):
        several = list(dict.fromkeys(row["unit"] for row in table.dicts()))
        if len(several) > 1:
            yield f"同一名称下有单位不同的几项指标 / one name, several indicators of other units: {'、'.join(several)}"
    if reading.pattern.query == "target-difference":
        yield from _subtracted(table.dicts())


def _subtracted(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """What the differences of two cities' figures do not say: of which two each is, and why there is none."""
    if len({row["difference"] for row in rows if row["difference"]}) > 1:
        yield "一市有几个数字，各行分别相减 / a city has several figures: each row is a difference of its own"
    stated = [row for row in rows if _BLANKED not in (row["value"], row["other_value"])]
    reasons = dict.fromkeys(row["comparable"] for row in stated if row["comparable"].startswith(_NO))
    if reasons:
        zh, en = ("；".join(cell("comparable", reason, lang) for reason in reasons) for lang in ("zh", "en"))
        yield f"口径不同的数字没有相减（{zh}） / figures that do not compare are not subtracted ({en})"


def _under_other_names(reading: Reading) -> Iterator[str]:
    """An indicator that is named by another name, of which no row tells: the plan may call it otherwise."""
    for one in reading.tiling.placed:
        said = reading.question.chars[one.token.start : one.token.end]
        if one.token.kind == "{indicator}" and all(content(value.label) != said for value in one.token.values):
            labels = "、".join(value.label for value in one.token.values)
            yield f"“{said}”按“{labels}”查找，原文可能另有说法 / looked for under this name, the plan may call it otherwise"


def _several(reading: Reading, table: Table) -> bool:
    """Whether one name brought rows of several indicators, more than were named."""
    tokens = [one.token for one in reading.tiling.placed if one.token.kind == "{indicator}"]
    named = {row["indicator"] for row in table.dicts()}
    return any(len(token.values) > 1 for token in tokens) and len(named) > len(tokens)


def _alike(lexicon: Lexicon, reading: Reading, table: Table) -> Iterator[str]:
    """Indicators whose names hold the words of the question too, of cities that are not among the rows."""
    plans = {row["plan"] for row in table.dicts()}
    for one in reading.tiling.placed:
        if one.token.kind == "{indicator}":
            said = reading.question.chars[one.token.start : one.token.end]
            named = {value.label for value in one.token.values}
            close = [
                names.value.label
                for names in lexicon.values["indicator"]
                if names.value.label not in named
                and not names.value.plans <= plans
                and any(said in form for form in names.forms)
            ]
            if close:
                yield f"另有名称相近的指标未列 / indicators of like names are not among the rows: {'、'.join(close[:_CLOSE])}"


def _other_words(store: Store, reading: Reading, table: Table) -> Iterator[str]:
    """The cities among the rows whose plan does not have the very word of the question, which is one of many of a theme."""
    if "city" not in table.columns or "words" not in table.columns:
        return
    rows = {row["city"]: row["plan"] for row in table.dicts()}
    named = {reading.question.chars[one.token.start : one.token.end] for one in reading.tiling.placed}
    for one in reading.tiling.placed:
        said = reading.question.chars[one.token.start : one.token.end]
        label = one.token.values[0].label if one.token.kind == "{theme}" else ""
        if label and narrow.apart(said, label) and not literal.same(said, label) and content(label) not in named:
            having = {row["plan"] for row in query.run(store, "mentions", words=said).dicts()}
            others = [city for city, plan in rows.items() if plan not in having]
            if others:
                yield f"“{said}”归入主题“{label}”，{OTHER_WORDS} / the plan does not have the word: {'、'.join(others)}"


def _known(lexicon: Lexicon, slot: str, words: str) -> str:
    known = [one.value.label for one in lexicon.values[slot]]
    few = f" It knows: {'、'.join(known)}." if len(known) <= _FEW else ""
    return nearest(words, known) + few


def _refuse_task(lexicon: Lexicon, plan: str, task: str) -> None:
    known = lexicon.tasks(plan)
    if known and task not in known:
        raise MissingError(f"{plan} has no task {task}: its tasks are {known[0]} to {known[-1]}.")


def _refuse_year(lexicon: Lexicon, chars: str) -> None:
    held = {row["year"] for row in lexicon.all_plans}
    for token in lexicon.tokens(chars):
        if token.kind == "{year}" and token.values[0].label not in held:
            said = token.values[0].label
            raise MissingError(f"the graph holds no plan of {said}. It holds plans of: {', '.join(sorted(held))}.")


def _refuse_place(lexicon: Lexicon, reading: Reading | None, text: str, texts: Texts | None) -> None:
    """Raise MissingError for a division that the question names and that no value explains.

    A name counts where at least one of its characters is left over or only searched for as a word: of 上海 the cue
    上 may take the other. What stands in quotation marks is a title or a word to look for, and no place.
    """
    chars, quoted = content(text), [content(one) for one in _QUOTED.findall(text)]
    open_, named = _unexplained(reading, chars)
    for at, name, plain in _divisions(chars, open_):
        place = range(at, at + len(name))
        beside = not named.isdisjoint(place) or lexicon.is_place(name) or any(name in one for one in quoted)
        word = plain and ((texts and texts.saying(name)) or not _acts(lexicon, text, place))
        if open_.intersection(place) and not beside and not word and not (texts and texts.holds(chars, name)):
            lexicon.holdings.plan(name)


def _acts(lexicon: Lexicon, text: str, place: range) -> bool:
    """Whether the words at a place of a question can be a division by its grammar.

    They open a clause, but for words that add nothing, stand behind 在 or beside a city, or have something:
    昆山有多少学位, 邯郸和昆山, 昆山的任务.
    """
    chars, tokens = content(text), lexicon.tokens(content(text))
    if chars[: place.start].endswith("在") or chars[place.stop :].startswith("的"):
        return True
    passed = [one for one in cues.found(chars) if one.kind in cues.fillers()]
    passed += [one for one in tokens if one.kind == "{year}"]
    cities = [one.end for one in tokens if one.kind == "{city}"]
    reached = {*_openings(text), *cities, *(end + 1 for end in cities)}
    for one in sorted(passed):
        if one.start in reached:
            reached.add(one.end)
    return place.start in reached


def _openings(text: str) -> Iterator[int]:
    """The places at which the clauses of a question begin."""
    at = 0
    for clause in _CLAUSES.split(text):
        yield at
        at += len(content(clause))


def _unexplained(reading: Reading | None, chars: str) -> tuple[set[int], set[int]]:
    """The places of a question that are left over or searched for as words, and those that a value of a slot explains."""
    if reading is None:
        return set(range(len(chars))), set()
    slots = [one.token for one in reading.tiling.placed if one.token.kind.startswith("{")]
    words = [one for one in slots if one.kind == _WORDS]
    values = {at for one in slots if one.kind != _WORDS for at in range(one.start, one.end)}
    return {at for one in (*reading.left, *words) for at in range(one.start, one.end)}, values


def _divisions(chars: str, open_: set[int]) -> Iterator[tuple[int, str, bool]]:
    """The names of divisions in a question with their places, the longest at each, and whether it may be any word.

    That is a name of a county without its rank (合作, 资源); it counts only where it is all that is left at its place.
    One character before 区 is no name: 城区, 郊区.
    """
    for start in range(len(chars) if open_ else 0):
        for name, one in regions.standing(chars, start):
            end = start + len(name)
            alone = open_.issuperset(range(start, end)) and not {start - 1, end} & open_
            plain = one.level == "county" and name not in one.forms
            if (alone or not plain) and not _COMMON.fullmatch(name):
                yield start, name, plain
                break


def refusal(lexicon: Lexicon, text: str, passed: Iterable[Token]) -> str:
    """That a question cannot be read, why, and the nearest that can."""
    why = "".join(
        f" 计划不写“{kind}” / {cues.cues()[kind].label_en}." for kind in dict.fromkeys(one.kind for one in passed)
    )
    close = "\n".join(f"  {example}" for example in _examples(lexicon, text))
    return f"读不懂这个问题 / cannot read this question: {text}{why}\n能读懂的相近问题 / the nearest that can be read:\n{close}"


def _examples(lexicon: Lexicon, text: str) -> list[str]:
    """The examples of the patterns that share most with the question, filled with values of the graph."""
    chars = content(text)
    kinds = {token.kind for token in [*cues.found(chars), *lexicon.tokens(chars)]} - cues.fillers()

    def near(at: int) -> float:
        elements = examples[at].elements
        shared = kinds & {kind for element in elements for kind in element.kinds}
        return len(shared) / (1 + len(examples[at].required))

    examples = [one for one in patterns() if one.example]
    ranked = sorted(range(len(examples)), key=lambda at: (-near(at), at))
    chosen: dict[str, str] = {}
    for at in ranked:
        chosen.setdefault(examples[at].query, filled(lexicon, examples[at].example))
    return list(chosen.values())[:_NEAREST]


def filled(lexicon: Lexicon, example: str) -> str:
    """An example with values of the graph in its slots, a second city being another than the first."""
    used: dict[str, int] = {}

    def value(match: re.Match[str]) -> str:
        at = used.get(match[1], 0)
        used[match[1]] = at + 1
        return lexicon.sample(match[1], at)

    return _SLOT.sub(value, example)
