"""Tables with one cell a line, or with cells missing: dealt out to the columns by what they hold."""

from __future__ import annotations

import pytest

from tests.structure.reading import read
from tests.structure.test_table import rows

HEAD = "序号\n工作任务\n工作内容\n责任单位\n分管领导\n完成时限\n"
LONG = "新建改扩建中小学校3所，增加学位5000个。"

TABLES = [
    pytest.param(
        f"{HEAD}1\n学校建设\n{LONG}\n发展规划科\n张三\n12月底\n2\n教师培训\n{LONG}\n人事科\n李四\n全年",
        [
            f"1 学校建设: ={LONG} 责任单位=发展规划科 分管领导=张三",
            f"2 教师培训: ={LONG} 责任单位=人事科 分管领导=李四",
        ],
        id="made-whole",
    ),
    pytest.param(
        f"{HEAD}一、党建引领\n1\n学校建设\n{LONG}\n发展规划科\n/\n12月底\n2\n教师培训\n{LONG}\n人事科\n李四\n全年",
        [
            f"1 学校建设: ={LONG} 责任单位=发展规划科 分管领导=/",
            f"2 教师培训: ={LONG} 责任单位=人事科 分管领导=李四",
        ],
        id="made-heading-and-empty-cell",
    ),
    pytest.param(
        f"{HEAD}1\n学校建设\n{LONG}\n发展规划科\n张三\n12月底\n{LONG}\n基教科\n李四\n全年\n2\n教师培训\n{LONG}\n人事科\n王五\n全年",
        [
            f"1 学校建设: 1={LONG} 2={LONG} 1责任单位=发展规划科 1分管领导=张三 2责任单位=基教科 2分管领导=李四",
            f"2 教师培训: ={LONG} 责任单位=人事科 分管领导=王五",
        ],
        id="made-two-rows-of-one-number",
    ),
    pytest.param(
        f"|\n序号 |\n工作任务 |\n工作内容 |\n责任单位 |\n|\n1 |\n学校建设 |\n{LONG} |\n发展规划科 |\n|\n2 |\n教师培训 |\n{LONG} |\n人事科 |\n|\n"
        f"3 |\n校园安全 |\n{LONG} |\n安全科 |\n|\n4 |\n学生资助 |\n{LONG} |\n资助中心 |\n",
        [
            f"{at} {title}: ={LONG} 责任单位={office}"
            for at, title, office in [
                (1, "学校建设", "发展规划科"),
                (2, "教师培训", "人事科"),
                (3, "校园安全", "安全科"),
                (4, "学生资助", "资助中心"),
            ]
        ],
        id="made-bars-behind-cells",
    ),
    pytest.param(
        f"类别 | 事项名称 | 工作内容 | 责任单位 | 分管领导 |\n一、党建 | 1.学校建设 | {LONG} | 发展规划科 | 张三 |\n2.教师培训 | {LONG} | 人事科 | 李四 |\n{LONG} | 财务科 | 王五 |",
        [
            f"1 学校建设: ={LONG} 责任单位=发展规划科 分管领导=张三",
            f"2 教师培训: 1={LONG} 2={LONG} 1责任单位=人事科 1分管领导=李四 2责任单位=财务科 2分管领导=王五",
        ],
        id="made-merged-cells-missing",
    ),
    pytest.param(
        "| 序号 | 工作任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 甲 | 基教科 |\n| 2 | 乙 | 人事科 |",
        ["1 甲: 责任单位=基教科", "2 乙: 责任单位=人事科"],
        id="made-markdown",
    ),
    pytest.param(
        "序号\t工作任务\t责任分工\t\t完成时限\n\t\t牵头科室\t配合科室\t\n1\t甲\t基教科\t人事科\t全年\n2\t乙\t财务科\t督导室\t全年",
        ["1 甲: 牵头科室=基教科 配合科室=人事科", "2 乙: 牵头科室=财务科 配合科室=督导室"],
        id="made-two-level-head",
    ),
    pytest.param(
        "序号\t工作任务\t工作内容\t责任单位\n1\t甲\t建校。\t基教科\n〃\t〃\t建园。\t〃\n2\t乙\t培训。\t〃",
        ["1 甲: 1=建校。 2=建园。 责任单位=基教科", "2 乙: =培训。 责任单位=基教科"],
        id="made-dittos",
    ),
]


@pytest.mark.parametrize(("text", "tasks"), TABLES)
def test_tables(text: str, tasks: list[str]) -> None:
    assert rows(text) == tasks


def test_a_paragraph_behind_a_table_is_no_cell() -> None:
    heads = "序号\n重点任务\n责任单位\n配合单位\n"
    closing = "新的一年，我们将在县委、县政府的坚强领导下，锐意进取，真抓实干，办好人民满意的教育。"
    for row in ("2\n改造食堂4所。\n计财股\n基教股\n", "2\n改造食堂4所。\n计财股\n"):
        plan = read(f"{heads}1\n新增学位2000个。\n基教股\n计财股\n{row}{closing}\n相关附件：\n")
        assert plan.quote(plan.tasks[-1].clauses[-1].body) in {"基教股", "计财股"}


def test_a_row_that_lacks_a_cell_is_told_as_dealt_out() -> None:
    heads = "序号\n重点任务\n责任单位\n配合单位\n"
    whole, lacking = "1\n新增学位2000个。\n基教股\n计财股\n", "2\n改造食堂4所。\n计财股\n"
    plan = read(f"{heads}{whole}{lacking}3\n招聘教师60名。\n人事股\n基教股\n")
    assert plan.dealt == {"2"}
