"""Partial names: pieces of one name, the best first, none where many fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edugraph.ask.question import Value
from edugraph.ask.spoken import Finder, Names

SHARE = Names(Value("share"), ("普惠性幼儿园覆盖率", "普惠性幼儿园在园幼儿占比"))
BUILT = Names(Value("built"), ("新改扩建普惠性幼儿园",))
DISABLED = Names(Value("disabled"), ("适龄残疾儿童义务教育入学率",))
FINDER = Finder([SHARE, BUILT, DISABLED], across=False)


def found(chars: str, finder: Finder = FINDER) -> dict[str, list[str]]:
    return {chars[start:end]: [value.label for value in values] for (start, end), values in finder.find(chars).items()}


def test_a_part_of_a_name() -> None:
    assert found("普惠性幼儿园")["普惠性幼儿园"] == ["share", "built"]
    assert found("覆盖率") == {"覆盖率": ["share"]}


def test_pieces_of_one_name() -> None:
    assert found("残疾儿童入学率")["残疾儿童入学率"] == ["disabled"]
    assert found("残疾儿童的入学率")["残疾儿童的入学率"] == ["disabled"]
    assert "幼儿园覆盖率新改扩建" not in found("幼儿园覆盖率新改扩建")


def test_pieces_of_several_names_of_a_value() -> None:
    pay = Names(Value("pay"), ("教师待遇与减负", "工资待遇"))
    assert found("教师工资待遇", Finder([pay], across=True))["教师工资待遇"] == ["pay"]
    assert "教师工资待遇" not in found("教师工资待遇", Finder([pay], across=False))


def test_what_many_names_share_is_none() -> None:
    many = [Names(Value(str(at)), (f"示范学校{at}型",)) for at in range(9)]
    assert found("示范学校", Finder(many, across=False)) == {}


def test_values_say_how_well_they_are_named() -> None:
    (part,) = FINDER.find("覆盖率").values()
    assert (part[0].exact, part[0].pieces) == (False, False)
    pieces = FINDER.find("残疾儿童入学率")[0, 7]
    assert pieces[0].pieces


@given(st.text(alphabet="普惠性幼儿园覆盖率的", max_size=20))
def test_every_stretch_begins_and_ends_with_a_piece(chars: str) -> None:
    for (start, end), values in FINDER.find(chars).items():
        assert end - start >= 3
        assert values
        assert any(chars[start : start + 2] in form for one in (SHARE, BUILT, DISABLED) for form in one.forms)
        assert any(chars[end - 2 : end] in form for one in (SHARE, BUILT, DISABLED) for form in one.forms)


def test_every_name_that_holds_the_pieces_in_their_order() -> None:
    names = [Names(Value(form), (form,)) for form in ("思政课建设的意见", "思政课建设的实施意见", "意见与思政课")]
    every = found("思政课建设的意见", Finder(names, across=False, every=True))
    assert every["思政课建设的意见"] == ["思政课建设的意见", "思政课建设的实施意见"]
    assert found("思政课建设的意见", Finder(names, across=False))["思政课建设的意见"] == ["思政课建设的意见"]
