"""Indicators that a bureau adds to the list: forms of several parts, and words that say it is another."""

from __future__ import annotations

import pytest

from edugraph.extract.targets import indicators
from edugraph.vocabulary import EDU, Concept, Vocabulary, using

OWN = Concept(
    iri=EDU + "own",
    notation="own",
    label="社区书屋开放面",
    label_en="Reading rooms opened",
    hidden=("…书屋…开放面", "…"),
    decoys=("试点书屋",),
    properties={"family": ("share",)},
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("社区书屋开放面", "own"),
        ("乡镇书屋的周末开放面", "own"),
        ("书屋开放面", "own"),
        ("开放面", None),
        ("书屋在一个很长很长的间隔以后才提到的开放面", None),
        ("试点书屋周末开放面", None),
    ],
)
def test_a_form_of_several_parts(words: str, found: str | None) -> None:
    with using(Vocabulary.of({"indicators": [OWN]})):
        concept = indicators.concept_of(words, "share")
    assert (concept.notation if concept else None) == found


def test_a_family_has_its_own_indicators() -> None:
    with using(Vocabulary.of({"indicators": [OWN]})):
        assert indicators.concept_of("社区书屋开放面", "institution") is None
