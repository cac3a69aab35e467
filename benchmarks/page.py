#!/usr/bin/env python3
"""What the explorer costs: size, first paint, each tab, and each named query answered in the page, in a real Chromium.

    python benchmarks/page.py                 # the five plans of the project
    python benchmarks/page.py --plans 200     # generated ones

The promises: five plans take at most 6 MB, paint within 1.5 s and answer a named query within 0.3 s; 200 plans take
at most 60 MB, and every tab can be used within 5 s: the query tab when the graph is read. Seconds of a page that a busy machine shows say little: measure
on a quiet one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its package

from benchmarks import generate, queries
from edugraph import build, catalogue, open_graph, query, view
from tests.view.chromium import Page, browser

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = 3
LOADED = "edugraph.query.engine.state() === 'ready'"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
ASK = """
(async () => {{
  const one = (await edugraph.pack('query/questions')).find(({{ name }}) => name === '{name}');
  const values = {values};
  const needed = one.parameters.filter(({{ required }}) => required).map(({{ name }}) => [name, values[name]]);
  const begun = performance.now();
  await edugraph.query.engine.ask(edugraph.query.bind(one.text, Object.fromEntries(needed)));
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
    if not plans:
        return view.show().page
    generate.write(folder / "plans", plans, years=1, seed=1)
    build.build(catalogue.entries([folder / "plans"]), folder / "graph")
    return view.show(folder / "graph").page


def measured(page: Page, path: Path, *, asking: bool) -> Iterator[tuple[str, float, str]]:
    """What was measured, in seconds, and which bound it falls under."""
    page.open(path)
    yield "first paint", page.run(PAINT), "paint"
    for tab in page.run("edugraph.settings.tabs"):
        begun = time.perf_counter()
        page.run(f"location.hash = '#{tab}'")
        page.rest(0.01)
        page.idle()
        if tab == "query":
            page.wait(LOADED)
        yield f"tab {tab}", time.perf_counter() - begun, "tab"
    values = json.dumps(queries.named(open_graph()), ensure_ascii=False)
    for name in query.catalogue() if asking else ():
        yield f"query {name}", min(page.run(ASK.format(name=name, values=values)) for _ in range(RUNS)), "query"


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
            for what, seconds, kind in measured(Page(pipe), path, asking=not asked.plans):
                bound = getattr(bounds, kind)
                over = bound is not None and seconds > bound
                sys.stdout.write(f"{seconds:8.2f} s   {what}{f'  OVER {bound}' if over else ''}\n")
                broken |= over
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
