"""Every column and every closed value of an answer has a word in both languages."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from edugraph import answers, query, words
from tests.conftest import ROOT
from tests.view.test_questions import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.store import Store
    from edugraph.table import Table

_CODE = re.compile(r"[a-z]+(?:[ -][a-z]+)*")


@pytest.fixture(scope="module")
def tables(store: Store) -> dict[str, Table]:
    """The rows of every question; those of diff need a second year, and its columns are in the source."""
    found = {}
    for name, header in query.headers().items():
        if name != "diff":
            table = answers.question(name, {key: VALUES[key] for key in sorted(header.required)})(store)
            assert not isinstance(table, bytes)
            found[name] = table
    return found


def _constants(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Tuple):
        yield from (one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _in_source() -> set[tuple[str, str]]:
    """Names of columns as the modules have them: in tuples called COLUMNS or EVIDENCE, and in tables."""
    found: set[tuple[str, str]] = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                if node.targets[0].id.endswith(("COLUMNS", "EVIDENCE")):
                    found |= {(path.name, name) for name in _constants(node.value)}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Table":
                found |= {(path.name, name) for name in _constants(node.args[0])}
    return found


def test_every_column_has_a_word_in_both_languages(tables: dict[str, Table]) -> None:
    columns = _in_source() | {(name, column) for name, table in tables.items() for column in table.columns}
    assert ("report.py", "not_a_fact") in columns
    assert ("answers.py", "parameters") in columns
    cities = {"邯郸市", "宁波市"}  # compare has a column for each
    missing = {
        (where, column, lang)
        for where, column in columns
        for lang, known in words.every().items()
        if f"column.{column}" not in known and not column.startswith("_") and column not in cities
    }
    assert missing == set()


def test_every_closed_value_has_a_word(tables: dict[str, Table]) -> None:
    closed = {key.split(".")[1] for key in words.every()["zh"] if key.startswith(("value.", "code."))}
    assert {"role", "kind", "strength", "silence", "level"} <= closed
    missing = {
        (name, column, cell)
        for name, table in tables.items()
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
        if column in closed and _CODE.fullmatch(cell) and words.value(column, cell, "zh") == cell
    }
    assert missing == set()


def test_no_reason_is_left_in_english(tables: dict[str, Table]) -> None:
    told = [words.value("comparable", row["comparable"], "zh") for row in tables["overlap-targets"].dicts()]
    told += [words.value("group", row["group"], "zh") for row in tables["overlap-targets"].dicts()]
    told += [words.value("why", row["why"], "zh") for row in tables["bridges"].dicts()]
    told += [words.value("note", row["note"], "zh") for row in tables["compare"].dicts()]
    assert len(told) > 100
    assert [one for one in told if re.search("[a-z]{3}", re.sub(r"[a-z]+-20\d\d", "", one))] == []


def test_both_languages_say_the_same_things() -> None:
    zh, en = words.every()["zh"], words.every()["en"]
    assert zh.keys() == en.keys()
    for key, said in zh.items():
        assert set(re.findall(r"\{\d\}", said)) == set(re.findall(r"\{\d\}", en[key])), key
    assert all(f"phrase.{name}" in zh for _, name in words.phrases() if name != "part")


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.GB18030", "LANG": "de_DE.UTF-8"}, "zh"),
        ({"EDUGRAPH_LANG": "zh", "LC_ALL": "C"}, "zh"),
        ({"EDUGRAPH_LANG": "", "LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_first_variable_that_is_set(variables: dict[str, str], lang: str) -> None:
    assert words.language(variables) == lang
