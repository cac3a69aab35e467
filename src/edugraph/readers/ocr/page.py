"""One picture of a page to lines: stamps taken out, pieces of text recognised, tilt made straight, rows and tables found."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from edugraph.readers import sheets
from edugraph.readers.ocr import rules
from edugraph.readers.radicals import unified
from edugraph.text import seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from edugraph.readers.lines import Line

Pixels = Any
"""An array of points; the libraries for pictures tell no types of their own."""

_SUREST_LEFT_OUT = 0.5  # below, what is recognised is more often a smudge or a signature than text
_LONG = 6  # times its height that a piece is wide whose direction counts
_SAME = 0.2  # share by which letters of one size differ in height
_SHORT = 6  # letters; a box around fewer is as high as they happen to be
_APART = 0.8  # of a letter, between pieces of a row that do not belong together
_RED = 50  # by how much red is above green and blue in the ink of a stamp
_STOP = re.compile(r"(?<=[\u4e00-\u9fff）)]) ?o$")
_DASH = re.compile(r"(?<=[0-9])一(?=[0-9])")
_REDDISH = 15  # the same at its rim, where it is no letter below it
_PALE = 150  # least red of ink without a letter below it
_STAMP = 0.1  # least share of the page's width that a stamp takes: 21 mm of 210


@dataclass(frozen=True)
class _Piece:
    """A stretch of text where it stands."""

    text: str
    box: sheets.Box
    size: float
    sure: float

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @property
    def high(self) -> float:
        return self.box[3] - self.box[1]


@dataclass(frozen=True)
class _Scan:
    """A recognised page, or a part of one, as a sheet."""

    pieces: tuple[_Piece, ...]
    number: int
    box: sheets.Box

    def words(self) -> list[sheets.Words]:
        return [_words(row) for row in self.rows()]

    def rows(self) -> list[list[_Piece]]:
        """The pieces that stand beside one another, from the left."""
        rows: list[list[_Piece]] = []
        for piece in sorted(self.pieces, key=lambda one: one.middle[1]):
            if rows and piece.middle[1] - rows[-1][-1].middle[1] < max(piece.high, rows[-1][-1].high) / 2:
                rows[-1].append(piece)
            else:
                rows.append([piece])
        return [sorted(row, key=lambda one: one.box[0]) for row in rows]

    def within(self, box: sheets.Box) -> _Scan:
        return _Scan(tuple(one for one in self.pieces if _holds(box, one)), self.number, box)

    def without(self, box: sheets.Box) -> _Scan:
        return _Scan(tuple(one for one in self.pieces if not _holds(box, one)), self.number, self.box)


def read(image: Image, number: int, scale: float) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines of a picture of a page, in the points of printers, and what was left out: reason and words."""
    pixels = np.array(image)
    told = [("red stamp", f"page {number}")] if _without_stamps(pixels) else []
    found = _engine()(pixels[:, :, ::-1])
    if found.boxes is None:
        return [], told
    corners = np.array(found.boxes, dtype=float)
    turn = cv2.getRotationMatrix2D((pixels.shape[1] / 2, pixels.shape[0] / 2), _tilt(corners), 1)
    straight = cv2.transform(corners, turn)
    pieces, poor = _pieces(straight * scale, found.txts, found.scores)
    told += [("recognised too poorly", text[:60]) for text in poor]
    if not pieces:
        return [], told
    grey = cv2.warpAffine(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), turn, pixels.shape[1::-1], borderValue=255)
    size = median(one.size for one in pieces)
    height, width = pixels.shape[:2]
    scan = _Scan(tuple(pieces), number, (0, 0, width * scale, height * scale))
    ruled = rules.tables(grey, scale, size)
    return sheets.lines(scan, ruled or rules.aligned([[one.box for one in row] for row in scan.rows()], size)), told


@cache
def _engine() -> Any:
    """What recognises text; its models are loaded once."""
    return RapidOCR(params={"Global.log_level": "critical", "Global.text_score": 0.0})


def _tilt(corners: Pixels) -> float:
    """By how many degrees the lines of a page fall to the right."""
    wide, fall = (corners[:, 1] - corners[:, 0]).T
    high = corners[:, 3, 1] - corners[:, 0, 1]
    long = wide > _LONG * high
    return math.degrees(float(np.median(np.arctan2(fall[long], wide[long])))) if long.any() else 0.0


def _pieces(corners: Pixels, texts: Sequence[str], scores: Sequence[float]) -> tuple[list[_Piece], list[str]]:
    """The pieces of a page, letters of like size being of one size, and the texts that are too unsure."""
    boxes = [
        (
            float(one[[0, 3], 0].mean()),
            float(one[[0, 1], 1].mean()),
            float(one[[1, 2], 0].mean()),
            float(one[[2, 3], 1].mean()),
        )
        for one in corners
    ]
    told = [(_text(text), box, float(sure)) for text, box, sure in zip(texts, boxes, scores, strict=True)]
    clear = [(text, box, sure) for text, box, sure in told if text and sure >= _SUREST_LEFT_OUT]
    poor = [text for text, _, sure in told if text and sure < _SUREST_LEFT_OUT]
    if not clear:
        return [], poor
    high = median(box[3] - box[1] for _, box, _ in clear)
    size = median((box[2] - box[0]) / max(1.0, _width(text)) for text, box, _ in clear)
    return [_Piece(text, box, _size(text, (box[3] - box[1]) / high, size), sure) for text, box, sure in clear], poor


def _text(text: str) -> str:
    """What is recognised, as it is written; a full stop at the end of a line is easily taken for a letter, a dash for 一."""
    return _DASH.sub("—", _STOP.sub("。", seen(unified(text)).strip()))


def _width(text: str) -> float:
    """How many letters wide a text is; Latin ones and digits take half."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def _size(text: str, share: float, usual: float) -> float:
    """The size of letters by their height; that of a few letters says little."""
    return usual if abs(share - 1) < _SAME or len(text) < _SHORT else share * usual


def _holds(box: sheets.Box, piece: _Piece) -> bool:
    across, down = piece.middle
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _words(row: Sequence[_Piece]) -> sheets.Words:
    text, end = "", 0.0
    for piece in row:
        apart = text and piece.box[0] - end > _APART * piece.size
        text, end = f"{text}{' ' if apart else ''}{piece.text}", piece.box[2]
    boxes = [piece.box for piece in row]
    box = (boxes[0][0], min(one[1] for one in boxes), max(one[2] for one in boxes), max(one[3] for one in boxes))
    letters = tuple((one[0], one[2]) for one in boxes)
    return sheets.Words(text, box, max(row, key=lambda one: len(one.text)).size, letters, min(one.sure for one in row))


def _without_stamps(pixels: Pixels) -> bool:
    """Make the red ink of stamps white, in place, and say whether there is any; black letters below it stay.

    A stamp is round or square and wide; red words and the head of a letter are neither.
    """
    shades = pixels.astype(np.int16)
    red = (shades[:, :, 0] - shades[:, :, 1:].max(axis=2) > _RED).astype(np.uint8)
    wide = pixels.shape[1]
    reach = max(3, wide // 100)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(red, np.ones((reach, reach), np.uint8)))
    stamps = [one for one in stats[1:] if min(one[2:4]) > _STAMP * wide and 0.6 < one[2] / one[3] < 1.6]
    for left, top, across, down, _ in stamps:
        part = np.s_[top : top + down, left : left + across]
        ink = (shades[part][:, :, 0] - shades[part][:, :, 1:].max(axis=2) > _REDDISH) & (shades[part][:, :, 0] > _PALE)
        pixels[part][ink] = 255
    return bool(stamps)
