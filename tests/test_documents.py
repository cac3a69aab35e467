"""What the documents show is what is printed, every command in them works, and every link leads somewhere."""

from __future__ import annotations

import doctest
import re
import shlex
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from edugraph.cli import main
from scripts import documents
from scripts.documents import ROOT, Commands, DocumentError, Ran, commands, language, play, run

if TYPE_CHECKING:
    from pathlib import Path

PAGES = documents.documents()
ENGLISH = [page for page in PAGES if language(page) == "en"]
IN_ONE_LANGUAGE = {ROOT / "docs" / "layout.md", ROOT / "examples" / "README.md"}  # of the code; in both languages

_CODE = re.compile(r"`([^`\n]+)`")
_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_COMMENT = re.compile(r"\s+#.*$", re.MULTILINE)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def chinese(page: Path) -> Path:
    return page.with_name(page.name.replace(".md", ".zh.md"))


def quickly(block: Commands, folder: Path, tongue: str) -> Ran:
    """A block as ``run`` runs it, but a lone command that shows no output in this process, which is the same faster."""
    words = shlex.split(block.text) if block.kind == "sh" and "\n" not in block.text else []
    if block.shown or not words or words[0] != "edugraph" or {"|", ">", "-"} & set(words):
        return run(block, folder, tongue)
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        result = CliRunner(env={"EDUGRAPH_LANG": tongue, "EDUGRAPH_GRAPH": None}).invoke(main, words[1:])
    return Ran(result.exit_code, result.stdout, result.stderr)


@pytest.mark.parametrize("page", ENGLISH, ids=name)
def test_every_command_works_and_what_is_shown_is_printed(page: Path, graph_folder: Path, tmp_path: Path) -> None:
    """Both languages in one folder: their commands are the same, so the Chinese runs only what it shows in Chinese."""
    folder = documents.clone(tmp_path, graph_folder)
    for one in (page, chinese(page)):
        if one.exists():
            text, faults = play(one, folder, quickly, shown_only=one != page)
            assert not faults
            assert one.read_text(encoding="utf-8") == text, "renew it: python scripts/documents.py"


@pytest.mark.parametrize("page", [page for page in ENGLISH if page not in IN_ONE_LANGUAGE], ids=name)
def test_both_languages_have_the_same_commands(page: Path) -> None:
    def told(one: Path) -> list[tuple[str, str, bool, bool]]:
        found = commands(one.read_text(encoding="utf-8"))
        return [(each.kind, _COMMENT.sub("", each.text), each.skipped, bool(each.shown)) for each in found]

    assert told(page) == told(chinese(page))


def test_every_document_is_there_in_both_languages() -> None:
    assert {chinese(page) for page in ENGLISH if page not in IN_ONE_LANGUAGE} == set(PAGES) - set(ENGLISH)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    for link in _LINK.findall(text):
        path, _, anchor = link.partition("#")
        if "://" in path:
            continue
        end = (page.parent / path).resolve() if path else page
        assert end.exists(), link
        assert not anchor or anchor in headings(end), link


def headings(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_is_named_in_passing_is_there(page: Path) -> None:
    """A command, option or target of make that stands in the running text or beside a command of a table."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for line in _FENCED.sub("", page.read_text(encoding="utf-8")).splitlines():
        row: click.Command | None = None
        for code in _CODE.findall(line):
            first, *words = code.split()
            if first == "edugraph" and words:
                row = command(words)
                assert options(words) <= known(row), code
            elif row and first.startswith("--"):
                assert first in known(row), f"{code}: no option of {row.name}"
            elif first == "make" and words:
                assert set(words) <= targets, code


def command(words: list[str]) -> click.Command:
    """The command that some words call."""
    found: click.Command = main
    for word in words:
        if isinstance(found, click.Group) and word in found.commands:
            found = found.commands[word]
    assert found is not main or words[0].startswith("--"), words
    return found


def options(words: list[str]) -> set[str]:
    return {word.partition("=")[0] for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)}


def known(found: click.Command) -> set[str]:
    """Options of a command and of the whole program."""
    return {opt for one in (found, main) for parameter in one.params for opt in parameter.opts}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```\nls\n```", "line 1: what is a block of no word"),
        ("```bash\nls\n```", "line 1: what is a block of bash"),
        ("```text\nrows\n```", "line 1: output of nothing"),
        ("<!-- not run: why -->\n```sh\nls\n```\n```text\nrows\n```", "line 5: output of nothing"),
    ],
)
def test_a_block_that_cannot_be_told_what_it_is(text: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        commands(text)


def test_the_examples_in_the_script_hold() -> None:
    assert doctest.testmod(documents) == (0, 3)


def test_a_block_is_left_out_only_with_a_reason() -> None:
    page = "<!-- not run: it takes long -->\n```sh\nls\n```\n<!-- not run: -->\n```sh\nls\n```"
    assert [one.skipped for one in commands(page)] == [True, False]


def test_other_output_and_a_failing_command_are_told_and_renewed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```sh\nprintf 'b\\nc\\n'\n```\n\n```text\na\n```\n\n```sh\nfalse\necho on\n```\n", encoding="utf-8"
    )
    text, (fault,) = play(page, tmp_path)
    assert "```text\nb\nc\n```" in text
    assert fault.startswith("page.md:9: false\necho on: ended with 1")


def test_what_fails_keeps_what_it_showed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sh\necho b; false\n```\n```text\na\n```\n", encoding="utf-8")
    text, faults = play(page, tmp_path)
    assert (text, len(faults)) == (page.read_text(encoding="utf-8"), 1)


def test_a_query_that_finds_nothing_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sparql\nSELECT ?t WHERE { ?t a edu:Taks }\n```\n", encoding="utf-8")
    _, (fault,) = play(page, tmp_path)
    assert fault.endswith("found nothing")
