"""Vectors kept with a generation: the same rows as without, worked out once, and never a reason to fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from edugraph import catalogue, computed, disk
from edugraph.build import build
from edugraph.overlap import likeness
from edugraph.overlap.profiles import profiles
from edugraph.overlap.vectors import space
from edugraph.store import open_graph
from tests.corpora import corpus, text

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("peers", {"city": "handan-2024"}),
    ("gaps", {"city": "handan-2024", "least": "1"}),
    ("compare", {"cities": "handan-2024、ningbo-2024"}),
    ("overlap-tasks", {}),
    ("overlap-tasks", {"plan": "handan-2024"}),
    ("overlap-tasks", {"cities": "邯郸市、宁波市", "task": "1"}),
    ("diff", {"plan": "qiuxian-2023", "other": "qiuxian-2024"}),
)


@pytest.fixture(scope="module", autouse=True)
def kept() -> object:
    """A folder of any number of plans has a store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "LEAST", 1)
        yield


def derived(store: Store) -> list[Path]:
    assert store.generation
    return sorted((store.generation / disk.DERIVED).glob("*"))


@pytest.mark.parametrize(("name", "given"), ASKED)
def test_rows_are_the_same_with_kept_vectors_and_without(
    folder: Path, memory: Store, name: str, given: dict[str, str]
) -> None:
    expected = computed.answer(name, memory, None, given)
    assert expected.rows
    for _ in range(2):  # worked out, and read
        assert computed.answer(name, open_graph(folder), None, given) == expected


def test_what_is_read_is_what_was_worked_out(folder: Path, memory: Store) -> None:
    likeness.of(open_graph(folder))
    read, made = likeness.of(open_graph(folder)), space(profiles(memory))
    assert (read.matrix != made.matrix).nnz == 0
    assert list(read.heads) == list(made.heads)
    assert read.blocks == made.blocks
    assert read.said.traits == made.said.traits
    assert (read.said.matrix != made.said.matrix).nnz == 0
    assert list(read.tasks[:3]) == [read.tasks[0], read.tasks[1], read.tasks[2]]
    assert [task.words for task in read.tasks] == [task.words for task in made.tasks]


def test_another_program_or_word_list_works_them_out_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_graph(folder)
    likeness.of(store)
    before = derived(store)
    monkeypatch.setattr(likeness, "_digest", lambda: "other")
    likeness.of(store)
    assert len(derived(store)) == len(before) + 1


def test_a_place_that_cannot_be_written_is_asked_all_the_same(
    folder: Path, memory: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    store = open_graph(folder)
    before = derived(store)
    monkeypatch.setattr(likeness, "_digest", lambda: "full")
    monkeypatch.setattr(np, "save", full)
    assert (likeness.of(store).matrix != space(profiles(memory)).matrix).nnz == 0
    assert derived(store) == before


def test_they_are_those_of_the_generation(tmp_path: Path) -> None:
    into = corpus(tmp_path)
    first = likeness.of(open_graph(into))
    plan = tmp_path / "handan-2024.txt"
    plan.write_text(text("邯郸市教育体育局", later=True).replace("规范办园行为", "建设天文台"), encoding="utf-8")
    build(catalogue.entries([plan]), into)
    store = open_graph(into)
    assert not derived(store)
    assert "天文台" in "".join(task.words for task in likeness.of(store).tasks)
    assert "天文台" not in "".join(task.words for task in first.tasks)
