"""Runs of characters as numbers, for whole collections of texts at once: linear, in memory of a few times the text.

A word character is a Chinese character or a Latin letter. Digits are none: figures are compared as targets, not
as words. A run never crosses another mark, so that a line end or a comma parts texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Hashes = NDArray[np.uint64]
    Flags = NDArray[np.bool_]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits: Fibonacci hashing
_HAN = (0x4E00, 0x9FFF)
_CASE = 0x20


def codes(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


def word_flags(points: Codes) -> Flags:
    """Which code points are word characters."""
    lower = points | _CASE
    latin = (lower >= ord("a")) & (lower <= ord("z"))
    flags: Flags = ((points >= _HAN[0]) & (points <= _HAN[1])) | latin
    return flags


def runs(points: Codes, words: Flags, length: int) -> tuple[Hashes, Flags]:
    """A number for the run of ``length`` characters that begins at each place, and whether all of them are words.

    Both are ``length - 1`` shorter than the text. Equal runs have equal numbers; two runs that differ share one
    by accident once in 2**64.
    """
    size = max(0, len(points) - length + 1)
    hashes = np.zeros(size, dtype=np.uint64)
    whole = np.ones(size, dtype=np.bool_)
    for at in range(length):
        hashes = (hashes + points[at : at + size].astype(np.uint64) + np.uint64(1)) * _MULTIPLIER
        hashes ^= hashes >> np.uint64(29)
        whole &= words[at : at + size]
    return hashes, whole
