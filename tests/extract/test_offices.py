"""What kind of office a name stands for, and whether it is a unit of the bureau."""

from __future__ import annotations

import pytest

from edugraph.extract import offices
from edugraph.extract.responsibilities import find
from edugraph.facts import Responsibility
from tests.structure.reading import CITIES, real

UNITS = [
    pytest.param("基础教育处", True, id="handan-6"),
    pytest.param("教育质量评估监测中心", True, id="handan-6-centre"),
    pytest.param("找抓补促工作专班", True, id="handan-3"),
    pytest.param("机关党委", True, id="handan-4"),
    pytest.param("市电化教育馆", True, id="jining-22"),
    pytest.param("基教科", True, id="zaozhuang-2"),
    pytest.param("各区（市）教体局", False, id="zaozhuang-1"),
    pytest.param("市直中小学校", False, id="zaozhuang-1-schools"),
    pytest.param("枣庄三中", False, id="zaozhuang-8"),
    pytest.param("枣庄经济学校", False, id="zaozhuang-10"),
    pytest.param("各基层学校", False, id="rongcheng-9"),
    pytest.param("各县（市、区）政府", False, id="made-governments"),
    pytest.param("团县委", False, id="made-league"),
    pytest.param("市发展改革委", False, id="made-commission"),
    pytest.param("县委编办", False, id="made-office-of-the-party"),
    pytest.param("市财政局教科文处", False, id="made-unit-of-another-bureau"),
    pytest.param("市教育局基教处", True, id="made-unit-with-its-bureau"),
    pytest.param("市委教育工委", True, id="made-party-committee-for-education"),
    pytest.param("市教育考试中心", True, id="made-centre-of-the-city"),
]


@pytest.mark.parametrize(("name", "unit"), UNITS)
def test_units(name: str, unit: bool) -> None:
    assert offices.is_unit(name) == unit


def test_names_of_one_function_meet() -> None:
    assert offices.functions("基教科") == offices.functions("基础教育处") != ()


def test_an_office_may_have_several_functions() -> None:
    assert len(offices.functions("高等教育与职业教育处")) == 2
    assert set(offices.functions("规财科")) >= set(offices.functions("财务处")) != set()


def test_a_function_is_named_once() -> None:
    found = offices.functions("教育教育教研科研中心")
    assert len(found) == len(set(found))


def test_a_name_without_a_known_function() -> None:
    assert offices.functions("山水科") == ()


@pytest.mark.parametrize("city", CITIES)
def test_offices_of_real_plans_have_a_function_or_are_none_of_the_bureau(city: str) -> None:
    plan = real(city)
    facts = [fact for task in plan.tasks for fact in find(plan, task)]
    names = {fact.organisation for fact in facts if isinstance(fact, Responsibility)}
    assert {name for name in names if offices.is_unit(name) and not offices.functions(name)} == set()
