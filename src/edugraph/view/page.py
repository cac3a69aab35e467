"""One self-contained HTML file from query rows: it opens from a disk, without any request.

The template, the scripts and the styles are files beside this one. What the plans say reaches the
page as JSON alone, and the scripts put it there as text; the policy in the page's head lets nothing
else run.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from edugraph import query
from edugraph.view import layout, network, vis
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from edugraph.store import Store

_FOLDER = files("edugraph.view")
_SCRIPTS = (
    "vendor/vis-network.min.js",
    "model.js",
    "shapes.js",
    "focus.js",
    "panel.js",
    "view.js",
)
_JSON_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def of(store: Store) -> str:
    """The page of a graph."""
    return render(rows(store))


def rows(store: Store) -> network.Rows:
    """All rows that the page is made of; English names come from the concept schemes."""
    labels = [{"label": concept.label, "label_en": concept.label_en} for concept in scheme("themes").concepts]
    labels += [{"label": row["name"], "label_en": row["name_en"]} for row in query.run(store, "regions").dicts()]
    tables = {name: query.run(store, name).dicts() for name in network.TABLES}
    plans = {plan["plan"]: plan for plan in tables["plans"]}
    for row in query.run(store, "inferred-cities").dicts():
        plan = plans[row["plan"]]
        plan["evidence"] = "、".join(filter(None, (plan.get("evidence"), row["evidence"])))
    return {"labels": labels} | tables


def render(tables: network.Rows) -> str:
    """The page of the network view; the same rows give the same page.

    ``tables`` are the rows of the named queries by name (see ``network.build``). Write the result as
    UTF-8.
    """
    scripts = [_inline(name) for name in _SCRIPTS]
    style = _inline("view.css")
    strings = json.loads(_static("strings.json"))
    template = _environment().get_template("network.html")
    return template.render(
        policy=_policy(scripts, style),
        scripts=scripts,
        style=style,
        data=_json(_data(network.build(tables), strings)),
        text=strings["zh"],
    )


def plain(template: str, style_file: str, **values: object) -> str:
    """A page without scripts, from a template and a style sheet."""
    style = _inline(style_file)
    return _environment().get_template(template).render(policy=_policy([], style), style=style, **values)


def _data(drawn: network.Network, strings: dict[str, Any]) -> dict[str, Any]:
    """Everything that the scripts of the page read."""
    return {
        **vis.data(drawn),
        "left_out": drawn.left_out,
        "limit": network.LIMIT,
        "sizes": layout.sizes(),
        "strings": strings,
    }


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


def _static(name: str) -> str:
    return _FOLDER.joinpath("static", *name.split("/")).read_text(encoding="utf-8")


def _inline(name: str) -> Markup:
    """A file of our own or a vendored one, to stand inside a script or style element."""
    text = _static(name)
    if "</s" in text.lower() or "<!--" in text:
        raise ValueError(f"{name} holds a mark that would end its element")
    return Markup(text)


def _json(value: object) -> Markup:
    """JSON that cannot end the element it stands in; half a surrogate pair becomes a question mark."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_JSON_ESCAPES).encode("utf-8", "replace").decode())


def _policy(scripts: list[Markup], style: Markup) -> str:
    """Content security policy: nothing but the scripts and the style of this very page."""
    sources = " ".join(_digest(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {sources}; style-src {_digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
