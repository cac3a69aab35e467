"""Messages in Chinese: each template is one that the program says, and says what the English one says."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from edugraph import messages, words
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SAID: dict[str, tuple[str, str]] = {
    "a file that is no plan": (
        "云岭.txt: no plan: 0 numbered tasks or table rows found, at least 2 needed, in 98 characters. A plan has numbered tasks (一、 1. 任务1：) or a task table.",
        "云岭.txt：不是工作要点：98 字中只找到 0 项编号任务或表格行，至少要有 2 项。工作要点应有编号任务（一、 1. 任务1：）或任务表。",
    ),
    "one message in another": (
        "failed: a/云岭.docx: Word document of pictures without text (2 pictures), in which text recognition (OCR) finds none.",
        "读取失败：a/云岭.docx：只有图片、没有文字的 Word 文档（2 张图片），文字识别（OCR）也没有找到文字。",
    ),
    "another order of words": ("3 of 40 files could not be read.", "40 个文件中有 3 个未能读取。"),
    "with a guess": ("no command is called biuld. Did you mean build?", "没有名为 biuld 的命令。您是否想写 build？"),
    "without one": ("no command is called 读.", "没有名为 读 的命令。"),
    "holes that hold holes": ("the words “{0} {}” do not stand in yunling-2024; copy them from its text.", "yunling-2024 中没有“{0} {}”；请从原文复制。"),
    "a line of corrections": (
        "in/corrections.toml:7: kind is 'aim'; it is one of target, theme. Did you mean theme?. Mend it, or delete the entry.",
        "in/corrections.toml:7：kind 为 'aim'；应为 target, theme 之一。您是否想写 theme？。请改正，或删去这一条。",
    ),
    "lines of places, findings and advice": (
        ("2 mistakes in the words of your own; nothing is read with them.\n  ontology/themes.csv:3: 夜 is one character. "
        "It would be found in all kinds of words: write two characters or more.\n  ontology/themes.csv:4: a line without a "
        "name. Fill the column 名称 (name)."),
        ("自备词表有 2 处错误，因此没有读取：\n  ontology/themes.csv:3：夜 只有一个字。"
        "一个字会在各种词语中误中：请写两个字以上。\n  ontology/themes.csv:4：这一行没有名称。请填“名称”一列。"),
    ),
    "machines of a cluster": (
        ("machines of the cluster would read otherwise than this one; nothing is read.\n  tcp://10.0.0.2:40001: EduGraph 0.0.7, here 0.1.0.\n"
        "  tcp://10.0.0.3:40001: no EduGraph."),
        ("集群中有机器的读法与本机不同，没有读取任何文件。\n  tcp://10.0.0.2:40001：EduGraph 0.0.7，本机为 0.1.0。\n"
        "  tcp://10.0.0.3:40001：没有安装 EduGraph。"),
    ),
    "an address where nothing answers": (
        "127.0.0.1:1: no scheduler of Dask answers there within 5 seconds. Start one: dask scheduler",
        "127.0.0.1:1：5 秒内没有 Dask 调度器应答。请先启动：dask scheduler",
    ),
    "what no template fits": ("云岭.txt: an odd thing happened: twice", "云岭.txt: an odd thing happened: twice"),
    "the words of a plan": ("新增学位810个", "新增学位810个"),
}  # fmt: skip


@pytest.mark.parametrize(("english", "chinese"), SAID.values(), ids=SAID)
def test_a_message_in_chinese(english: str, chinese: str) -> None:
    assert messages.said(english, "zh") == chinese
    assert messages.said(english, "en") == english


def test_both_languages_have_the_same_holes() -> None:
    for english, chinese in messages.templates().items():
        holes = re.findall(r"\{(\d?)\}", chinese)
        assert len(holes) == english.count("{}"), english
        assert sorted(holes) in ([""] * len(holes), [str(at) for at in range(len(holes))]), english


def _templates(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]
    return ""


def _said() -> Iterator[str]:
    """All that the source says, with holes for what is filled in; templates of pages as well."""
    for path in (ROOT / "src" / "edugraph").rglob("*.py"):
        yield from filter(None, map(_templates, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    yield (ROOT / "src/edugraph/view/templates/report.html").read_text(encoding="utf-8")


_SYSTEM = {"No such file or directory", "Permission denied", "Is a directory", "No space left on device"}
_MADE = {"confirm sets no field", "drop sets no field", "{} has no units.", "{} has no kind."}
"""What the system says, and what is put together of more than one piece."""


def _core(template: str) -> str:
    """The longest stretch of a template without a hole."""
    stretches = [one for part in template.split("{}") for one in part.split("mistakes")]
    return max(stretches, key=len).removeprefix(" mistake").strip(" .;,:\n")


def test_each_template_is_said_somewhere() -> None:
    source = "\n".join(_said())
    gone = [one for one in messages.templates() if one not in _SYSTEM | _MADE and _core(one) not in source]
    assert gone == []


def test_each_reason_has_a_word() -> None:
    """The constants that remarks are made with, as the source has them."""
    found = set()
    for path in (ROOT / "src" / "edugraph").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Remark":
                found |= {one.value for one in node.args[1:2] if isinstance(one, ast.Constant)}
    assert len(found) > 10
    assert {one for one in found if words.value("reason", str(one), "zh") == one} == set()
