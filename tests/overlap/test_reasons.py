"""Why two tasks are near: passages with their places, and what the parts come from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edugraph.overlap.reasons import Pair, shared, why
from edugraph.overlap.vectors import space
from tests.overlap.made import task

TEXTS = st.text(alphabet="甲乙丙丁戊,。 \n", max_size=60)


def test_passages_come_longest_first_with_their_places() -> None:
    one = task("a:1", "监管。持续强化校外 培训机构监管,规范办学行为。", start=100)
    other = task("b:1", "治理。对校外培训机构监管不力的,规范办学。", start=7)
    found = shared(space([one, other]), Pair(0, 1, 1))
    assert [passage.words for passage in found] == ["校外培训机构监管", "规范办学"]
    assert one.quote(*found[0].one) == "校外 培训机构监管"
    assert other.quote(*found[0].other) == "校外培训机构监管"


def test_what_is_shared_of_a_set_phrase_is_no_reason() -> None:
    usual = "全面贯彻党的教育方针"
    found = shared(space([task("a:1", f"{usual},开展家访"), task("b:1", f"{usual},改造食堂")]), Pair(0, 1, 1))
    assert found == []


@given(TEXTS, TEXTS)
def test_every_passage_stands_in_both_texts(one: str, other: str) -> None:
    ours, theirs = task("a:1", one, start=5), task("b:1", other, start=9)
    for passage in shared(space([ours, theirs]), Pair(0, 1, 1)):
        for profile, place in ((ours, passage.one), (theirs, passage.other)):
            assert "".join(profile.quote(*place).split()) == passage.words


def test_parts_are_told_with_what_they_come_from() -> None:
    tasks = [
        task("a:1", "双减。规范校外培训机构。", themes=("双减",)),
        task("b:1", "双减。治理校外培训机构。", themes=("双减",)),
        task("c:1", "足球。校园足球。"),
    ]
    found = space(tasks)
    (said,) = why(found, [Pair(0, 1, 0.5)])
    assert said.startswith("words 0.")
    assert "“校外培训机构”" in said
    assert "theme 0.15 双减" in said
    assert why(found, [Pair(0, 2, 0.1)]) == ["faint"]
