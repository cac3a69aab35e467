"""The packs of the reader, one a plan: its facts in the order of the text, and the text with them marked in it.

The text is cut here, wherever a fact begins or ends: offsets count characters, and a script would count
otherwise. Draws on query rows only, and on the kept text where it is at hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from edugraph.errors import InputError
from edugraph.structure import choice, noise, parse
from edugraph.text import Source, Span, fold, lines, mask, outside, squeeze, trim
from edugraph.view.marks import Marks, Stretch, again, units
from edugraph.view.scope import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edugraph.structure import Plan
    from edugraph.structure.plan import Remark
    from edugraph.view.scope import Scope

    Row = Mapping[str, str]
    Fact = Mapping[str, Any]
    Block = dict[str, Any]
    Noise = tuple[Span, tuple[str, ...]]

_OF_THE_PLAN = frozenset(
    {"list of annexes", "calendar", "requirement of a letter", choice.REVIEW, choice.PRINCIPLE, choice.FRAME}
)
"""Reasons for which a stretch holds no tasks though it is the plan's own words; every other reason is noise."""

_WORD = re.compile(r"[^\W\d_]")
_HINT = re.compile(r"[<&＜＆]|bookmark")
_BLANKS = " \t\n"
_BEHIND_TITLE = "。.:、, "
_NUMBER = 8
"""As many characters has the number before a heading at most: （二十六）."""


@once
def packs(scope: Scope) -> dict[str, object]:
    """``plan/KEY`` for each plan: ``plan``, ``title``, ``whole``, ``why``, ``blocks`` and ``facts``.

    ``facts`` are rows of the query ``facts``, with ``start`` and ``end`` as numbers, ``at`` where in ``quote`` the
    words of ``exact`` begin, as a script counts, ``id``, the end of their name in the graph, and ``people``, what was said
    of those that are corrected. ``blocks`` are the text in
    order: ``kind`` (title, section, task, text, noise, gap), ``start``, ``end``, ``task``, the ``level`` of
    a section, the ``reasons`` of noise, and ``runs``, each a text with the indexes of the facts that cover it. A third
    item is what was left out there (``start``, ``end`` and ``reasons``), or None before a fourth: the indexes of
    facts whose theme is named there again. Where ``whole`` is false, ``why`` says
    what is wrong with the text (missing, differs or unread); the blocks are then what the graph holds of it.
    """
    facts, passages, tasks = (_by_plan(scope.rows(name)) for name in ("facts", "passages", "tasks"))
    found: dict[str, object] = {}
    for row in scope.plans:
        key = row["plan"]
        said = _facts(facts[key], scope.corrections)
        plan, why = _plan(scope, row, said)
        blocks = of_text(plan, said) if plan else of_graph(row["title"], tasks[key], passages[key], said)
        told = {"plan": key, "title": row["title"], "whole": plan is not None, "why": why}
        found[f"plan/{key}"] = {**told, "blocks": blocks, "facts": [_clean(fact) for fact in said]}
    return found


def _by_plan(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["plan"]].append(row)
    return found


def _facts(rows: Iterable[Row], corrections: Mapping[str, object]) -> list[dict[str, Any]]:
    """Facts in the order of the text, each once, their offsets as numbers, with what people said of them."""
    once: dict[str, dict[str, Any]] = {}
    for row in rows:
        shown = {key: said for key, said in row.items() if key != "plan" and not key.startswith("_")}
        places = {"start": int(row["start"]), "end": int(row["end"]), "at": int(row["_at"])}
        people = {"people": corrections[row["_fact"]]} if row["_fact"] in corrections else {}
        own = {"id": row["_fact"].rpartition(f"/{row['plan']}/")[2], **people}
        once.setdefault(row["_fact"], {**shown, **places, **own})
    return sorted(once.values(), key=lambda fact: (fact["start"], fact["end"]))


def _clean(fact: Fact) -> Fact:
    """A fact without the code of web pages that stands within its sentence; ``at`` as a script counts."""
    quote, at = fact["quote"], fact["at"]
    noise = [span for span, _ in _markup(quote)]
    cuts = (0, at, at + len(fact["exact"]), len(quote))
    before, exact, after = ("".join(_without(quote, Span(*pair), noise)) for pair in pairwise(cuts))
    return {**fact, "quote": before + exact + after, "exact": exact, "at": units(before)}


def _without(text: str, part: Span, noise: Iterable[Span]) -> Iterator[str]:
    return (text[span.start : span.end] for span in outside(part, noise))


def _markup(text: str) -> list[Noise]:
    """The code of web pages in a part of a text; other noise takes whole lines, which hold no fact."""
    if not _HINT.search(text):
        return []
    return _joined(remark for remark in noise.find(fold(text)) if remark.reason == "markup")


def _plan(scope: Scope, row: Row, facts: Iterable[Fact]) -> tuple[Plan | None, str]:
    """The plan read from its kept text, or None and why that cannot be used."""
    text = scope.texts.get(scope.digests[row["plan"]])
    if text is None:
        return None, "missing"
    if any(text[fact["start"] : fact["end"]] != fact["exact"] for fact in facts):
        return None, "differs"
    try:
        return parse(Source(row["plan"], text), row["plan"], int(row["year"])), ""
    except InputError:
        return None, "unread"


def of_text(plan: Plan, facts: Sequence[Fact]) -> list[Block]:
    """The blocks of a whole text: a line is a paragraph, and a heading within it stands by itself."""
    text, raw = plan.source.folded, plan.source.text
    apart = _joined(remark for remark in plan.noise if remark.reason not in _OF_THE_PLAN)
    quiet = mask(text, [span for span, _ in apart])
    stretches = [
        Stretch(task.number, one.span.start, plan.text[one.span.start : one.span.end])
        for task in plan.tasks
        for one in task.passages
    ]
    marks = Marks(facts, again(facts, stretches))
    heads = _heads(plan)
    places = sorted(heads)
    spans = {task.number: task.span for task in plan.tasks}
    found: list[Block] = []
    for line in lines(text):
        inside = apart[bisect_right(apart, line.start, key=lambda one: one[0].end) :]
        inside = inside[: bisect_left(inside, line.end, key=lambda one: one[0].start)]
        if inside and not _WORD.search(quiet, *line):
            _leave_out(found, line, inside, text)
            continue
        within = places[bisect_left(places, line.start) : bisect_left(places, line.end)]
        pieces = list(_pieces(quiet, line, [heads[at][0] for at in within]))
        for piece, mine in zip(pieces, _dealt(inside, pieces), strict=True):
            block = {**_told(piece, heads, plan, spans), "start": piece.start, "end": piece.end}
            found.append({**block, "runs": _runs(raw, piece, marks, mine)})
    return found


def _dealt(apart: Sequence[Noise], pieces: Sequence[Span]) -> Iterator[Sequence[Noise]]:
    """The noise of a line for each of its pieces: what stands in it or behind it, and for the first what stands before."""
    cuts = [0, *(bisect_left(apart, piece.start, key=lambda one: one[0].start) for piece in pieces[1:]), len(apart)]
    return (apart[start:end] for start, end in pairwise(cuts))


def _joined(remarks: Iterable[Remark]) -> list[Noise]:
    """Noise in the order of the text, what touches or overlaps made one."""
    found: list[Noise] = []
    for remark in sorted(remarks, key=lambda one: one.span):
        if found and remark.span.start <= found[-1][0].end:
            (start, end), reasons = found.pop()
            found.append((Span(start, max(end, remark.span.end)), tuple(dict.fromkeys((*reasons, remark.reason)))))
        else:
            found.append((remark.span, (remark.reason,)))
    return found


def _leave_out(found: list[Block], line: Span, inside: Iterable[Noise], text: str) -> None:
    """Add a line of noise; lines of it that follow each other are one block."""
    reasons = [reason for _, some in inside for reason in some]
    last = found[-1] if found else None
    if last and last["kind"] == "noise" and not text[last["end"] : line.start].strip(_BLANKS):
        reasons = [*last["reasons"], *reasons]
        found.pop()
        line = Span(last["start"], line.end)
    found.append({"kind": "noise", **line._asdict(), "reasons": [*dict.fromkeys(reasons)], "runs": []})


def _heads(plan: Plan) -> dict[int, tuple[Span, Block]]:
    """Title, sections and tasks by where their headings begin: the span of the heading, and what it is.

    The number before a task belongs to its heading.
    """
    headings: list[tuple[Span, Block]] = []
    if plan.header.title:
        headings.append((_title(plan.source.folded, plan.header.title), {"kind": "title"}))
    headings += [(one.title, {"kind": "section", "level": len(one.path)}) for one in plan.sections]
    for task in plan.tasks:
        begin = min(task.span.start, task.title.start)
        begin = task.title.start if "\n" in plan.quote(Span(begin, task.title.start)) else begin
        headings.append((Span(begin, task.title.end), {"kind": "task", "task": task.number}))
    found: dict[int, tuple[Span, Block]] = {}
    for head, told in headings:
        found.setdefault(head.start, (head, told))
    return found


def _title(text: str, title: Span) -> Span:
    """Where the title is shown: with the rest of its line; one that a line before has in it, where it has its own."""
    whole = next((line for line in lines(text) if line.start <= title.start < line.end), title)
    if not text[whole.start : title.start].strip():
        return Span(title.start, max(whole.end, title.end))
    words = squeeze(text[slice(*title)])
    own = (line for line in lines(text) if line.start >= title.end and squeeze(text[slice(*line)]) == words)
    return next(own, whole)


def _pieces(text: str, line: Span, heads: Iterable[Span]) -> Iterator[Span]:
    """A line cut before and behind its headings, blanks at the ends left out; a number before it stays with the first."""
    cuts = [line.start]
    for head in heads:
        numbered = cuts == [line.start] and len(text[line.start : head.start].strip()) <= _NUMBER
        begin = line.start if numbered else max(head.start, cuts[-1])
        end = max(begin, min(head.end, line.end))
        while end < line.end and text[end] in _BEHIND_TITLE:
            end += 1
        cuts += [begin, end]
    for start, end in pairwise([*cuts, line.end]):
        piece = trim(text, start, end)
        if piece:
            yield piece


def _told(piece: Span, heads: Mapping[int, tuple[Span, Block]], plan: Plan, spans: Mapping[str, Span]) -> Block:
    """What a piece of a line is: the heading that begins in it, or the text of a task."""
    for at in range(piece.start, min(piece.end, piece.start + _NUMBER + 1)):
        if at in heads:
            return dict(heads[at][1])
    number = plan.task_at(piece)
    held = number in spans and spans[number].contains(piece)
    return {"kind": "text", "task": number} if held else {"kind": "text"}


def _runs(text: str, piece: Span, marks: Marks, apart: Iterable[Noise], shift: int = 0) -> list[list[object]]:
    """The runs of a piece; a tab between cells is a run of its own, noise a run without words.

    ``shift`` is where the text begins, when it is but a part.
    """
    found: list[list[object]] = []
    begin = piece.start
    for (start, end), reasons in [*apart, (Span(piece.end, piece.end), ())]:
        for span, covering, others in marks.within(Span(begin + shift, min(start, piece.end) + shift)):
            said = text[span.start - shift : span.end - shift]
            more: list[object] = [None, others] if others else []
            found += [[part, covering, *more] for part in re.split(r"(\t)", said) if part]
        begin = max(begin, end)
        if reasons:
            found.append(["", [], {"start": start + shift, "end": end + shift, "reasons": [*reasons]}])
    return found


def of_graph(title: str, tasks: Iterable[Row], passages: Sequence[Row], facts: Sequence[Fact]) -> list[Block]:
    """What the graph holds of a text: titles, passages and the sentences of facts; a gap where it holds nothing."""
    stretches = [Stretch(row["task"], int(row["start"]), row["text"]) for row in passages]
    marks = Marks(facts, again(facts, stretches))
    found: list[Block] = [{"kind": "title", "start": 0, "end": 0, "runs": [[title, []]]}]
    known = {row["task"]: row for row in tasks}
    section, seen, at = "", "", 0
    for task, piece, text in _known(passages, facts):
        if piece.start > at:
            found.append({"kind": "gap", "start": at, "end": piece.start, "runs": []})
        head = 0
        if task != seen and task in known:
            if (above := known[task]["section"]) and above != section:
                where = {"start": piece.start, "end": piece.start}
                found.append({"kind": "section", "level": 1, **where, "runs": [[above, []]]})
            section, seen = above, task
            head = _head_within(text, known[task]["title"])
            runs = [run for block in _shifted(text[:head], piece.start, marks) for run in block["runs"]]
            where = {"start": piece.start, "end": piece.start + head}
            found.append({"kind": "task", "task": task, **where, "runs": runs or [[known[task]["title"], []]]})
        shifted = _shifted(text[head:], piece.start + head, marks)
        found += [{"kind": "text", "task": task, **block} for block in shifted]
        at = piece.end
    return found


def _head_within(text: str, title: str) -> int:
    """How many characters of a stretch are the title that it begins with, its number before it; else 0."""
    at = text.find(title, 0, _NUMBER + len(title))
    end = at + len(title) if at >= 0 else 0
    while 0 < end < len(text) and text[end] in _BEHIND_TITLE:
        end += 1
    return end


def _shifted(text: str, start: int, marks: Marks) -> Iterator[Block]:
    """The lines of a stretch that begins somewhere in the text, as blocks."""
    found = list(lines(text))
    for line, mine in zip(found, _dealt(_markup(text), found), strict=True) if found else ():
        place = {"start": line.start + start, "end": line.end + start}
        yield {**place, "runs": _runs(text, line, marks, mine, start)}


def _known(passages: Iterable[Row], facts: Iterable[Fact]) -> list[tuple[str, Span, str]]:
    """Stretches of the text that the graph has, in order and none twice: task, place and words."""
    told = [(int(row["start"]), row["text"], row["task"]) for row in passages]
    told += [(fact["start"] - fact["at"], fact["quote"].removesuffix("…"), fact["task"]) for fact in facts]
    found: list[tuple[str, Span, str]] = []
    at = 0
    for start, text, task in sorted(told, key=lambda one: (one[0], -len(one[1]))):
        fresh = text[max(0, at - start) :]
        if fresh.strip():
            begin, at = max(start, at), max(start, at) + len(fresh)
            if found and found[-1][0] == task and found[-1][1].end == begin:
                _, before, words = found.pop()
                begin, fresh = before.start, words + fresh
            found.append((task, Span(begin, at), fresh))
    return found
