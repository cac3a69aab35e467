"""A plan in other clothes: the same text as a web page, a Word file, a PDF, in another encoding, other numbers."""

from __future__ import annotations

import re
import subprocess
from dataclasses import asdict
from html import escape
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

import docx

from edugraph.extract import extract
from edugraph.facts import ThemeMention
from edugraph.structure import table
from edugraph.structure.table import grid
from edugraph.text import mask, squeeze, trim
from tests.view.chromium import CHROMIUM

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.facts import Fact
    from edugraph.structure.plan import Plan

Block = str | list[list[str]]

PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>{title} - 某市教育局</title>
<meta name="ArticleTitle" content="{title}"><style>.nav{{color:red}}</style><script>var a = "1.脚本";</script></head>
<body><div class="top"><ul class="nav"><li><a href="/">网站首页</a></li><li><a href="/a">政务公开</a></li>
<li><a href="/b">办事服务</a></li><li><a href="/c">互动交流</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/x">通知公告</a></div>
<div class="content"><div class="info"><span>发布时间：2023-03-01</span> <span>来源：某市教育局</span>
<span class="share">分享到：微信 微博</span></div>
<div class="article">{body}</div>
<div class="prev-next"><a href="/1">上一篇：1.通知一则</a><a href="/2">下一篇：2.公告一则</a></div></div>
<div class="sidebar"><h3>相关文章</h3><ul><li><a href="/3">1.2022年工作要点</a></li><li><a href="/4">2.2021年工作要点</a></li>
<li><a href="/5">3.2020年工作要点</a></li></ul></div>
<div class="footer">版权所有：某市教育局 备案号12345号 技术支持：某公司</div></body></html>"""


def blocks(plan: Plan) -> list[Block]:
    """Paragraphs and tables of a plan, noise left out."""
    quiet = mask(plan.source.folded, [remark.span for remark in plan.noise])
    tables = table.find(quiet)
    found: list[tuple[int, Block]] = []
    for one in tables:
        heads = {column.head for column in one.columns}
        rows = grid.rows(quiet, lambda row, heads=heads: set(row) == heads)  # type: ignore[misc]
        inside = [row for row in rows if one.span.start <= row[0].start < one.span.end]
        found.append((one.span.start, [[plan.source.quote(cell) for cell in row] for row in inside]))
    at = 0
    noise = {remark.span for remark in plan.noise}
    for line in plan.source.text.split("\n"):
        start, at = at, at + len(line) + 1
        within = any(one.span.start <= start < one.span.end for one in tables)
        if line.strip() and not within and trim(plan.source.folded, start, at - 1) not in noise:
            found.append((start, line.strip()))
    return [block for _, block in sorted(found, key=lambda item: item[0])]


def as_html(parts: list[Block], charset: str = "utf-8") -> bytes:
    """A saved web page with all that stands around the text."""
    body = "\n".join(_html(part) for part in parts)
    first = next(part for part in parts if isinstance(part, str))
    return PAGE.format(charset=charset, title=escape(first), body=body).encode(
        "gb18030" if charset == "gb2312" else charset
    )


def _html(part: Block) -> str:
    if isinstance(part, str):
        return f'<p style="text-indent: 2em">{escape(part)}</p>'
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in part]
    return "<table><tbody>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</tbody></table>"


def as_word(parts: list[Block]) -> bytes:
    """A Word document of paragraphs and tables."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        width = max(map(len, part))
        made = document.add_table(rows=0, cols=width)
        for row in part:
            for cell, text in zip(made.add_row().cells, row, strict=False):
                cell.text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(parts: list[Block], folder: Path) -> bytes:
    """A PDF as Chromium prints it, with page numbers at the foot."""
    style = "<style>td{border:1px solid #000;padding:2px;min-width:5em}table{border-collapse:collapse;width:100%}p{margin:4px 0}</style>"
    page = folder / "page.html"
    page.write_text(f"<meta charset=utf-8>{style}" + "\n".join(_html(part) for part in parts), encoding="utf-8")
    command = [str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    command += [
        "--disable-background-networking",
        "--disable-component-update",
        f"--user-data-dir={folder / 'profile'}",
    ]
    command += [f"--print-to-pdf={folder / 'plan.pdf'}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "plan.pdf").read_bytes()


def renumbered(plan: Plan) -> tuple[str, dict[str, str]]:
    """The text with its tasks numbered anew in each section, and what each task is called then."""
    text, names, shift = plan.source.text, {}, 0
    for section, members in groupby(plan.tasks, key=lambda task: task.section):
        for count, task in enumerate(members, 1):
            mark = re.match(
                r"[^0-9一二三四五六七八九十]*([0-9]+|[一二三四五六七八九十]+)", text[task.span.start + shift :]
            )
            assert mark
            begin = task.span.start + shift + mark.start(1)
            new = str(count) if mark[1].isdecimal() else "一二三四五六七八九十"[count - 1]
            text = text[:begin] + new + text[begin + len(mark[1]) :]
            shift += len(new) - len(mark[1])
            names[task.number] = ".".join(map(str, (*section, count)))
    return text, names


def facts(plan: Plan, names: dict[str, str] | None = None) -> set[tuple[object, ...]]:
    """What a plan says, without places: the same whatever it wears."""
    return {_bare(fact, plan, names or {}) for fact in extract(plan)}


def _bare(fact: Fact, plan: Plan, names: dict[str, str]) -> tuple[object, ...]:
    left_out = {"plan", "span", "figure", "mentions", "task", "rule"}
    values = {key: value for key, value in asdict(fact).items() if key not in left_out}
    quote = "" if isinstance(fact, ThemeMention) else squeeze(plan.quote(fact.span))
    said = tuple(squeeze(value) if isinstance(value, str) else value for value in values.values())
    return (fact.name, names.get(fact.task, fact.task), *said, quote)


def titles(plan: Plan) -> list[str]:
    """Numbers and titles of the tasks."""
    return [f"{task.number} {plan.title_of(task)}" for task in plan.tasks]
