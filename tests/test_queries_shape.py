"""The shape of queries that keeps them linear: in each group all triple patterns stand before BIND, OPTIONAL and UNION.

The engine joins what stands behind a BIND by nested loops: with five plans nothing shows, with forty a query takes
a minute. An EXISTS beside ``||`` is as bad: which side it tries first is left to chance.
"""

from __future__ import annotations

import re
from shutil import copyfile
from typing import TYPE_CHECKING, NamedTuple

import pytest

from edugraph import query
from edugraph.store import open_graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALLOWED: dict[str, str] = {}
"""Queries that may differ, by name, each with the reason."""

_TOKEN = re.compile(
    r"""\#[^\n]* | "(?:[^"\\]|\\.)*" | <[^<>\s]*> | \|\| | && | [{}().;,] | [^\s{}().;,"<|&]+ | [<|&]""",
    re.VERBOSE,
)
_BLOCKS = ("OPTIONAL", "MINUS", "UNION")
_OPENERS = (*_BLOCKS, "BIND", "FILTER", "VALUES", "SELECT")


class Statement(NamedTuple):
    """One statement of a group: TRIPLES, BIND, FILTER, VALUES, OPTIONAL, MINUS, UNION, GROUP or SELECT."""

    kind: str
    words: tuple[str, ...]


class Reader:
    """Reads a query into its groups, each a list of statements; innermost groups come first."""

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = [token for token in _TOKEN.findall(text) if not token.startswith("#")]
        self.at = 0
        self.groups: list[list[Statement]] = []
        self._head()
        self._group()

    @property
    def now(self) -> str:
        return self.tokens[self.at].upper()

    def _head(self) -> None:
        while self.now != "{":
            self._step()

    def _step(self) -> None:
        """Over one token, or over a whole bracket."""
        depth = 0
        while True:
            depth += (self.now == "(") - (self.now == ")")
            self.at += 1
            if not depth:
                return

    def _group(self) -> None:
        self.at += 1
        found: list[Statement] = []
        while self.now != "}":
            begun, kind = self.at, self._statement()
            if kind:
                found.append(Statement(kind, tuple(self.tokens[begun : self.at])))
        self.at += 1
        self.groups.append(found)

    def _statement(self) -> str:
        word = self.now
        if word == ".":
            self.at += 1
            return ""
        if word == "{":
            self._group()
            return "GROUP"
        if word not in _OPENERS:
            while self.now not in (".", "{", "}", *_OPENERS):
                self._step()
            return "TRIPLES"
        self.at += 1
        self._rest(word)
        return word

    def _rest(self, word: str) -> None:
        """What belongs to a keyword."""
        if word == "VALUES":
            while self.now != "}":
                self.at += 1
            self.at += 1
            return
        while self.now not in ("{", "("):
            self.at += 1
        if word == "SELECT":
            self._head()
        if self.now == "{":
            self._group()
        else:
            self._step()
        while word == "SELECT" and self.now != "}":  # GROUP BY, HAVING, ORDER BY
            self._step()


def late(text: str) -> Iterator[str]:
    """The triple patterns that follow a BIND, an OPTIONAL or a UNION of their group, with what they follow.

    >>> list(late('SELECT ?a { ?a a ?b . BIND(STR(?a) AS ?c) ?a ?d ?e }'))
    ['?a ?d ?e after BIND']
    """
    for group in Reader(text).groups:
        before = ""
        for statement in group:
            if statement.kind == "TRIPLES" and before:
                yield f"{' '.join(statement.words)} after {before}"
            if statement.kind in ("BIND", "OPTIONAL", "UNION"):
                before = before or statement.kind


@pytest.mark.parametrize("name", query.catalogue())
def test_no_triple_pattern_follows_a_bind(name: str) -> None:
    if name not in ALLOWED:
        assert list(late(query.named(name).text)) == []


@pytest.mark.parametrize("name", query.catalogue())
def test_no_exists_beside_or(name: str) -> None:
    assert not re.search(r"\|\|\s*(NOT\s+)?EXISTS|EXISTS\s*\{[^{}]*\}\s*\|\|", query.named(name).text, re.IGNORECASE)


def test_every_exception_is_needed() -> None:
    assert all(reason and list(late(query.named(name).text)) for name, reason in ALLOWED.items())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("SELECT * { ?a a ?b ; ?c ?d . BIND(1 AS ?e) }", [], id="patterns first"),
        pytest.param('SELECT * { BIND("} . {" AS ?e) ?a a ?b }', ["?a a ?b after BIND"], id="braces in a text"),
        pytest.param("SELECT * { # BIND(1 AS ?x)\n ?a a ?b }", [], id="a comment"),
        pytest.param("SELECT * { ?a a ?b BIND(1 AS ?e) } ORDER BY ?a", [], id="no dot before BIND"),
        pytest.param("SELECT * { { ?a a ?b BIND(1 AS ?e) } ?a ?c ?d }", [], id="a BIND of another group"),
        pytest.param("SELECT * { { ?a a 1 } UNION { ?a a 2 } ?a ?c ?d }", ["?a ?c ?d after UNION"], id="a union"),
        pytest.param("SELECT * { OPTIONAL { ?a a 1 } ?a ?c ?d }", ["?a ?c ?d after OPTIONAL"], id="an optional"),
        pytest.param("SELECT * { FILTER NOT EXISTS { ?a a 1 BIND(1 AS ?b) ?a a 2 } }", ["?a a 2 after BIND"], id="exists"),
        pytest.param(
            "SELECT * { { SELECT ?a (COUNT(?b) AS ?n) WHERE { BIND(1 AS ?c) ?a <x> ?b } GROUP BY ?a HAVING (?n > 1) } ?a a 1 }",
            ["?a <x> ?b after BIND"],
            id="a query inside",
        ),
        pytest.param('SELECT * { VALUES ?a { "b" 1 } ?a (<p>|^<q>)+/<r> ?c . BIND(1 AS ?d) }', [], id="values and paths"),
        pytest.param("SELECT * { FILTER(?a < 1 && ?b > 2) BIND(1 AS ?d) ?a a 1 }", ["?a a 1 after BIND"], id="comparing"),
    ],
)  # fmt: skip
def test_the_reader_of_groups(text: str, found: list[str]) -> None:
    assert list(late(text)) == found


@pytest.mark.parametrize("name", ["plans", "regions", "documents-cited"])
def test_what_many_plans_say_alike_is_met_once(graph_folder: Path, tmp_path: Path, name: str) -> None:
    """Forty plans describe one province and cite the same documents: that must not be multiplied."""
    store = open_graph(graph_folder)
    before = len(query.run(store, name).rows)
    told = (graph_folder / "handan-2023.ttl").read_text(encoding="utf-8")
    per_plan = len(query.run(store, name, plan="handan-2023").rows) if name != "regions" else 0
    for path in graph_folder.glob("*.ttl"):
        copyfile(path, tmp_path / path.name)
    for at in range(40):  # forty more cities of the same province
        copy = told.replace("handan-2023", f"made{at}-2023").replace("130400", f"1399{at:02}")
        (tmp_path / f"made{at}-2023.ttl").write_text(copy, encoding="utf-8")
    more = 40 * (per_plan if name != "regions" else 1)
    assert len(query.run(open_graph(tmp_path), name, 5).rows) == before + more
