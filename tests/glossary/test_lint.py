"""What is wrong with words of one's own: each mistake with its file, its line and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import glossary, resources
from edugraph.errors import InputError
from edugraph.vocabulary import LISTS, scheme

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """@prefix edu: <https://w3id.org/edugraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix theme: <https://w3id.org/edugraph/theme/> .

"""
NIGHT = '<夜校> a skos:Concept ; skos:prefLabel "社区夜校"@zh'


def _checked(folder: Path, **files: str) -> list[glossary.Finding]:
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(text, encoding="utf-8")
    return glossary.check([folder])[1]


def _turtle(folder: Path, text: str, name: str = "themes") -> list[tuple[int, str]]:
    return [(one.line, one.finding) for one in _checked(folder, **{f"{name}_ttl": HEAD + text})]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{NIGHT} .", id="a-name-is-enough"),
        pytest.param(f'{NIGHT}, "Night schools"@en ; skos:altLabel "夜课堂"@zh-CN .', id="synonym-with-region"),
        pytest.param(f"{NIGHT} ; skos:broader theme:13 .", id="under-a-packaged-one"),
        pytest.param(f'{NIGHT} ; skos:altLabel "评价督导夜校"@zh ; skos:broader theme:13 .', id="narrower"),
        pytest.param('theme:13 skos:altLabel "督学夜访"@zh .', id="more-of-a-packaged-one"),
        pytest.param(
            'theme:13 skos:prefLabel "教育评价与督导"@zh ; skos:altLabel "督学夜访"@zh .', id="its-own-name-again"
        ),
        pytest.param(
            f'{NIGHT} ; skos:inScheme <https://w3id.org/edugraph/theme> ; skos:notation "90" .', id="notation"
        ),
        pytest.param(
            '<https://example.org/t/1> a skos:Concept ; skos:prefLabel "社区夜校"@zh, "École du soir"@fr .',
            id="iri-and-language-of-elsewhere",
        ),
        pytest.param(f"<https://w3id.org/edugraph/theme> a skos:ConceptScheme .\n{NIGHT} .", id="with-the-scheme"),
    ],
)
def test_right_turtle(tmp_path: Path, text: str) -> None:
    assert _turtle(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "line", "finding"),
    [
        pytest.param(f"{NIGHT}\n", 6, "not Turtle", id="no-full-stop"),
        pytest.param(f"{NIGHT}；", 5, "not Turtle", id="full-width-semicolon"),
        pytest.param('other:x skos:prefLabel "社区夜校"@zh .', 5, "not Turtle", id="prefix-not-declared"),
        pytest.param('<夜校> a skos:Concept ;\n  skos:prefLabel "Night"@en .', 5, "夜校 has no Chinese name", id="no-zh"),
        pytest.param('<夜校> a skos:Concept ;\n  skos:prefLabel "社区夜校" .', 6, "社区夜校 has no language", id="no-language"),
        pytest.param(f'{NIGHT} ;\n  skos:altLabel "夜课堂"@zh,\n    ""@zh .', 7, "an empty label of 社区夜校", id="empty"),
        pytest.param(f'{NIGHT} ;\n  skos:altLabel " "@zh .', 6, "an empty label of 社区夜校", id="blank"),
        pytest.param(f'{NIGHT} ;\n  skos:hiddenLabel "夜"@zh .', 6, "夜 is one character", id="one-character"),
        pytest.param(f'{NIGHT} ;\n  skos:altLabel "双减"@zh .', 6, "双减 is a word of 双减 already", id="packaged-name"),
        pytest.param(f'{NIGHT} .\n<班> skos:prefLabel "夜班"@zh ;\n  skos:altLabel "社区夜校"@zh .', 7, "社区夜校 is a word of 社区夜校 already (line 5", id="own-name"),
        pytest.param(f'{NIGHT} ;\n  skos:prefLabel "市民夜校"@zh .', 6, "市民夜校: the concept is called 社区夜校", id="two-names"),
        pytest.param('theme:13\n  skos:prefLabel "督导"@zh .', 6, "督导: the concept is called 教育评价与督导 already", id="renamed"),
        pytest.param(f'{NIGHT} ;\n  skos:notation "13" .', 6, "the notation 13 is that of", id="notation-taken"),
        pytest.param(f'{NIGHT} ; skos:notation "90" .\n<班> skos:prefLabel "夜班"@zh ;\n  skos:notation "90" .', 7, "the notation 90 is that of", id="own-notation-taken"),
        pytest.param('theme:13 skos:notation "99" .', 5, "has the notation 13", id="notation-changed"),
        pytest.param(f"{NIGHT} ;\n  skos:broader <nowhere> .", 6, "nowhere is no concept of themes", id="no-broader"),
        pytest.param(f'{NIGHT} ;\n  skos:broader <班> .\n<班> skos:prefLabel "夜班"@zh ; skos:broader <夜校> .', 6, "社区夜校 stands below itself", id="circle"),
        pytest.param(f"{NIGHT} ; skos:broader <夜校> .", 5, "stands below itself", id="its-own-broader"),
        pytest.param('theme:13 skos:broader theme:12 .', 5, "教育评价与督导 has its place", id="moved"),
        pytest.param(f"{NIGHT} ; skos:inScheme <https://example.org/mine> .", 5, "<https://example.org/mine> is no list", id="scheme"),
        pytest.param('theme:13 skos:inScheme <https://w3id.org/edugraph/office> .', 5, "is of themes, not of offices", id="list-of-another"),
        pytest.param("<a> a edu:Plan .", 1, "no concept in it", id="nothing"),
    ],
)  # fmt: skip
def test_wrong_turtle(tmp_path: Path, text: str, line: int, finding: str) -> None:
    assert any(at == line and finding in said for at, said in _turtle(tmp_path, text)), _turtle(tmp_path, text)


def test_a_file_of_another_name_says_its_list(tmp_path: Path) -> None:
    other = NIGHT.replace("<夜校>", "<https://example.org/t/1>")
    assert _turtle(tmp_path, f"{other} .", "mine") == [(5, "社区夜校 is in no list.")]
    assert _turtle(tmp_path, f"{other} ; skos:inScheme <https://w3id.org/edugraph/theme> .", "mine") == []
    assert _turtle(tmp_path, 'theme:90 skos:prefLabel "社区夜校"@zh .', "mine") == []


@pytest.mark.parametrize(
    ("name", "text", "line", "finding"),
    [
        pytest.param("themes", "名称,别名\n社区夜校,夜课堂、市民课堂\n", 0, "", id="theme"),
        pytest.param("主题", "名称\t别名\n社区夜校\t夜课堂\n", 0, "", id="tabs-and-chinese-file-name"),
        pytest.param("themes", "name,synonyms,broader\n社区夜校,夜课堂,13\n夜间助学,,社区夜校\n", 0, "", id="broader-by-notation-and-name"),
        pytest.param("themes", "名称,别名\n双减,夜间减负\n13,督学夜访\n", 0, "", id="more-by-name-and-notation"),
        pytest.param("themes", "名称,别名\n\n社区夜校,\n,\n", 0, "", id="empty-lines"),
        pytest.param("指标", "名称,写法,计量\n社区夜校数,新建夜校,所、个\n", 0, "", id="indicator"),
        pytest.param("offices", "名称,写法\n夜校管理,夜校办\n", 0, "", id="office"),
        pytest.param("units", "名称,别名,类别\n窑次,窑,count\n", 0, "", id="unit-of-one-character"),
        pytest.param("bureaus", "名称\n教育社会服务局\n", 0, "", id="bureau"),
        pytest.param("genres", "名称,写法\n工作要点,年度要事\n", 0, "", id="words-of-a-closed-list"),
        pytest.param("genres", "名称\n年度要事\n", 2, "年度要事: genres take more words, but no new concept", id="closed-list"),
        pytest.param("themes", "名称,别称\n社区夜校,夜课堂\n", 1, "no column is called 别称", id="head"),
        pytest.param("themes", "社区夜校,夜课堂\n", 1, "no column is called 社区夜校", id="no-heads"),
        pytest.param("themes", "别名\n夜课堂\n", 1, "no column 名称", id="no-name-column"),
        pytest.param("themes", "名称,别名\n社区夜校,\n,夜课堂\n", 3, "a line without a name", id="no-name"),
        pytest.param("夜校表", "名称\n社区夜校\n", 1, "no list is called 夜校表", id="file-name"),
        pytest.param("themes", "名称,别名\n社区夜校,夜\n", 2, "夜 is one character", id="short"),
        pytest.param("themes", "名称,上级\n社区夜校,继续教育夜\n", 2, "继续教育夜 is no concept of themes", id="no-broader"),
        pytest.param("themes", "名称,上级\n社区夜校,夜间助学\n夜间助学,社区夜校\n", 2, "stands below itself", id="circle"),
        pytest.param("themes", "名称,别名\n社区夜校,夜课堂\n市民课堂,夜课堂\n", 3, "夜课堂 is a word of 社区夜校 already (line 2", id="shared"),
        pytest.param("themes", "名称\n五育并举\n", 2, "五育并举 is a word of 立德树人与五育并举 already", id="name-is-a-synonym"),
        pytest.param("indicators", "名称\n社区夜校数\n", 2, "社区夜校数 has no units", id="no-units"),
        pytest.param("indicators", "名称,计量\n社区夜校数,夜\n", 2, "夜 is no unit", id="unit-unknown"),
        pytest.param("indicators", "名称,计量,方向\n社区夜校数,所,上升\n", 2, "上升 is none of up, down, none", id="direction"),
        pytest.param("units", "名称,别名\n堂课,堂\n", 2, "堂课 has no kind", id="no-kind"),
        pytest.param("units", "名称,写法,类别\n窑次,窑,count\n", 2, "窑: a unit is found by its synonyms", id="unit-by-form"),
        pytest.param("themes", "名称,别名\n社区夜校,\"夜课堂\n", 2, "not CSV", id="open-quote"),
        pytest.param("themes", "名称,别名\n社区夜校,\"夜课堂\n夜间学堂\"\n", 0, "", id="lines-in-a-cell"),
        pytest.param("themes", "名称\n\"社区\n夜校\"\n", 3, "社区 … holds a line break", id="name-of-two-lines"),
        pytest.param("themes", "", 1, "no column 名称", id="empty-file"),
        pytest.param("themes", "名称\n夜校\0班\n", 1, "no text in an encoding that is known", id="no-text"),
    ],
)  # fmt: skip
def test_sheets(tmp_path: Path, name: str, text: str, line: int, finding: str) -> None:
    found = [(one.line, one.finding) for one in _checked(tmp_path, **{f"{name}_csv": text})]
    if line:
        assert any(at == line and finding in said for at, said in found), found
    else:
        assert found == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_sheet_in_the_encoding_of_a_spreadsheet(tmp_path: Path, encoding: str) -> None:
    text = "名称,别名\r\n社区夜校,市民夜课堂、夜间学堂\r\n"
    (tmp_path / "主题.csv").write_bytes(text.encode(encoding))
    words, findings = glossary.check([tmp_path])
    assert findings == []
    (theme,) = words.added["themes"]
    assert (theme.label, theme.notation, theme.alt) == ("社区夜校", "社区夜校", ("市民夜课堂", "夜间学堂"))


def test_what_is_no_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "主题.xlsx").write_bytes(b"PK")
    (tmp_path / "~$主题.xlsx").write_bytes(b"")
    assert [one.finding for one in glossary.check([tmp_path])[1]] == ["a workbook is not read."]
    (tmp_path / "none").mkdir()
    assert [one.finding for one in glossary.check([tmp_path / "none"])[1]] == ["no list in it."]
    with pytest.raises(InputError, match="no such folder"):
        glossary.check([tmp_path / "nowhere"])


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "themes.csv").write_text("名称,别名\n社区夜校,夜\n双减,减\n", encoding="utf-8")
    (tmp_path / "offices.ttl").write_text("<a>", encoding="utf-8")
    with pytest.raises(InputError, match="3 mistakes") as error:
        glossary.read([tmp_path])
    places = [line.strip().partition(": ")[0] for line in str(error.value).split("\n")[1:]]
    assert places == [f"{tmp_path}/offices.ttl:1", f"{tmp_path}/themes.csv:2", f"{tmp_path}/themes.csv:3"]


@pytest.mark.parametrize("name", sorted(LISTS.values()))
def test_the_packaged_lists_hold_and_add_nothing(name: str) -> None:
    words, findings = glossary.check([resources.folder("ontology") / f"{name}.ttl"])
    assert findings == []
    assert words.added == {}


@pytest.mark.parametrize("part", sorted(LISTS))
def test_lists_are_named_by_their_schemes(part: str) -> None:
    base = f"https://w3id.org/edugraph/{part}/"
    assert all(one.iri.startswith(base) for one in scheme(LISTS[part]).concepts)


def test_concepts_of_two_files_are_one(tmp_path: Path) -> None:
    words = _checked(
        tmp_path,
        themes_csv="名称,别名\n社区夜校,夜课堂\n",
        more_ttl=f'{HEAD}theme:社区夜校 skos:altLabel "夜间学堂"@zh .',
    )
    assert words == []
    (theme,) = glossary.read([tmp_path]).added["themes"]
    assert set(theme.alt) == {"夜课堂", "夜间学堂"}


def test_what_an_indicator_measures_follows_from_its_units(tmp_path: Path) -> None:
    (tmp_path / "指标.csv").write_text(
        "名称,计量,口径\n夜校覆盖率,%,\n夜校数,所、个,\n在办夜校数,所,stock\n", encoding="utf-8"
    )
    added = glossary.read([tmp_path]).added["indicators"]
    assert {one.label: (one.value("measure"), one.values("family")) for one in added} == {
        "夜校覆盖率": ("share", ("share",)),
        "夜校数": ("flow", ("institution", "thing")),
        "在办夜校数": ("stock", ("institution",)),
    }
