"""The file of corrections: written as people write it, read with its lines, and never lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph import corrections
from edugraph.corrections import Correction, entry, fields
from edugraph.errors import InputError, UsageError

ENTRY = """# 核对记录
[[correction]]  # 第一条
plan = "yunling-2024"
task = "1"
kind = "target"
quote = '新建学校3所'
action = "change"
set = { value = 4, deadline = 2024-12-31, indicator = "新建学校" }
who = "李文"
when = 2024-05-01
why = "原件为4所"
"""


def _written(folder: Path, text: str) -> Path:
    (folder / corrections.NAME).write_text(text, encoding="utf-8")
    return folder


def test_an_entry_as_a_person_writes_it(tmp_path: Path) -> None:
    (one,) = corrections.read(_written(tmp_path, ENTRY))
    assert (one.plan, one.task, one.quote, one.who, one.when) == (
        "yunling-2024",
        "1",
        "新建学校3所",
        "李文",
        "2024-05-01",
    )
    assert one.set == (("value", "4"), ("deadline", "2024-12-31"), ("indicator", "新建学校"))
    assert one.place == f"{tmp_path / corrections.NAME}:2"


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    assert corrections.read(tmp_path) == ()


MISTAKES = {
    "no TOML": (ENTRY.replace("= '新建学校3所'", "= 新建学校3所"), 6, "Invalid value"),
    "cut off": (ENTRY + '[[correction]]\nplan = "x', 13, "Unterminated string|Illegal character"),
    "unknown field": (ENTRY.replace("why =", "because ="), 11, "unknown field because"),
    "a field is missing": (ENTRY.replace('who = "李文"\n', ""), 2, "who is missing"),
    "an empty field": (ENTRY.replace('who = "李文"', 'who = ""'), 9, "who is missing"),
    "unknown kind": (ENTRY.replace('"target"', '"targets"'), 5, "kind is 'targets'.*Did you mean target"),
    "unknown action": (ENTRY.replace('"change"', '"chang"'), 7, "action is 'chang'.*Did you mean change"),
    "no day": (ENTRY.replace("2024-05-01", '"1. Mai"'), 10, "a day is written 2024-05-01"),
    "no such day": (ENTRY.replace("when = 2024-05-01", 'when = "2024-02-31"'), 10, "when is '2024-02-31'"),
    "a number for a text": (ENTRY.replace('task = "1"', "task = 1"), 4, "task is no text"),
    "unknown field of the fact": (ENTRY.replace("deadline =", "until ="), 8, "a target has no field until"),
    "a value in words": (ENTRY.replace("value = 4", 'value = "四"'), 8, "it is a number in digits"),
    "a negative value": (ENTRY.replace("value = 4", "value = -4"), 8, "it is a number in digits"),
    "no deadline": (ENTRY.replace("deadline = 2024-12-31", 'deadline = "年底"'), 8, "2024, 2024-06 or 2024-06-30"),
    "a huge value": (ENTRY.replace("value = 4", "value = 1e4000"), 8, "at most 15 digits"),
    "a fraction without end": (ENTRY.replace("value = 4", "value = 1e-51"), 8, "it is a number in digits"),
    "less than nothing": (ENTRY.replace("value = 4", "value = -0.0"), 8, "it is a number in digits"),
    "a week": (ENTRY.replace("deadline = 2024-12-31", 'deadline = "2024-W01-1"'), 8, "2024, 2024-06 or 2024-06-30"),
    "half a month": (ENTRY.replace("deadline = 2024-12-31", 'deadline = "2024-0"'), 8, "2024, 2024-06 or 2024-06-30"),
    "no such unit": (ENTRY.replace("value = 4", 'value = 4, unit = "锁"'), 8, "no unit is called 锁"),
    "no such unit a term": (ENTRY.replace("value = 4", 'value = 4, unit = "锁/学期"'), 8, "no unit is called"),
    "an empty indicator": (ENTRY.replace('"新建学校" }', '"" }'), 8, "indicator cannot be empty"),
    "no table": (re.sub("set = .*", "set = 4", ENTRY), 8, "set is no table"),
    "nothing set": (re.sub("set = .*\n", "", ENTRY), 2, "change needs a field"),
    "too much set": (ENTRY.replace('"change"', '"drop"'), 8, "drop sets no field"),
    "a list": (ENTRY.replace("value = 4", "value = [4]"), 8, "is no value of a field"),
    "an unknown table": ("[corrections]\n" + ENTRY, 1, "each entry begins with"),
    "a table for a list": ('[correction]\nplan = "a"\n', 1, "each entry begins with"),
    "add without a value": (ENTRY.replace('"change"', '"add"').replace("value = 4, ", ""), 8, "add needs unit, value"),
}


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        corrections.read(_written(tmp_path, text))
    assert str(caught.value).startswith(f"{tmp_path / corrections.NAME}:{line}: ")


def test_the_second_entry_has_lines_of_its_own(tmp_path: Path) -> None:
    text = ENTRY + "\n" + ENTRY.replace('"change"', '"chang"')
    with pytest.raises(InputError, match=re.escape(f"{corrections.NAME}:19: action")):
        corrections.read(_written(tmp_path, text))


@pytest.mark.parametrize("data", [ENTRY.encode("gb18030"), ENTRY.encode("utf-16")], ids=["gb18030", "utf-16"])
def test_another_encoding_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / corrections.NAME).write_bytes(data)
    with pytest.raises(InputError, match="save the file as UTF-8"):
        corrections.read(tmp_path)


FIELDS = {
    "responsibility": ({"role": "lead", "organisation": "基教科"}, {"role": "chief"}, {"name": "甲"}),
    "leader": ({"name": "王小明"}, {"name": " "}, {"organisation": "甲"}),
    "citation": ({"title": "规定"}, {"title": ""}, {"document": "甲"}),
    "theme": ({"theme": "双减"}, {"theme": "没有的主题"}, {"label": "甲"}),
    "target": ({"value": "1.50", "kind": "rate", "strength": "binding"}, {"strength": "firm"}, {"name": "甲"}),
    "result": ({"value": "3", "redacted": "false"}, {"redacted": "no"}, {"strength": "binding"}),
}


@pytest.mark.parametrize(("kind", "cases"), FIELDS.items(), ids=FIELDS)
def test_fields_hold_what_facts_can(tmp_path: Path, kind: str, cases: tuple[dict[str, str], ...]) -> None:
    def text(values: dict[str, str]) -> str:
        told = ", ".join(f'{name} = "{value}"' for name, value in values.items())
        return re.sub("set = .*", f"set = {{ {told} }}", ENTRY.replace('"target"', f'"{kind}"'))

    (one,) = corrections.read(_written(tmp_path, text(cases[0])))
    assert dict(one.set) == cases[0] | ({"value": "1.5"} if "1.50" in cases[0].values() else {})
    for wrong in cases[1:]:
        with pytest.raises(InputError):
            corrections.read(_written(tmp_path, text(wrong)))


def test_a_theme_goes_by_any_of_its_names(tmp_path: Path) -> None:
    text = re.sub("set = .*", 'set = { theme = "集团校" }', ENTRY.replace('"target"', '"theme"'))
    assert dict(corrections.read(_written(tmp_path, text))[0].set) == {"theme": "集团化办学"}


ONE = Correction(
    plan="yunling-2024", kind="target", quote="新建“学校”3所\n和\\园", action="change", who='李"文', when="2024-05-01",
    why="见第3页", task="1", title="推进", set=(("value", "4.5"), ("redacted", "false"), ("unit", "所")), was=(("unit", "个"),),
)  # fmt: skip

BEFORE = {
    "nothing": b"",
    "an entry": ENTRY.encode(),
    "no line end": ENTRY.rstrip("\n").encode(),
    "of Windows": b"\xef\xbb\xbf" + ENTRY.replace("\n", "\r\n").encode(),
    "comments only": "# 只有说明\n\n".encode(),
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_an_entry_more_changes_nothing_above_it(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / corrections.NAME
    if before:
        path.write_bytes(before)
    held = corrections.read(tmp_path)
    assert corrections.append(tmp_path, ONE) == path
    assert path.read_bytes().startswith(before)
    assert corrections.read(tmp_path) == (*held, ONE)
    assert (b"\r\n" in before) == (b"\r\n" in path.read_bytes())


def test_a_file_with_a_mistake_is_not_written_to(tmp_path: Path) -> None:
    _written(tmp_path, "[[correction]]\n")
    with pytest.raises(InputError, match="plan is missing"):
        corrections.append(tmp_path, ONE)
    assert (tmp_path / corrections.NAME).read_text(encoding="utf-8") == "[[correction]]\n"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_words_come_back_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    one = Correction(plan="a", kind="target", quote=words, action="confirm", who=words, when="2024-05-01", why="b")
    path = tmp_path_factory.getbasetemp() / corrections.NAME
    assert entry.parse(path, entry.written(one).encode()) == (one,)


def test_a_plan_goes_by_its_id_or_by_its_file() -> None:
    by_id = Correction(**{**vars(ONE), "file": "sha256:12"})
    assert list(corrections.concerning((by_id,), "yunling-2024", "34")) == [by_id]
    assert list(corrections.concerning((by_id,), "renamed", "12")) == [by_id]
    assert list(corrections.concerning((by_id, ONE), "renamed", "")) == []


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("4", "4"),
        ("４", "4"),
        ("04.50", "4.5"),
        ("999999999999999", "999999999999999"),
        ("0", "0"),
        ("0.000001", "0.000001"),
    ],
)
def test_a_value_is_a_plain_decimal(said: str, value: str) -> None:
    assert fields.checked("target", {"value": said}) == (("value", value),)


@pytest.mark.parametrize(
    "said", ["1e9999", "-0", "1_3", "1e-51", "+3", "NaN", "Infinity", "1" * 16, "0.0000001", "3.", "三"]
)
def test_no_other_value_is_taken(said: str) -> None:
    with pytest.raises(UsageError, match="number in digits"):
        fields.checked("target", {"value_max": said})


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("《管理办法》", "管理办法"),
        ("管理办法", "管理办法"),
        ("《关于印发《管理办法》的通知》", "关于印发《管理办法》的通知"),
        ("《办法》和《细则》", "《办法》和《细则》"),
        ("关于《办法》的通知", "关于《办法》的通知"),
    ],
)
def test_a_title_has_no_marks_around_it(said: str, title: str) -> None:
    assert fields.checked("citation", {"title": said}) == (("title", title),)


@pytest.mark.parametrize("said", ["《》", "《 》"])
def test_marks_around_nothing_are_no_title(said: str) -> None:
    with pytest.raises(UsageError, match="title cannot be empty"):
        fields.checked("citation", {"title": said})


@pytest.mark.parametrize("value", ["[" * 5000, "{a=" * 5000, "9" * 5000], ids=["lists", "tables", "digits"])
def test_what_no_reader_of_toml_can_take_is_one_message(tmp_path: Path, value: str) -> None:
    with pytest.raises(InputError, match=re.escape(str(tmp_path / corrections.NAME))):
        corrections.read(_written(tmp_path, ENTRY.replace("value = 4", f"value = {value}")))


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refused(path: Path, mode: str = "r", **more: Any) -> Any:
        if mode == "ab":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, **more)

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(
        InputError, match=re.escape(f"{tmp_path / corrections.NAME}: cannot be written: Permission denied.")
    ):
        corrections.append(tmp_path, ONE)
