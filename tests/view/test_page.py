"""The page as a file: whole in itself, inert, the same each time."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markupsafe import Markup

from edugraph.view import page, render
from tests.view.rows import HOSTILE, hostile, small

if TYPE_CHECKING:
    from edugraph.store import Store

STATIC = Path(page.__file__).parent / "static"
OWN = sorted(STATIC.glob("*.js"))


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

    def data(self) -> dict[str, Any]:
        (text,) = [text for _, attributes, text in self.inside if attributes.get("id") == "data"]
        return dict(json.loads(text))


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
    ours = "".join(path.read_text(encoding="utf-8") for path in [*OWN, STATIC / "view.css"])
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
    titles = {node["label"] for node in attacked.data()["nodes"] if node["kind"] == "theme"}
    assert HOSTILE[0] in titles
    assert "{{7*7}}{% raw %}${7*7}" in titles
    assert "倒写" in titles


def test_json_cannot_end_its_element() -> None:
    assert page._json({"a": "</script><!--&"}) == '{"a":"\\u003c/script\\u003e\\u003c!--\\u0026"}'


def test_half_a_character_does_not_break_the_page() -> None:
    assert render(hostile()).encode()


def test_a_file_that_would_end_its_element_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_static", lambda _: "x = '</script>'")
    with pytest.raises(ValueError, match="would end its element"):
        page._inline("view.js")


def test_the_template_escapes_what_is_not_markup() -> None:
    template = page._environment().from_string("{{ plain }}{{ made }}")
    assert template.render(plain="<b>", made=Markup("<i>")) == "&lt;b&gt;<i>"


def test_both_languages_say_the_same_things() -> None:
    strings = json.loads((STATIC / "strings.json").read_text(encoding="utf-8"))
    assert strings["zh"].keys() == strings["en"].keys()
    for key, said in strings["zh"].items():
        assert set(re.findall(r"\{\d\}", said)) == set(re.findall(r"\{\d\}", strings["en"][key])), key


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_scripts_stay_within_the_budget(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 400
    starts = [at for at, line in enumerate(lines) if line.startswith("function ")]
    for start in starts:
        assert lines.index("}", start) - start < 40, lines[start]


def test_the_page_of_the_five_plans(store: Store) -> None:
    text = page.of(store)
    assert len(text.encode()) < 6_000_000
    data = Reader(text).data()
    kinds = [node["kind"] for node in data["nodes"]]
    assert (kinds.count("city"), kinds.count("task")) == (5, 170)
    sentences = [edge for edge in data["edges"] if edge["kind"] not in {"overview", "task"}]
    assert all(edge.get("quotes") for edge in sentences)
    assert any(node.get("english") == "Handan" for node in data["nodes"])
