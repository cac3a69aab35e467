"""The account of a folder: what became of the figures, items and characters of each document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.extract import account as figures
from edugraph.text import Span
from scripts import account

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PLAN = "云岭县教育局2023年教育工作要点\n一、建设\n1.新建学校3所。（责任单位：基建股）\n2.按8：2安排，培训教师9人。\n"


def test_a_document_is_accounted_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "two.txt").write_text("云岭县教育局今日无事。\n", encoding="utf-8")
    assert account.main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "5 figures     2 target, 2 aside, 1 date" in printed
    assert "3 items       2 task, 1 section" in printed
    assert "two.txt\n  not read" in printed
    assert printed.endswith("0 lost\n")


def test_what_is_lost_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "account", lambda _, __: iter([figures.Entry(Span(29, 30), figures.LOST)]))
    path = tmp_path / "one.txt"
    path.write_text(PLAN, encoding="utf-8")
    assert account.main([str(path)]) == 1
    assert "one.txt:3:7: figure: 3 in" in capsys.readouterr().out
