#!/usr/bin/env python3
"""What the explorer costs: size, first paint, each tab, and each named query answered in the page, in a real Chromium.

    python benchmarks/page.py                 # the five plans of the project
    python benchmarks/page.py --plans 200     # generated ones

The promises: five plans take at most 6 MB, paint within 1.5 s and answer a named query within 0.3 s; 200 plans take
at most 60 MB, and every tab can be used within 5 s. Seconds of a page that a busy machine shows say little: measure
on a quiet one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its package

from benchmarks import generate
from edugraph import build, catalogue, graphs
from edugraph.store import default_location, open_graph
from edugraph.view import explorer
from edugraph.view.scope import Scope
from tests.view.chromium import Page, browser

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW = 5
VALUES = {
    "theme": "双减",
    "themes": "双减、课后服务",
    "indicator": "新增学位",
    "section": "加强队伍建设",
    "words": "双减",
    "task": "1",
}
LOADED = "edugraph.query.engine.state() === 'ready'"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
ASK = """
(async () => {{
  const one = (await edugraph.pack('query/questions')).find(({{ name }}) => name === '{name}');
  const values = {values};
  const asked = Object.fromEntries(Object.entries(values).filter(([key]) => one.required?.includes(key)));
  const begun = performance.now();
  await edugraph.query.engine.ask(edugraph.query.bind(one.text, asked));
  return (performance.now() - begun) / 1000;
}})()
"""


class Bounds(NamedTuple):
    """What a page may cost: MB, seconds to the first paint, for a tab and for a query (None is no promise)."""

    size: float
    paint: float | None
    tab: float
    query: float | None


SMALL, LARGE = Bounds(6, 1.5, 5, 0.3), Bounds(60, None, 5, None)


def written(plans: int, folder: Path) -> str:
    """The page of the five plans, or of so many generated ones."""
    place = default_location()
    if plans:
        generate.write(folder / "plans", plans, years=1, seed=1)
        place = folder / "graph"
        build.build(catalogue.entries([folder / "plans"]), place)
    return explorer.of(Scope(open_graph(place), (), graphs.texts(place)))


def measured(page: Page, path: Path, *, queries: bool) -> Iterator[tuple[str, float, str]]:
    """What was measured, in seconds, and which bound it falls under."""
    page.open(path)
    yield "first paint", page.run(PAINT), "paint"
    for tab in page.run("edugraph.settings.tabs"):
        begun = time.perf_counter()
        page.run(f"location.hash = '#{tab}'")
        page.settle(0.01)
        page.idle()
        yield f"tab {tab}", time.perf_counter() - begun, "tab"
    begun = time.perf_counter()
    page.wait(LOADED)
    yield "graph loaded, after the tab", time.perf_counter() - begun, "load"
    names: list[dict[str, Any]] = page.run("edugraph.pack('query/questions')") if queries else []
    for one in names:
        if one.get("text"):
            yield (
                f"query {one['name']}",
                min(page.run(ASK.format(name=one["name"], values=VALUES)) for _ in range(3)),
                "query",
            )


def main(arguments: list[str]) -> int:
    """Print what was measured; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description="What the explorer costs in a browser.")
    parser.add_argument("--plans", type=int, default=0, help="so many generated plans; without: the five real ones")
    asked = parser.parse_args(arguments)
    bounds = LARGE if asked.plans else SMALL
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        text = written(asked.plans, folder).encode()
        path = folder / "page.html"
        path.write_bytes(text)
        sys.stdout.write(f"{len(text) / 1e6:8.2f} MB  size (at most {bounds.size})\n")
        broken = len(text) / 1e6 > bounds.size
        with browser(folder / "profile") as pipe:
            for what, seconds, kind in measured(Page(pipe), path, queries=not asked.plans):
                bound = getattr(bounds, kind, None)
                over = bound is not None and seconds > bound
                sys.stdout.write(f"{seconds:8.2f} s   {what}{f'  OVER {bound}' if over else ''}\n")
                broken |= over
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
