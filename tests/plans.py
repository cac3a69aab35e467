"""Made-up plans: a county with two of one year and an earlier one, a district, and a county whose plan is of another year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import catalogue
from edugraph.build import build
from edugraph.store import Store, open_graph

if TYPE_CHECKING:
    from pathlib import Path

POINTS, DEEDS, EARLIER = "yunling-2024", "yunling-deeds-2024", "yunling-2023"
TEXTS = {
    POINTS: (
        "云岭县教育局2024年工作要点\n1.扩大学位供给。新建县第五幼儿园,改扩建乡镇公办园4所,新增学位900个。(责任股室:基教股)\n"
        "2.推进集团化办学。组建教育集团3个,探索校际合作,用好剪纸等非遗资源。(责任股室:人事股)\n"
    ),
    DEEDS: (
        "云岭县教育局2024年民生实事\n1.改善办学条件。建成智慧食堂6个,新增学位300个。(责任股室:计财股)\n"
        "2.关爱学生。开展心理健康教育讲座20场。(责任股室:安全股)\n"
    ),
    EARLIER: "云岭县教育局2023年工作要点\n1.扩大学位供给。新增学位500个。\n2.推进集团化办学。组建教育集团2个。\n",
    "lanxi-2024": (
        "澜溪区教育局2024年工作要点\n1.扩大学位供给。新增学位1200个。\n2.心理健康。推进心理健康教育,配备心理教师20名。\n"
    ),
    "baiyan-2022": "白雁县教育局2022年工作要点\n1.扩大学位供给。新增学位700个。\n2.推进集团化办学。组建教育集团5个。\n",
    "qingwu-2024": "青梧市教育局2024年工作要点\n1.扩大学位供给。新增学位2500个。\n2.守牢安全底线。加强校园安全管理。\n",
}


def graph(folder: Path) -> Store:
    """The graph of these plans."""
    for key, text in TEXTS.items():
        (folder / f"{key}.txt").write_text(text, encoding="utf-8")
    build(catalogue.entries([folder]), folder / "graph")
    return open_graph(folder / "graph")
