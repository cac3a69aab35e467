"""Stages of education and kinds of schools that words name: what tells two figures of one thing apart."""

from __future__ import annotations

from edugraph.text import fold, squeeze
from edugraph.vocabulary import scheme


def named(words: str) -> frozenset[str]:
    """The labels of the stages that words name, each by any of its forms; 学校 alone names none.

    >>> sorted(named("新改扩建中小学、学前教育机构")), sorted(named("改善学校食堂"))
    (['中小学', '幼儿园'], [])
    """
    return frozenset(hit.concept.label for hit in scheme("stages").matcher.find(fold(squeeze(words))))
