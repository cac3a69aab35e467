"""One plan made from what is given, and from nothing else: anywhere, at any time, with the same result."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from edugraph import catalogue, corrections, making, readers, resources
from edugraph.errors import InputError
from edugraph.making import Given, given, make, read_plan
from edugraph.readers import kept
from edugraph.readers.content import BlankError, Content
from edugraph.text import Recognised, Span
from tests.corrections.made import KEY, PLAN
from tests.corrections.test_survival import ENTRIES
from tests.glossary.test_words import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.making import Made

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
FOUND = Content(PLAN, pages=1, recognised=(Recognised(Span(0, len(PLAN)), 1, 0.98),))


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with a plan, what people say of it, and words beside it."""
    folder = tmp_path / "plans"
    (folder / "ontology").mkdir(parents=True)
    (folder / f"{KEY}.txt").write_text(PLAN, encoding="utf-8")
    (folder / corrections.NAME).write_text(ENTRIES, encoding="utf-8")
    (folder / "ontology" / "themes.csv").write_text(THEMES, encoding="utf-8")
    return folder


def _given(folder: Path, recognised: Path | None = None) -> Given:
    (entry,) = catalogue.entries([folder])
    return given(entry, recognised)


def _timeless(made: Made) -> Made:
    return replace(made, report=replace(made.report, seconds=0.0))


def test_what_is_given_is_all_that_counts(plans: Path) -> None:
    """Neither the file nor the corrections nor the words are there any more, and it comes from another process."""
    one = _given(plans)
    here = _timeless(make(one))
    sent = pickle.dumps(one)
    shutil.rmtree(plans)
    assert _timeless(make(pickle.loads(sent))) == here
    assert here.report.state == "read"
    assert here.text.decode() == PLAN
    assert make(replace(one, said=())).turtle != here.turtle


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "empty file, no plan in it"), ("今天天气很好。\n".encode() * 9, "no plan: 0 numbered tasks")],
)
def test_what_cannot_be_read_gives_a_failed_report(plans: Path, data: bytes, why: str) -> None:
    (plans / f"{KEY}.txt").write_bytes(data)
    made = make(_given(plans))
    assert (made.report.state, made.turtle, made.text) == ("failed", b"", b"")
    assert f"{plans / KEY}.txt: {why}" in made.report.message


def test_a_mistake_in_the_corrections_fails_and_hides_no_plan(plans: Path) -> None:
    (plans / corrections.NAME).write_text("[[correction]]\n", encoding="utf-8")
    one = _given(plans)
    assert f"{plans / corrections.NAME}:1: plan is missing" in make(one).report.message
    assert read_plan(one.entry)[0].key == KEY


@pytest.mark.parametrize("found", [FOUND, BlankError("a picture in which text recognition (OCR) finds no text.")])
def test_what_is_recognised_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: Content | BlankError
) -> None:
    seen: list[bytes] = []

    def read(data: bytes) -> Content:
        seen.append(data)
        if isinstance(found, BlankError):
            raise found
        return found

    monkeypatch.setattr(readers, "_reader", lambda _: read)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{KEY}.png").write_bytes(PNG)
    first = make(_given(tmp_path / "in", tmp_path / "recognised"))
    assert first.found == {kept.name(PNG): str(found) if isinstance(found, BlankError) else found}
    kept.keep(tmp_path / "recognised", first.found)
    again = make(_given(tmp_path / "in", tmp_path / "recognised"))
    assert again.found == {}
    assert _timeless(replace(again, found=first.found)) == _timeless(first)
    assert seen == [PNG]


def test_evidence_that_is_not_there_is_told(plans: Path) -> None:
    (entry,) = catalogue.entries([plans])
    with pytest.raises(InputError, match=r"evidence '甲江' of plans\.toml does not stand in the text"):
        read_plan(replace(entry, evidence=("甲江",)))


def test_the_program_is_its_code_and_its_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = making.program.__wrapped__
    before = program()
    shutil.copytree(resources.folder("ontology"), tmp_path / "ontology")
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    assert program() == before
    with (tmp_path / "ontology" / "themes.ttl").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert program() != before
