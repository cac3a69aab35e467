"""The query engine of the page: Oxigraph's compiled code, and the script of the worker that runs it.

The engine's own script is an ES module, and a worker made by the page itself can be a classic script only.
It is turned into one here, by changes that are checked one by one: a version of another shape is refused.
"""

from __future__ import annotations

import re
from importlib.resources import files

from edugraph.view import page

_EXPORT = re.compile(r"^export (?=(?:class|function) \w)", re.MULTILINE)
_LAST = "export { initSync, __wbg_init as default };"
_ADDRESS = "new URL('web_bg.wasm', import.meta.url)"
_MODULE = re.compile(r"^\s*(?:import|export)\b|\bimport\s*[.(]", re.MULTILINE)


def code() -> bytes:
    """The compiled engine."""
    return files("edugraph.view").joinpath("static", "vendor", "oxigraph.wasm").read_bytes()


def script() -> bytes:
    """The worker: the engine's script as a classic one, and what the page says to it."""
    parts = ("'use strict';", classic(page.static("vendor/oxigraph.js")), page.static("query/worker.js"))
    return "\n".join(parts).encode()


def classic(module: str) -> str:
    r"""The engine's script as a classic one that defines ``oxigraph``; raises ValueError for another shape.

    >>> end = "new URL('web_bg.wasm', import.meta.url)\nexport { initSync, __wbg_init as default };\n"
    >>> print(classic("export class Store {}\n" + end))
    const oxigraph = (() => {
    class Store {}
    undefined
    return { initSync, Store };
    })();
    """
    for mark in (_LAST, _ADDRESS, "export class Store {"):
        if (found := module.count(mark)) != 1:
            raise ValueError(f"the engine's script has {found} times, not once: {mark}")
    inner = _EXPORT.sub("", module.replace(_LAST, "").replace(_ADDRESS, "undefined")).strip()
    if rest := _MODULE.search(inner):
        line = inner.count("\n", 0, rest.end()) + 1
        raise ValueError(
            f"the engine's script is still a module in line {line}: {inner.splitlines()[line - 1].strip()}"
        )
    return f"const oxigraph = (() => {{\n{inner}\nreturn {{ initSync, Store }};\n}})();"
