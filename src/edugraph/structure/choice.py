"""Which items of an outline are tasks, what is left out and why, and by what numbers the tasks go.

Tasks are the items of the style whose numbers run through the plan, else those that have a text of their
own: a bare heading stands above its tasks, whatever stands beside it. Where a style runs, items of other
styles are tasks as well where none of it stands above or below them: 保障措施 one level up.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from edugraph.structure import clauses, headings, promises, told
from edugraph.structure.markers import MEASURE_STYLES
from edugraph.text import Span
from edugraph.vocabulary import hidden

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from edugraph.structure.outline import Item, Outline

_Words = dict[int, str]
"""The words of the heading of each item, by its identity."""

_LONGEST_HEADING = 25
_MOST_OF = 0.7
REVIEW = "review of the past"
"""Why a heading is left out that tells what has been done."""

PRINCIPLE = "principles, no task"
"""Why one is left out that says by what the plan is guided."""

FRAME = "aim or frame without a figure or an office"
"""Why one is left out that promises nothing that could be found again."""


class Choice(NamedTuple):
    """The tasks of an outline with their numbers, and the items that are left out with what stands below, and why."""

    tasks: list[Item]
    numbers: list[str]
    aside: list[tuple[Item, str]]


def choose(text: str, outline: Outline, year: int | None, *, past: bool = False) -> Choice:
    """Choose the tasks of an outline of a folded text; what tells of years before ``year`` is left out.

    ``past`` says that the whole document tells of what has been done.
    """
    words = {id(item): headings.words(text, item.marker.span.end) for item in outline.items}
    over = [(item, REVIEW) for item in _review(text, outline, words, year, past=past)]
    aside = _gathered(text, [*over, *_apart(text, outline, words, {id(item) for item, _ in over})])
    for left_out in (aside, over):  # a plan of nothing but aims has these as its tasks
        items = _without(outline.items, {id(item) for item, _ in left_out})
        tasks = _promoted(text, _tasks(text, items), outline)
        if tasks:
            tasks = _with_aims(text, items, tasks, words)
            return Choice(tasks, _numbers(outline, tasks), left_out)
    return Choice([], [], over)


def _without(items: Sequence[Item], aside: Collection[int]) -> list[Item]:
    """The items that are not left out, nor stand below one that is."""
    return [item for item in items if not any(id(one) in aside for one in (item, *item.ancestors()))]


def _review(text: str, outline: Outline, words: _Words, year: int | None, *, past: bool) -> list[Item]:
    """Top headings that tell what has been done: 工作回顾, or an earlier year and no plan for this one."""
    tops = [item for item in outline.items if item.parent is None and not item.marker.inline]
    return told.headings(text, [(item, words[id(item)]) for item in tops], year, past=past)


def _apart(text: str, outline: Outline, words: _Words, over: Collection[int]) -> Iterator[tuple[Item, str]]:
    """Items that are no tasks: principles, and aims and frames that promise nothing that can be counted."""
    ends = outline.ends(len(text))
    apart: set[int] = set(over)
    for item in outline.items:
        if item.marker.inline or any(id(one) in apart for one in (item, *item.ancestors())):
            continue
        span = Span(item.marker.span.end, ends[id(item)])
        if words[id(item)].endswith(hidden("contexts", "principle")):
            reason = PRINCIPLE
        elif _is_leaf(item) and _frames(item, words) and not _promises(text, span):
            reason = FRAME
        else:
            continue
        apart.add(id(item))
        yield item, reason


def _gathered(text: str, aside: Sequence[tuple[Item, str]]) -> list[tuple[Item, str]]:
    """What is left out, with the headings that have nothing else below in place of what stands below them."""
    reasons = {id(item): reason for item, reason in aside}
    above = {id(one): one for item, _ in aside for one in item.ancestors()}
    items = [item for item, _ in aside]
    for one in sorted(above.values(), key=lambda item: -len(item.ancestors())):
        if id(one) not in reasons and _is_bare(text, one) and all(id(child) in reasons for child in one.children):
            reasons[id(one)] = reasons[id(one.children[0])]
            items.append(one)
    return [(item, reasons[id(item)]) for item in items if not item.parent or id(item.parent) not in reasons]


def _frames(item: Item, words: _Words) -> bool:
    """Whether an item is an aim, or nothing but the frame of tasks, or stands as any item below such a frame."""
    own, overall = words[id(item)], hidden("contexts", "overall")
    return (
        own.endswith(hidden("contexts", "aim"))
        or own in hidden("contexts", "frame")
        or any(words[id(above)].endswith(overall) for above in (item, *item.ancestors()))
    )


def _promises(text: str, span: Span) -> bool:
    """Whether a text holds a figure or an office that answers."""
    return promises.counted(text, span) or bool(clauses.find(text, span))


def _with_aims(text: str, items: Sequence[Item], tasks: Sequence[Item], words: _Words) -> list[Item]:
    """The tasks, and the aims above some of them that promise something in words of their own."""
    chosen = {id(task) for task in tasks}
    above = {id(item) for task in tasks for item in task.ancestors()}
    aims = (*hidden("contexts", "aim"), *hidden("contexts", "overall"))
    return [
        item
        for item in items
        if id(item) in chosen or (id(item) in above and words[id(item)].endswith(aims) and _promises_itself(text, item))
    ]


def _promises_itself(text: str, item: Item) -> bool:
    """Whether an item promises something before the first item below it."""
    return _promises(text, Span(item.marker.span.end, item.children[0].marker.span.start))


def _tasks(text: str, items: Sequence[Item]) -> list[Item]:
    """The items of the running style and the leaves that stand in no line with one, or all leaves."""
    leaves, style = _leaves(text, items), _running_style(items)
    if style is None:
        return leaves
    chosen = {id(item) for item in items if item.style == style}
    in_line = chosen | {id(above) for item in items if item.style == style for above in item.ancestors()}
    extra = {
        id(leaf)
        for leaf in leaves
        if not leaf.marker.inline
        and id(leaf) not in in_line
        and not any(id(above) in chosen for above in leaf.ancestors())
    }
    return [item for item in items if id(item) in chosen or id(item) in extra]


def _running_style(items: Sequence[Item]) -> str | None:
    """The style whose numbers go on across at least two parents; said outright by 任务N."""
    if any(item.style == "task" for item in items):
        return "task"
    runs: list[tuple[int, int, str]] = []
    for style in dict.fromkeys(item.style for item in items if not item.marker.inline):
        found = [item for item in items if item.style == style]
        parents = {id(item.parent) for item in found}
        rising = all(a.number < b.number for a, b in pairwise(found))
        if rising and len(parents) > 1:
            runs.append((len(found), len(found[0].ancestors()), style))
    return max(runs)[2] if runs else None


def _leaves(text: str, items: Sequence[Item]) -> list[Item]:
    """The items that have a text of their own, or no list of headings below."""
    kept = {id(item) for item in items}
    starts = _starts(text, items)

    def below(of: Iterable[Item]) -> Iterator[Item]:
        for item in of:
            if id(item) not in kept:
                continue
            if _is_leaf(item) or _has_measures(text, item, starts):
                yield item
            else:
                yield from below(item.children)

    return list(below(item for item in items if item.parent is None or id(item.parent) not in kept))


def _is_leaf(item: Item) -> bool:
    """Whether nothing but measures stands below, and it is itself no measure of a task."""
    if any(below.style not in MEASURE_STYLES for below in item.descendants()):
        return False
    return item.style not in MEASURE_STYLES or (item.parent is None and not item.marker.inline)


def _has_measures(text: str, item: Item, starts: Sequence[int]) -> bool:
    """Whether what stands below an item are measures though their style is one of headings: it has a text, they have none.

    What has a list of headings below itself is a heading.
    """
    lists = [child for child in item.children if not child.marker.inline]
    if any(not _is_leaf(child) for child in lists):
        return False
    if item.style in {"part", *MEASURE_STYLES} or _is_bare(text, item):
        return False
    return 2 * sum(_has_text(text, child, starts) for child in lists) < len(lists)


def _is_bare(text: str, item: Item) -> bool:
    """Whether an item is its heading alone, or leads over to the first item below it."""
    own = text[item.marker.span.end : item.children[0].marker.span.start].strip()
    return "。" not in own.rstrip("。") and (own.endswith(":") or "\n" not in own or len(own) <= _LONGEST_HEADING)


def _starts(text: str, items: Iterable[Item]) -> list[int]:
    """Where the items at line starts begin, and the end of the text."""
    return [*(item.marker.span.start for item in items if not item.marker.inline), len(text)]


def _has_text(text: str, item: Item, starts: Sequence[int]) -> bool:
    """Whether an item has a short heading and a text behind it, before the next mark at a line start."""
    title = headings.title(text, item.marker.span.end, len(text))
    rest = text[title.end : starts[bisect_left(starts, title.end)]].strip("。:; \n")
    return title.end - title.start <= _LONGEST_HEADING and len(rest) > _LONGEST_HEADING


def _promoted(text: str, items: list[Item], outline: Outline) -> list[Item]:
    """The measures instead of the tasks, where tasks are bare headings and measures have headings and texts of their own."""
    bare = [item for item in items if item.children and item.style != "task" and _is_bare(text, item)]
    below = [child for item in bare for child in item.children if not child.marker.inline]
    if len(bare) < max(2, _MOST_OF * len(items)) or len(below) < 2 * len(bare):
        return items
    starts = _starts(text, outline.items)
    full = sum(_has_text(text, child, starts) for child in below)
    return below if full >= _MOST_OF * len(below) else items


def _numbers(outline: Outline, tasks: Sequence[Item]) -> list[str]:
    """Numbers of the tasks: plain where they are unique in one style, else dotted paths.

    Tasks of one heading alone are unique, and yet restart where items of their style elsewhere do.
    """
    plain = [str(task.number) for task in tasks]
    if len(set(plain)) == len(plain) and len({task.style for task in tasks}) == 1 and not _restart(outline, tasks):
        return plain
    return [".".join(map(str, outline.path(task))) for task in tasks]


def _restart(outline: Outline, tasks: Sequence[Item]) -> bool:
    """Whether all tasks stand under one heading, and another heading has items of these numbers."""
    parents = {id(task.parent) for task in tasks}
    numbers = {task.number for task in tasks}
    if len(parents) > 1 or tasks[0].parent is None:
        return False
    others = (item for item in outline.items if item.style == tasks[0].style and id(item.parent) not in parents)
    return any(item.number in numbers and not item.marker.inline for item in others)
