"""Targets that are still read wrongly, each with what it should say."""

from __future__ import annotations

import pytest

from tests.extract.targets.test_reading import Said, found, rate, said
from tests.structure.reading import missed

VALUES = [
    pytest.param("新增2.4 万个学位。", [Said("24000", "个")], id="made-blank-before-scale"),
    pytest.param("学前、义务、高中毛入学率分别达到94%、100%和95%。", [rate("94"), rate("100"), rate("95")], id="made-three-of-three"),
    pytest.param("2024年达到80%,2025年覆盖率达到90%。", [rate("80", deadline="2024"), rate("90", deadline="2025")], marks=missed("a rate with no words before it is lost to the next one"), id="made-two-years"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), VALUES)
def test_values(sentence: str, expected: list[Said]) -> None:
    assert [said(target) for target in found(sentence)] == expected
