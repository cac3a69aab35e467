"""What is given to a question: any name of a thing is understood, and one that names nothing is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import answers, query
from edugraph.errors import MissingError, UsageError
from edugraph.parameters import Parameters, kind
from edugraph.table import Table

if TYPE_CHECKING:
    from edugraph.store import Store

NOTHING = "乌有之名"
SAMPLES = {
    "plan": "handan-2023", "task": "28", "theme": "双减", "themes": "双减、课后服务", "indicator": "新增学位",
    "city": "邯郸市", "other": "济宁市", "section": "强力推进九项工程", "words": "双减", "cities": "邯郸市、济宁市",
}  # fmt: skip
FREE = {("mentions", "words"), ("results", "indicator")}
"""Any words will do: that there are no rows is the answer; and the five plans tell no results at all."""
EVERY = [
    (name, parameter)
    for name, header in query.headers().items()
    for parameter in header.parameters
    if (name, parameter) not in FREE
]


def rows(store: Store, name: str, /, **parameters: str) -> list[dict[str, str]]:
    found = answers.question(name, parameters)(store)
    assert isinstance(found, Table)
    return found.dicts()


@pytest.mark.parametrize(("name", "parameter"), EVERY)
def test_what_names_nothing_is_refused_by_every_question(store: Store, name: str, parameter: str) -> None:
    given = {one: SAMPLES[one] for one in query.headers()[name].required} | {parameter: NOTHING}
    with pytest.raises((MissingError, UsageError), match=NOTHING):
        rows(store, name, **given)


@pytest.mark.parametrize(
    ("name", "given", "plain"),
    [
        ("targets", {"plan": "邯郸"}, {"plan": "handan-2023"}),
        ("targets", {"plan": "邯郸市2023年"}, {"plan": "handan-2023"}),
        ("targets", {"plan": "130400"}, {"plan": "handan-2023"}),
        ("targets", {"indicator": "普惠园覆盖率"}, {"indicator": "普惠性幼儿园覆盖率"}),
        ("themes-lacking", {"city": "荣成"}, {"city": "荣成市"}),
        ("overlap-themes", {"theme": "德育工作"}, {"theme": "德育"}),
        ("overlap-themes", {"cities": "邯郸, 荣成"}, {"cities": "邯郸市、荣成市"}),
        ("responsibilities", {"role": "牵头"}, {"role": "lead"}),
        ("responsibilities", {"role": "牵头单位"}, {"role": "lead"}),
        ("offices", {"function": "基教"}, {"function": "基础教育"}),
        ("cities-of-theme", {"theme": "双减", "except": "邯郸"}, {"theme": "双减", "except": "邯郸市"}),
        ("themes-of-city", {"except": "双减"}, {"except": "双减"}),
        ("theme-cells", {"theme": "“双减”"}, {"theme": "双减"}),
    ],
)  # fmt: skip
def test_a_thing_goes_by_any_of_its_names(
    store: Store, name: str, given: dict[str, str], plain: dict[str, str]
) -> None:
    found = rows(store, name, **given)
    assert found
    assert found == rows(store, name, **plain)
    assert kind(query.headers()[name], next(iter(given)))


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("themes-lacking", {"city": "荣城"}, "no plan of 荣城. Did you mean 荣成市? It holds: 邯郸市、济宁市"),
        ("themes-lacking", {"city": "北京"}, "no plan of 北京市. It holds"),
        ("targets", {"plan": "handan-2022"}, "no plan of handan-2022. Did you mean handan-2023?"),
        ("overlap-themes", {"theme": "集团"}, "no theme 集团. Did you mean 集团化办学?"),
        ("responsibilities", {"organisation": "基教处"}, "no office 基教处. Did you mean 基础教育处"),
        ("responsibilities", {"role": "chief"}, "no role chief. It is one of: cooperating, lead, leader"),
        ("leaders", {"name": "邓琪"}, "no person 邓琪. Did you mean 邓淇?"),
        ("targets", {"indicator": "学位"}, "no indicator 学位. Did you mean 新增学位"),
        ("task", {"plan": "邯郸", "task": "99"}, "no task 99 of handan-2023"),
        ("measures-who", {"plan": "枣庄", "task": "2", "measure": "99"}, "no measure 99 of task 2 of zaozhuang-2023. It is one of: 1"),
        ("measures-who", {"plan": "邯郸", "task": "1", "measure": "1"}, "no measure 1 of task 1 of handan-2023."),
        ("tasks-of-office", {"organisation": "基教处"}, "no office 基教处"),
        ("facts", {"kind": "fact"}, "no kind fact. It is one of: citation, leader"),
        ("counts", {"order": "up"}, "order=up: it is one of asc, desc"),
        ("targets-due", {"before": "soon"}, "before=soon: it is a date: 2023"),
        ("themes-shared", {"least": "few"}, "least=few: it is a number from 1 up"),
        ("overlap-themes", {"cities": "、"}, "cities: name at least one"),
    ],
)  # fmt: skip
def test_a_refusal_names_what_is_near(store: Store, name: str, given: dict[str, str], message: str) -> None:
    needed = {one: SAMPLES[one] for one in query.headers()[name].required} | given
    with pytest.raises((MissingError, UsageError)) as caught:
        rows(store, name, **needed)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("of", "name", "label"),
    [
        ("theme", "思政课", "思政课一体化建设"),
        ("theme", "双减", "双减"),
        ("function", "基教科", "基础教育"),
        ("indicator", "新增学位", "新增学位"),
        ("role", "责任单位", "responsible"),
    ],
)
def test_concepts_by_any_of_their_forms(store: Store, of: str, name: str, label: str) -> None:
    assert Parameters(store).named(of, name) == label


def test_a_name_of_several_things_is_told(store: Store) -> None:
    forms = Parameters(store).forms("theme")
    several = next(form for form, labels in forms.items() if len(labels) > 1)
    with pytest.raises(UsageError, match=r"stands for several: .* Name one of them"):
        Parameters(store).named("theme", several)
    with pytest.raises(UsageError, match="规财 stands for several: 财务、发展规划"):
        Parameters(store).named("function", "规财")
    for label in forms[several]:
        assert Parameters(store).named("theme", label) == label
