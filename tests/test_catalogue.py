"""Which files are plans: folders of downloads, subfolders, stdin, and what is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from edugraph import catalogue
from edugraph.errors import InputError, UsageError


def test_a_folder_of_downloads(tmp_path: Path) -> None:
    for name in (
        "a-2023.txt",
        "b.html",
        "sub/c.docx",
        "d_files/style.css",
        ".hidden",
        "~$c.docx",
        "Thumbs.db",
        "e.jpg",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    names = [entry.path.name for entry in catalogue.entries([tmp_path])]
    assert names == ["a-2023.txt", "b.html", "e.jpg", "c.docx"]


def test_ids_are_names_where_they_can_be(tmp_path: Path) -> None:
    for name in ("handan-2023.pdf", "工作要点.txt", "2023.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert {entry.path.name: entry.key for entry in catalogue.entries([tmp_path])} == {
        "handan-2023.pdf": "handan-2023",
        "工作要点.txt": "",
        "2023.txt": "",
    }


def test_links_that_lead_back_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "plan.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert [entry.path.name for entry in catalogue.entries([tmp_path])] == ["plan.txt"]


@pytest.mark.parametrize(
    ("toml", "message"),
    [("evidence = [1]", "evidence is not a list"), ("year = true", "year is not a int")],
)
def test_values_of_the_wrong_kind(tmp_path: Path, toml: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "plans.toml").write_text(f"\ufeff[a-2023]\nfile = 'a.txt'\n{toml}", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        catalogue.entries([tmp_path])


@pytest.mark.parametrize("city", ["不存在市", "999999"])
def test_an_unknown_city_is_told(city: str) -> None:
    with pytest.raises(UsageError, match="no such place"):
        catalogue.given(catalogue.Entry("a", Path("a.txt")), city)


def test_stdin_is_an_entry() -> None:
    assert [str(entry.path) for entry in catalogue.entries([Path("-")])] == ["-"]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        catalogue.entries([tmp_path / "none"])
    with pytest.raises(InputError, match="holds no file"):
        catalogue.entries([tmp_path])


def test_options_go_before_plans_toml(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "plans.toml").write_text("[a-2023]\nfile = 'a.txt'\ncity = '甲市'\nyear = 2023", encoding="utf-8")
    (entry,) = catalogue.entries([tmp_path])
    assert (entry.city, entry.year, entry.city_from, entry.year_from) == ("甲市", 2023, "plans.toml", "plans.toml")
    entry = catalogue.given(entry, "370400", 2024)
    assert (entry.code, entry.year, entry.city_from, entry.year_from) == ("370400", 2024, "option", "option")


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000], ids=["nested", "digits"])
def test_what_no_reader_of_toml_can_take_is_one_message(tmp_path: Path, value: str) -> None:
    (tmp_path / "plans.toml").write_text(f"a = {value}", encoding="utf-8")
    with pytest.raises(InputError, match=r"plans\.toml: "):
        catalogue.load(tmp_path)
