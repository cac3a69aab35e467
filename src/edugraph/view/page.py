"""One self-contained HTML file: it opens from a disk, without any request.

The template, the scripts and the styles are files beside this one, a folder a tab. What the plans say
reaches the page as JSON alone, in the settings or in packs (compressed, read when a tab asks for one);
the scripts put it there as text, and the policy in the page's head lets nothing else run.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from edugraph.words import every, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FOLDER = files("edugraph.view")
_CORE = ("core/core.js", "core/shell.js", "core/facts.js", "core/table.js")
SCRIPTS: Mapping[str, Sequence[str]] = {
    "overview": ("overview/overview.js",),
    "targets": ("targets/words.js", "targets/plot.js", "targets/targets.js"),
    "network": (
        *("vendor/vis-network.min.js", "network/model.js", "network/shapes.js", "network/focus.js"),
        *("network/panel.js", "network/view.js"),
    ),
    "responsibility": ("responsibility/grid.js", "responsibility/responsibility.js"),
    "reader": tuple(f"reader/{name}.js" for name in ("reader", "text", "facts", "outline", "find")),
    "query": (
        *("query/tokens.js", "query/engine.js", "query/graphs.js", "query/chart.js", "query/values.js"),
        *("query/result.js", "query/fields.js", "query/form.js", "query/query.js"),
    ),
}
"""The scripts of each tab, in the order in which they run."""

_VENDORED = "vendor/"
_JSON_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def render(tabs: Sequence[str], settings: Mapping[str, Any], packs: Mapping[str, object]) -> str:
    """A page with some tabs, the first one open; the same input gives the same page.

    ``settings`` is what the scripts read at once, ``packs`` what they read when they need it: a value
    that JSON can hold, or bytes. Write the result as UTF-8.
    """
    scripts = [*map(_inline, _CORE), *(script for tab in tabs for script in _scripts(tab)), _inline("core/start.js")]
    style = Markup("\n").join(_inline(f"{folder}/style.css") for folder in ("core", *tabs))
    words = strings(tabs)
    return (
        _environment()
        .get_template("explorer.html")
        .render(
            policy=_policy(scripts, style, engine="query" in tabs),
            scripts=scripts,
            style=style,
            tabs=tabs,
            text=words["zh"],
            settings=_json({**settings, "tabs": tabs, "strings": words, "phrases": phrases()}),
            packs=[(name, _pack(content)) for name, content in packs.items()],
        )
    )


def strings(tabs: Sequence[str]) -> dict[str, dict[str, str]]:
    """The words of the interface by language: those of answers, those that all tabs share, each tab's under its name."""
    found = {language: dict(words) for language, words in every().items()}
    for folder in ("core", *tabs):
        for language, words in json.loads(static(f"{folder}/strings.json")).items():
            found[language] |= words if folder == "core" else {f"{folder}.{key}": said for key, said in words.items()}
    return found


def plain(template: str, style_file: str, **values: object) -> str:
    """A page without scripts, from a template and a style sheet."""
    style = _inline(style_file)
    return _environment().get_template(template).render(policy=_policy([], style), style=style, **values)


def static(name: str) -> str:
    """The text of a file under ``static``."""
    return _FOLDER.joinpath("static", *name.split("/")).read_text(encoding="utf-8")


def _environment() -> Environment:
    def load(name: str) -> str:
        return _FOLDER.joinpath("templates", name).read_text(encoding="utf-8")

    return Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _inline(name: str) -> Markup:
    """A file of our own or a vendored one, to stand inside a script or style element."""
    text = static(name)
    if "</s" in text.lower() or "<!--" in text:
        raise ValueError(f"{name} holds a mark that would end its element")
    return Markup(text)


def _scripts(tab: str) -> list[Markup]:
    """The scripts of a tab: vendored ones as they are, then its own as one, whose names are nobody else's."""
    vendored = [name for name in SCRIPTS[tab] if name.startswith(_VENDORED)]
    own = Markup("\n").join(_inline(name) for name in SCRIPTS[tab] if not name.startswith(_VENDORED))
    return [*map(_inline, vendored), Markup("(() => {\n'use strict';\n") + own + Markup("\n})();\n")]


def _json(value: object) -> Markup:
    """JSON that cannot end the element it stands in; half a surrogate pair becomes a question mark."""
    return Markup(_dumped(value).translate(_JSON_ESCAPES).encode("utf-8", "replace").decode())


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pack(content: object) -> Markup:
    """A pack as the page holds it: compressed without a clock, and in letters that are no markup."""
    raw = content if isinstance(content, bytes) else _dumped(content).encode("utf-8", "replace")
    return Markup(b64encode(gzip.compress(raw, 9, mtime=0)).decode())


def _policy(scripts: Sequence[Markup], style: Markup, *, engine: bool = False) -> str:
    """Content security policy: nothing but the scripts and the style of this very page.

    With the query engine also its compiled code, and a worker made by the page itself.
    """
    sources = [*map(_digest, scripts), *(["'wasm-unsafe-eval'"] if engine else [])] or ["'none'"]
    worker = "worker-src blob:; " if engine else ""
    return (
        f"default-src 'none'; script-src {' '.join(sources)}; {worker}style-src {_digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
