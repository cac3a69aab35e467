"""Whether-questions: a verb and its denial side by side are no denial."""

from __future__ import annotations

import pytest

from edugraph.ask import cues


def kinds(chars: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in cues.found(chars):
        found.setdefault(chars[one.start : one.end], set()).add(one.kind)
    return found


@pytest.mark.parametrize(
    ("chars", "said"), [("抓没抓双减", "抓没抓"), ("提没提到中医药", "提没提"), ("办不办托育", "办不办")]
)
def test_a_verb_and_its_denial_ask_whether(chars: str, said: str) -> None:
    found = kinds(chars)
    assert "是否" in found[said]
    assert "没" not in found
    assert "不" not in found


def test_a_denial_behind_what_is_done_asks_whether() -> None:
    assert "是否" in kinds("枣庄抓了双减了没有")["没有"]
    assert kinds("枣庄没有双减")["没有"] == {"没有"}


def test_harmless_characters_are_single_and_none_denies_or_counts() -> None:
    assert all(len(one) == 1 for one in cues.harmless())
    assert not cues.harmless() & set("不没无未非最比多少高低大小只仅都除几一二两三十")
