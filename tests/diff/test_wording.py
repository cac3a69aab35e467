"""Words of tasks: figures, years, blanks and marks are none; what is gone and what has come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.diff import wording
from tests.overlap.made import task

WORDS = "建校。新建中小学12所，新增学位1.5万个。实行项目周调度。"


@pytest.mark.parametrize(
    "other",
    [
        "建校。新建中小学8所，新增学位20000个。实行项目周调度。",
        "建校。 新建中小学**所；新增学位十二万个，实行项目周调度",
        "建校。实行项目周调度。新增学位1万个，新建中小学３所。",
    ],
)
def test_the_same_words_whatever_the_figures_marks_and_order(other: str) -> None:
    assert wording.compare(task("a-2023:1", WORDS), task("a-2024:1", other)) is None


@pytest.mark.parametrize(
    ("other", "gone", "come", "place"),
    [
        ("建校。新建中小学12所，新增学位1.5万个。实行项目月调度。", ["实行项目周调度"], ["实行项目月调度"], "实行 实行"),
        ("建校。新建中小学12所，新增学位1.5万个。", ["实行项目周调度"], [], "实行 新增"),
        ("建校。加快进度。新建中小学12所，新增学位1.5万个。实行项目周调度。", [], ["加快进度"], "建校 加快"),
        ("扩校。新建小学12所。", ["建校", "新建中小学12所", "新增学位1.5万个", "实行项目周调度"], ["扩校", "新建小学12所"], "建校 扩校"),
        ("建校。新建中小学12所以上，新增学位1.5万个。实行项目周调度。", ["新建中小学12所"], ["新建中小学12所以上"], "新建 新建"),
    ],
)  # fmt: skip
def test_what_is_gone_and_what_has_come(other: str, gone: list[str], come: list[str], place: str) -> None:
    found = wording.compare(task("a-2023:1", WORDS, start=7), task("a-2024:1", other, start=20))
    assert found is not None
    assert [clause.text for clause in found.gone] == gone
    assert [clause.text for clause in found.come] == come
    assert all(WORDS[clause.start - 7 : clause.end - 7] == clause.text for clause in found.gone)
    assert all(other[clause.start - 20 : clause.end - 20] == clause.text for clause in found.come)
    begins = (WORDS[found.place[0] - 7 :][:2], other[found.place[1] - 20 :][:2])
    assert " ".join(begins) == place


def test_the_sentence_of_a_place() -> None:
    one = task("a-2023:1", WORDS, start=7)
    said = "新建中小学12所，新增学位1.5万个。"
    assert wording.sentence(one, 7 + WORDS.index("新增")) == (said, 10, 10 + len(said))
    assert wording.sentence(one, 7)[0] == "建校。"


_texts = st.lists(
    st.sampled_from(["建校", "新增学位3个", "培训教师50人", "实行周调度", "加快进度"]), min_size=1, max_size=6
)


@given(_texts, _texts)
def test_what_is_gone_one_way_comes_the_other_way(one: list[str], other: list[str]) -> None:
    ours, theirs = task("a-2023:1", "，".join(one)), task("a-2024:1", "。".join(other))
    there, back = wording.compare(ours, theirs), wording.compare(theirs, ours)
    assert (there is None) == (back is None) == (sorted(map(wording.plain, one)) == sorted(map(wording.plain, other)))
    if there and back:
        assert ([*there.gone], [*there.come]) == ([*back.come], [*back.gone])
        for found, texts in ((there, (ours, theirs)), (back, (theirs, ours))):
            assert all(
                wording.sentence(text, at)[0] in text.stretches[0].text
                for text, at in zip(texts, found.place, strict=True)
            )
