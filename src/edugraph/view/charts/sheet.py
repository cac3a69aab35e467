"""The sheet that a chart is drawn on: millimetres from the top left, text as text, and the same bytes each time."""

from __future__ import annotations

import io
import logging
import unicodedata
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from edugraph.errors import UsageError
from edugraph.view.network import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Row = Mapping[str, str]
    Point = tuple[float, float]

FONTS = (
    "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "Heiti SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Noto Sans CJK JP",
    "Droid Sans Fallback", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC", "Arial Unicode MS",
)  # fmt: skip
"""Fonts with Chinese characters: the first comes with the extra ``charts``, and an SVG names them all to its reader."""

WIDTH = 176.0
"""Of the drawing, in millimetres: an A4 page between its margins."""

INK, MUTED, LINE, PAPER = "#1b2330", "#4a5363", "#c3c9d3", "#ffffff"
HEAT = ("#ffffff", "#e3edf8", "#c6dbef", "#9ecae1", "#6baed6", "#2f6fab")
"""From none to many, one hue: light to dark in grey as well."""

_INCH, _POINT = 25.4, 25.4 / 72
_FOOT, _HEAD, _EDGE = 7.0, 17.0, 1.0
_WIDE = "WF"
_MOST_NAMED = 6
_LIGHT = 4
_RIM = 0.06
_SETTINGS: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": [*FONTS, "DejaVu Sans"],
    "text.parse_math": False,
    "text.usetex": False,
    "axes.unicode_minus": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "edugraph",
    "path.simplify": False,
}


@contextmanager
def style() -> Iterator[None]:
    """Drawing with our own settings, whatever the user's are.

    Raises UsageError when matplotlib or the font is not installed.
    """
    try:
        import matplotlib as mpl
        import pylopdf_fonts_zh_cn
        from matplotlib.font_manager import fontManager
    except ImportError as error:
        raise UsageError(f"charts need {error.name}: pip install 'edugraph[charts]'.") from error
    font = pylopdf_fonts_zh_cn.sans_path()
    if all(known.fname != str(font) for known in fontManager.ttflist):
        fontManager.addfont(font)
    log = logging.getLogger("matplotlib.font_manager")
    before = log.level
    with warnings.catch_warnings(), mpl.rc_context():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        log.setLevel(logging.ERROR)  # else a line for each font of the list that is not there
        try:
            mpl.rcdefaults()
            mpl.rcParams.update(_SETTINGS)
            yield
        finally:
            log.setLevel(before)


def extent(words: str, size: float) -> float:
    """About how wide a text is, in millimetres: a Chinese character is as wide as the size of the font.

    >>> round(extent("双减", 10), 1), round(extent("ab", 10), 1)
    (7.1, 4.2)
    """
    ems = sum(1.0 if unicodedata.east_asian_width(char) in _WIDE else 0.6 for char in words)
    return ems * size * _POINT


def fitted(words: str, width: float, size: float) -> str:
    """A text cut so that it fits a width in millimetres, with an ellipsis where it was cut.

    >>> fitted("普惠性幼儿园覆盖率", 15, 10)
    '普惠性…'
    """
    words = plain(words)
    if extent(words, size) <= width:
        return words
    while words and extent(words + "…", size) > width:
        words = words[:-1]
    return words + "…"


def wrapped(words: str, width: float, size: float) -> list[str]:
    """A text in lines that fit a width, broken at blanks and between Chinese characters."""
    lines, line = [], ""
    for part in _parts(plain(words)):
        if line and extent((line + part).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = part.lstrip()
        else:
            line += part
    return [*lines, line]


def _parts(words: str) -> list[str]:
    """What a line cannot be broken within: a Chinese character, or a word with the blank behind it."""
    parts: list[str] = []
    for char in words:
        joined = parts and not parts[-1].endswith(" ") and not _broken(parts[-1][-1], char)
        if joined:
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _broken(one: str, other: str) -> bool:
    wide = any(unicodedata.east_asian_width(char) in _WIDE for char in (one, other))
    return wide and other not in "，。；：、）】》" and one not in "（【《"


class Sheet:
    """A white sheet with a title in Chinese and English, and below all the source of the figures.

    ``height`` is that of the chart itself; its own places begin at 0 below the titles.
    """

    def __init__(self, plans: Sequence[Row], titles: tuple[str, str], height: float, notes: Sequence[str] = ()) -> None:
        from matplotlib.figure import Figure

        told = [*notes, *source(plans)]
        small = [line for note in told for line in wrapped(note, WIDTH, _FOOT)]
        foot = len(small) * _FOOT * _POINT * 1.45 + 4
        self.title = plain(titles[0])
        self._figure = Figure(figsize=((WIDTH + 2 * _EDGE) / _INCH, (_HEAD + height + foot) / _INCH), facecolor=PAPER)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(-_EDGE, WIDTH + _EDGE), ylim=(height + foot, -_HEAD))
        self._axes.axis("off")
        self.text((0, 3.5 - _HEAD), fitted(titles[0], WIDTH, 12), size=12, weight="bold")
        self.text((0, 9 - _HEAD), fitted(titles[1], WIDTH, 8.5), size=8.5, color=MUTED)
        for at, line in enumerate(small):
            self.text((0, height + 4 + at * _FOOT * _POINT * 1.45), line, size=_FOOT, color=MUTED)

    def text(self, place: Point, words: str, *, size: float = 8, align: str = "left", **more: Any) -> None:
        """A text at a place, in the middle of its height; ``align`` is left, center or right."""
        given: dict[str, Any] = {"va": "center", "color": INK, "ha": align, "fontsize": size, "clip_on": False} | more
        self._axes.text(*place, plain(words), **given)

    def box(self, corner: Point, size: Point, fill: str = "none", edge: str = LINE, **more: Any) -> None:
        """A rectangle by its upper left corner, its width and height."""
        from matplotlib.patches import Rectangle

        self._axes.add_patch(Rectangle(corner, *size, facecolor=fill, edgecolor=edge, **({"linewidth": 0.5} | more)))

    def line(self, points: Sequence[Point], color: str = LINE, **more: Any) -> None:
        """A line through points."""
        self._axes.plot(*zip(*points, strict=True), color=color, **({"linewidth": 0.6, "clip_on": False} | more))

    def mark(self, place: Point, kind: str, **more: Any) -> None:
        """A mark of matplotlib's list at a place."""
        self._axes.plot(*place, marker=kind, linestyle="none", clip_on=False, **more)

    def written(self, form: str) -> bytes:
        """The bytes of the chart, without a clock."""
        if form == "png":
            self._thicken()
        stream = io.BytesIO()
        known: dict[str, Any] = {"Date": None, "Title": self.title, "Creator": "EduGraph"}
        metadata = known if form == "svg" else {"Software": "EduGraph", "Title": None}
        self._figure.savefig(stream, format=form, dpi=300, metadata=metadata, facecolor=PAPER)
        return stream.getvalue()

    def _thicken(self) -> None:
        """Draw bold text with a rim: the font that comes along has one weight."""
        from matplotlib.patheffects import withStroke

        for text in self._axes.texts:
            if text.get_fontweight() == "bold":
                rim = withStroke(linewidth=float(text.get_fontsize()) * _RIM, foreground=text.get_color())
                text.set_path_effects([rim])


def ground(count: int, most: int) -> tuple[str, str]:
    """The colour of a cell by its count, and of the text on it."""
    step = 0 if not count else 1 + round((len(HEAT) - 2) * (count - 1) / max(1, most - 1))
    return HEAT[step], (INK if step <= _LIGHT else PAPER)


def source(plans: Sequence[Row]) -> list[str]:
    """Where the figures come from: the plans with their years, and what read them."""
    years = sorted({row["year"] for row in plans})
    span = years[0] if len(years) == 1 else f"{years[0]}—{years[-1]}"
    named = "、".join(f"{row['city']} {row['year']}" for row in plans[:_MOST_NAMED])
    more = f" 等 {len(plans)} 份" if len(plans) > _MOST_NAMED else ""
    return [
        f"资料来源：教育工作要点 {named}{more}；EduGraph 整理。",
        f"Source: {len(plans)} education work plan{'s' if len(plans) != 1 else ''} ({span}), read by EduGraph.",
    ]
