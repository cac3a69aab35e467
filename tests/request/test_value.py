"""A request says itself: as a sentence, and as the command that makes the very same one."""

from __future__ import annotations

import shlex
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.cli import main
from edugraph.request.constraints import CONSTRAINTS, KINDS, MEASURES, NOUNS
from edugraph.request.value import Request, Wanted, request
from edugraph.which import Which

TEXTS = st.sampled_from(
    ["双减", "2023-06-30", "16", "幼儿园 管理", 'a"b', "x'y", "-5", "$(date)", "`date`", "基教科、人事科"]
)
PLAIN = [name for name, one in CONSTRAINTS.items() if not one.choices and name not in ("value", "unit")]


@st.composite
def requests(draw: st.DrawFn) -> Request:
    what = draw(st.sampled_from(list(NOUNS)))
    keys = draw(st.sets(st.tuples(st.sampled_from(PLAIN), st.booleans()), max_size=3))
    order = list(CONSTRAINTS)
    where = [
        Wanted(name, tuple(draw(st.lists(TEXTS, min_size=1, max_size=2, unique=True))), denied)
        for name, denied in sorted(keys, key=lambda key: (order.index(key[0]), key[1]))
    ]
    each = draw(st.sampled_from(["", *NOUNS[what].columns]))
    ranked = bool(each or NOUNS[what].key)
    return Request(
        what,
        tuple(where),
        tuple(draw(st.lists(st.sampled_from([one.en for one in KINDS.values()]), max_size=2, unique=True))),
        Which(draw(st.sampled_from(["", "2023", "2021-2023", "all"]))),
        each,
        draw(st.sampled_from(["", *MEASURES])) if ranked else "",
        draw(st.booleans()),
        draw(st.integers(0, 9)),
    )


def told(command: str) -> Request:
    """The request that a command line makes."""
    words = shlex.split(command)
    assert words[:2] == ["edugraph", "find"]
    with main.commands["find"].make_context("find", words[2:]) as context:
        given: dict[str, Any] = dict(context.params)
        which = context.meta.get("edugraph.which", {})
    for name in ("form", "output", "timeout", "wide"):
        given.pop(name, None)
    then: dict[str, Any] = {"by": given.pop("by") or "", "first": given.pop("top") or 0}
    return request(given.pop("what"), which=Which(which.get("years", "")), **given, **then)


@given(requests())
def test_the_command_of_a_request_makes_the_same_one(asked: Request) -> None:
    assert told(asked.command) == asked


def test_a_command_that_is_pasted_runs_nothing_else() -> None:
    asked = request("tasks", words="$(date) `date`")
    shell = f'set -- {asked.command}; printf %s "$5"'
    assert subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True).stdout == "$(date) `date`"


@pytest.mark.parametrize(
    ("figure", "sign", "value"),
    [
        (">=80%", ">=", "80"),
        ("<3所", "<", "3"),
        ("=1.5万个", "=", "15000.0"),
        ("≥2亿元", ">=", "200000000"),
        ("90", "=", "90"),
    ],
)
def test_a_figure_comes_back_from_the_command(figure: str, sign: str, value: str) -> None:
    asked = request("targets", value=figure)
    assert (asked.where[0].sign, asked.where[0].values) == (sign, (value,))
    assert told(asked.command).where == asked.where


def test_a_request_is_said_in_both_languages() -> None:
    asked = request(
        "targets", city="邯郸市", not_theme=["双减", "德育"], value=">=80%", without="offices", which=Which("2023")
    )
    assert (
        asked.chinese == "量化目标：2023年，城市“邯郸市”，主题不是“双减、德育”，数值“>=80”，计量单位“%”，没有责任单位"
    )
    assert asked.english == "targets: 2023, city 邯郸市, not theme 双减、德育, value >=80, unit %, without offices"
