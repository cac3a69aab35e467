"""Pages of a plan as a scanner gives them: drawn with a Chinese font, tilted, stamped, ruled."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDTH = 1240  # of A4 at 150 dots an inch
LETTER = 33
INK = "#d81e1e"


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font that charts bring."""
    return ImageFont.truetype(str(files("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf"), size)


def wrapped(text: str, wide: float, size: int = LETTER) -> list[str]:
    """A text in lines of a width."""
    lines = [""]
    for char in text:
        if font(size).getlength(lines[-1] + char) > wide:
            lines.append("")
        lines[-1] += char
    return lines


def blank(height: int = 740) -> Image.Image:
    """A page, or the upper part of one."""
    return Image.new("RGB", (WIDTH, height), "white")


def prose(page: Image.Image, paragraphs: list[str], left: int = 150, top: int = 90, wide: int = 940) -> int:
    """Paragraphs, set in, below one another; gives where they end."""
    pen = ImageDraw.Draw(page)
    for paragraph in paragraphs:
        for line in wrapped("\u3000\u3000" + paragraph, wide):
            pen.text((left, top), line, font=font(LETTER), fill="black")
            top += 54
    return top


def table(page: Image.Image, rows: list[list[str]], widths: list[int], top: int = 90, left: int = 90) -> None:
    """A table with lines around its cells."""
    pen = ImageDraw.Draw(page)
    for row in rows:
        cells = [wrapped(text, wide - 30, 27) for text, wide in zip(row, widths, strict=True)]
        high = max(map(len, cells)) * 42 + 24
        at = left
        for lines, wide in zip(cells, widths, strict=True):
            pen.rectangle((at, top, at + wide, top + high), outline="black", width=2)
            for number, line in enumerate(lines):
                pen.text((at + 12, top + 8 + number * 42), line, font=font(27), fill="black")
            at += wide
        top += high


def stamped(page: Image.Image, across: int, down: int, reach: int = 125) -> Image.Image:
    """The page with a round red stamp: letters below it are seen through the ink."""
    ink = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(ink)
    pen.ellipse((across - reach, down - reach, across + reach, down + reach), outline=INK, width=7)
    for at, char in enumerate("云岭县教育局"):
        turn = math.pi * (1 + at / 5)
        place = (across + 90 * math.cos(turn) - 15, down + 90 * math.sin(turn) - 20)
        pen.text(place, char, font=font(30), fill=INK)
    pen.regular_polygon((across, down, 28), 5, fill=INK)
    return ImageChops.multiply(page, ink)


def tilted(page: Image.Image, degrees: float) -> Image.Image:
    """The page as it lies crooked on the glass."""
    return page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")


def saved(page: Image.Image, form: str = "png", *more: Image.Image) -> bytes:
    """The page as a file, more pages behind it where the format takes them."""
    file = BytesIO()
    several = {"save_all": True, "append_images": list(more)} if more else {}
    resolution = {"resolution": 150} if form == "pdf" else {}
    page.save(file, form, **several, **resolution)
    return file.getvalue()
