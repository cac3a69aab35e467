"""The engine's script is made a classic one, or refused."""

from __future__ import annotations

import pytest

from edugraph.view import engine, page


def test_another_shape_of_the_engine_is_refused() -> None:
    script = page.static("vendor/oxigraph.js")
    assert engine.classic(script).startswith("const oxigraph = (() => {")
    for changed in (
        script.replace("export { initSync, __wbg_init as default };", "export { initSync as default };"),
        script.replace("import.meta.url", "import.meta.href"),
        script.replace("export class Store {", "class Store {"),
        script + "\nimport { a } from './snippets/a.js';\n",
        script + "\nexport default 1;\n",
        script + "\nconst b = import('./b.js');\n",
    ):
        with pytest.raises(ValueError, match="the engine's script"):
            engine.classic(changed)


def test_the_worker_is_strict_and_holds_both_scripts() -> None:
    script = engine.script().decode()
    assert script.startswith("'use strict';\nconst oxigraph = (() => {")
    assert script.count("oxigraph.initSync({ module: code })") == 1
    assert engine.code().startswith(b"\0asm")
