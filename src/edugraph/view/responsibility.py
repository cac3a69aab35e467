"""The packs of the tab "responsibility": offices by themes in each plan, and who leads. Draws on query rows only."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from edugraph.errors import MissingError
from edugraph.overlap import matrix
from edugraph.overlap.ledger import Ledger, above, narrower
from edugraph.view import overview, reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edugraph.view.scope import Scope

    Row = Mapping[str, str]
    Themes = Mapping[str, Mapping[str, Iterable[str]]]

_SENTENCE = re.compile(r"[^。；;\n]*[。；;]?")
_BLANKS = " \t\n。.:：、"
_LONG = 140
_LABEL = re.compile(r"([^\W\d_]{2,12})[:：][^:：]*$")


def packs(scope: Scope) -> dict[str, object]:
    """``responsibility/KEY`` for each plan: its ``themes``, ``offices``, ``leaders`` and ``words``.

    ``themes`` are the broadest that an office of the plan acts on, an empty one what names none. An office has
    its ``functions``, its ``tasks`` by role (task and measure), and ``cells``: the tasks by role of each theme.
    A plan that names no office has none. ``words`` are the first sentence of each task and measure. ``offices`` are the offices of each function in all plans (plan,
    office, number of tasks). Also the titles of tasks, and the facts that sentences come from.
    """
    tree = narrower(scope.store)
    ledger = Ledger(scope.store)
    functions, acts, leaders, titles = _functions(scope), _acts(scope), _leaders(scope), overview.titles(scope)
    words = _words(scope, titles)
    found: dict[str, object] = {}
    for key in sorted(scope.keys):
        try:
            cells: Mapping[str, Themes] = matrix.counted(ledger, key, above(tree))
        except MissingError:
            cells = {}
        themes = [theme for theme in matrix.across(tree) if any(theme in acting for acting in cells.values())]
        offices = [
            _office(name, functions[key][name], acts[key][name], cells[name], themes) for name in _ordered(cells)
        ]
        told = {"themes": themes, "offices": offices, "leaders": leaders[key], "words": words[key]}
        found[f"responsibility/{key}"] = told
    return found | {"offices": _elsewhere(functions, acts), "tasks": titles} | reader.packs(scope)


def _ordered(cells: Mapping[str, Themes]) -> list[str]:
    """The offices of a plan, those with most tasks first."""
    tasks = {name: {task for roles in themes.values() for task in roles[""]} for name, themes in cells.items()}
    return sorted(cells, key=lambda name: (-len(tasks[name]), name))


def _office(
    name: str, functions: Iterable[str], acts: Iterable[Row], acting: Themes, themes: Iterable[str]
) -> dict[str, object]:
    """An office with its tasks by role, and by theme and role."""
    tasks: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for row in acts:
        tasks[row["role"]][row["task"], row["measure"]] = None
    cells = {
        one: {role: list(acting[one][role]) for role in matrix.ROLES if role in acting[one]}
        for one in themes
        if one in acting
    }
    by_role = {role: list(tasks[role]) for role in matrix.ROLES if role in tasks}
    return {"office": name, "functions": list(functions), "tasks": by_role, "cells": cells}


def _functions(scope: Scope) -> defaultdict[str, defaultdict[str, list[str]]]:
    """Functions by plan and office; an office whose function is not known has none."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in scope.rows("offices"):
        found[row["plan"]][row["organisation"]] += [row["function"]] if row["function"] else []
    return found


def _acts(scope: Scope) -> defaultdict[str, defaultdict[str, list[Row]]]:
    """What offices answer for, by plan and office, in the order of the texts."""
    found: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in scope.rows("responsibilities"):
        found[row["plan"]][row["organisation"]].append(row)
    return found


def _leaders(scope: Scope) -> defaultdict[str, list[dict[str, object]]]:
    """Who is in charge, by plan: most tasks first, with the tasks and measures, and what the sentences call them."""
    led: defaultdict[tuple[str, str], dict[tuple[str, str], None]] = defaultdict(dict)
    for row in scope.rows("leaders"):
        led[row["plan"], row["name"]][row["task"], row["measure"]] = None
    called: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in scope.facts("leader"):
        called[row["plan"], row["subject"]] |= dict.fromkeys(_called(row["quote"], row["exact"]))
    found: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    for row in scope.rows("leader-load"):
        counts: dict[str, object] = {"name": row["name"], "count": int(row["count"]), "items": int(row["items"])}
        counts["called"] = list(called[row["plan"], row["name"]])
        found[row["plan"]].append({**counts, "tasks": list(led[row["plan"], row["name"]])})
    return found


def _words(scope: Scope, titles: Mapping[str, Mapping[str, str]]) -> defaultdict[str, dict[str, dict[str, str]]]:
    """The first sentence of each task and measure, by plan; of a task that is all measures, that of the first."""
    found: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in scope.rows("passages"):
        words = _first(row["text"], titles[row["plan"]][row["task"]])
        if words:
            told = found[row["plan"]].setdefault(row["task"], {"": words})
            told.setdefault(row["measure"], words)
    return found


def _first(text: str, title: str) -> str:
    """The first sentence of a passage, the title of its task left out.

    >>> _first("深化双减。全面规范校外培训；开展督导。", "深化双减")
    '全面规范校外培训；'
    """
    rest = text.strip().removeprefix(title).lstrip(_BLANKS)
    words = _SENTENCE.match(rest)
    said = words[0].strip() if words else ""
    return said if len(said) <= _LONG else said[:_LONG] + "…"


def _called(quote: str, name: str) -> list[str]:
    """The plan's own word for those in charge: the label before the names.

    >>> _called("(牵头领导:邓淇、韩梅)", "韩梅")
    ['牵头领导']
    >>> _called("邓淇 韩梅", "韩梅")
    []
    """
    found = _LABEL.search(quote.partition(name)[0])
    return [found[1]] if found else []


def _elsewhere(
    functions: Mapping[str, Mapping[str, Iterable[str]]], acts: Mapping[str, Mapping[str, Iterable[Row]]]
) -> dict[str, list[tuple[str, str, int]]]:
    """The offices of each function in all plans: plan, office, number of its tasks."""
    found: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for plan, offices in functions.items():
        for office, named in offices.items():
            for function in named:
                found[function].append((plan, office, len({row["task"] for row in acts[plan][office]})))
    return dict(found)
