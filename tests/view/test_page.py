"""The page as a file: whole in itself, inert, the same each time."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markupsafe import Markup

from edugraph.view import explorer, page, vis
from tests.view.rows import HOSTILE, hostile, small

if TYPE_CHECKING:
    from tests.view.rows import Tables

STATIC = Path(page.__file__).parent / "static"
OWN = sorted(path for path in STATIC.rglob("*.js") if path.parent.name != "vendor")
STYLES = sorted(STATIC.rglob("*.css"))


class Reader(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self._open = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag in ("script", "style")
        if self._open:
            self.inside.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in ("script", "style")

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attributes, before = self.inside.pop()
            self.inside.append((tag, attributes, before + data))

    def held(self, name: str) -> str:
        """The text of the element of a name."""
        (text,) = [text for _, attributes, text in self.inside if attributes.get("id") == name]
        return text

    def pack(self, name: str) -> Any:
        """The value of a pack."""
        return json.loads(gzip.decompress(b64decode(self.held(f"pack/{name}"))))


def render(tables: Tables, tabs: tuple[str, ...] = ("network",)) -> str:
    """A page with the network of some rows."""
    plans = [{"plan": row["plan"], "city": row["city"], "title": row["title"]} for row in tables["plans"]]
    names = {row["label"]: row["label_en"] for row in tables["labels"]}
    return page.render(tabs, {"plans": plans, "names": names}, {"network": vis.pack(tables)})


@pytest.fixture(scope="module")
def attacked() -> Reader:
    return Reader(render(hostile()))


def test_the_page_loads_nothing() -> None:
    reader = Reader(render(small()))
    for tag, attributes in reader.tags:
        assert tag not in {"link", "iframe", "img", "object", "embed", "base"}
        assert not {"src", "srcset", "action", "style"} & attributes.keys()
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on")]
    ours = "".join(path.read_text(encoding="utf-8") for path in [*OWN, *STYLES])
    ours = ours.replace("http://www.w3.org/2000/svg", "")  # the name of a namespace, which nothing fetches
    assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttp|WebSocket|import\(|sendBeacon", ours)


def test_the_scripts_never_read_text_as_markup() -> None:
    ours = "".join(path.read_text(encoding="utf-8") for path in OWN)
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|setAttribute\('on"
    )
    assert not re.search(forbidden, ours)


def test_the_policy_names_the_very_scripts_and_the_style() -> None:
    reader = Reader(render(small()))
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in reader.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.pop("default-src") == "'none'"
    hashes = {"script": set(rules.pop("script-src").split()), "style": set(rules.pop("style-src").split())}
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for tag, attributes, text in reader.inside:
        if "type" not in attributes:
            found[tag].add(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
    assert hashes == found
    assert rules == {"img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}


def test_the_same_rows_give_the_same_bytes() -> None:
    assert render(small()).encode() == render(small()).encode()


def test_hostile_text_adds_no_element(attacked: Reader) -> None:
    calm = Reader(render(small()))
    assert [tag for tag, _ in attacked.tags] == [tag for tag, _ in calm.tags]


def test_hostile_text_reaches_the_page_as_data_alone(attacked: Reader) -> None:
    titles = {node["label"] for node in attacked.pack("network")["nodes"] if node["kind"] == "theme"}
    assert HOSTILE[0] in titles
    assert "{{7*7}}{% raw %}${7*7}" in titles
    assert "倒写" in titles


def test_json_cannot_end_its_element() -> None:
    assert page._json({"a": "</script><!--&"}) == '{"a":"\\u003c/script\\u003e\\u003c!--\\u0026"}'


def test_half_a_character_does_not_break_the_page() -> None:
    assert render(hostile()).encode()


def test_a_file_that_would_end_its_element_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "static", lambda _: "x = '</script>'")
    with pytest.raises(ValueError, match="would end its element"):
        page._inline("view.js")


def test_the_template_escapes_what_is_not_markup() -> None:
    template = page._environment().from_string("{{ plain }}{{ made }}")
    assert template.render(plain="<b>", made=Markup("<i>")) == "&lt;b&gt;<i>"


@pytest.mark.parametrize("engine", [False, True])
def test_only_a_page_that_queries_may_compile_and_make_a_worker(*, engine: bool) -> None:
    policy = page._policy([Markup("1")], Markup(""), engine=engine)
    assert ("'wasm-unsafe-eval'" in policy, "worker-src blob:" in policy) == (engine, engine)
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("folder", ["core", *explorer.MODULES])
def test_both_languages_say_the_same_things(folder: str) -> None:
    strings = json.loads(page.static(f"{folder}/strings.json"))
    assert strings["zh"].keys() == strings["en"].keys()
    for key, said in strings["zh"].items():
        assert set(re.findall(r"\{\d\}", said)) == set(re.findall(r"\{\d\}", strings["en"][key])), key


@pytest.mark.parametrize("folder", explorer.MODULES)
def test_the_words_that_scripts_use_are_there_and_no_others(folder: str) -> None:
    known = page.strings((folder,))["zh"]
    used = "".join(page.static(name) for name in page.SCRIPTS[folder] if not name.startswith("vendor/"))
    named = set(re.findall(rf"'({folder}\.[a-z_.]+)'", used)) - {f"{folder}."}
    assert not named - known.keys()


@pytest.mark.parametrize("path", OWN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_scripts_stay_within_the_budget(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 400
    for start, line in enumerate(lines):
        found = re.match(r"( *)(?:async )?function |( *)(?:const \w+|edugraph\.\w+) = (?:async )?\(.*=> \{$", line)
        if found:
            indent = found[1] or found[2] or ""
            ends = (at for at, other in enumerate(lines[start:]) if re.match(rf"{indent}\}}\W*$", other))
            assert next(ends) < 40, line
