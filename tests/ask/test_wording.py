"""Words of a question that no list knows, looked up in the texts of the plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask
from edugraph.ask import guards, wording
from edugraph.ask.question import Question
from edugraph.ask.texts import Texts

if TYPE_CHECKING:
    from edugraph.ask.lexicon import Lexicon
    from edugraph.store import Store


@pytest.fixture(scope="module")
def texts(store: Store) -> Texts:
    return Texts(store)


def test_the_longest_words_are_found(lexicon: Lexicon, texts: Texts) -> None:
    found = wording.read(lexicon, texts, Question("枣庄要建几座过街天桥，是哪个处室管的"))
    assert found.said == ("过街天桥",)
    assert found.tasks == {("zaozhuang-2023", "7")}
    assert found.whole


def test_a_word_that_no_plan_says_is_left(lexicon: Lexicon, texts: Texts) -> None:
    found = wording.read(lexicon, texts, Question("荣成用无人机巡查过街天桥吗"))
    assert not found.whole
    assert found.left


def test_the_end_of_a_word_finds_more(lexicon: Lexicon, texts: Texts) -> None:
    found = wording.read(lexicon, texts, Question("哪些城市写了防范校园欺凌"))
    assert [core for core, _ in found.wider] == ["欺凌"]
    assert not wording.read(lexicon, texts, Question("哪些城市写了中医药大讲堂")).wider


def test_of_joined_words_either_is_enough(lexicon: Lexicon, texts: Texts) -> None:
    found = wording.read(lexicon, texts, Question("邯郸的体育节和艺术节是第几届"))
    assert found.tasks == {("handan-2023", "24"), ("handan-2023", "26")}


def test_a_name_of_a_theme_is_no_free_word(lexicon: Lexicon, texts: Texts) -> None:
    assert not wording.read(lexicon, texts, Question("邯郸的审计监督")).free
    assert wording.read(lexicon, texts, Question("枣庄的过街天桥")).free


def test_passages_of_a_task_hold_the_words(texts: Texts) -> None:
    (one,) = texts.of(("rongcheng-2023", "52"), ["工资保障监管账户"])
    assert one.measure == "2"
    assert len(texts.of(("rongcheng-2023", "52"), ["过街天桥"])) > 1


def test_common_words_tell_nothing(texts: Texts) -> None:
    assert texts.common("学生")
    assert texts.seldom("过街天桥")
    assert not texts.seldom("学生")


def test_a_place_in_a_longer_word_of_a_plan_is_none(texts: Texts) -> None:
    assert texts.holds("荣成滨海马拉松", "滨海")
    assert not texts.holds("滨海新增多少学位", "滨海")


def test_who_answers_is_told_with_the_sentence(store: Store) -> None:
    found = ask.answer(store, "济宁城乡教育共同体要建多少个，由谁负责")
    assert guards.BY_WORDS in found.doubts
    assert "市电化教育馆" in {row["who"] for row in found.table.dicts()}
    assert any("15个城乡教育共同体" in note for note in found.notes)


def test_cities_that_say_a_word_nowhere(store: Store) -> None:
    found = ask.answer(store, "哪些城市没有提到过街天桥")
    assert "枣庄市" not in {row["city"] for row in found.table.dicts()}
    assert any("枣庄市 7" in note for note in found.notes)


def test_words_of_one_city_do_not_answer_for_two(store: Store) -> None:
    found = ask.answer(store, "枣庄和邯郸在乡村学校食堂上的做法有什么不同")
    assert {row["plan"] for row in found.table.dicts()} == {"zaozhuang-2023", "handan-2023"}
