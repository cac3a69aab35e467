"""A real Chromium for tests, driven over its debugging pipe: nothing but the browser is needed."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_GIVEN = os.environ.get("CHROMIUM")
CHROMIUM = (
    Path(_GIVEN).absolute()  # tests run in another folder
    if _GIVEN
    else Path(next(filter(None, map(shutil.which, _NAMES)), "chromium"))
)
NONE = f"no browser at {CHROMIUM}: install one with make browser, or name one with CHROMIUM=FILE."
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe",
)
_LAUNCH = """
import os, sys
ends = [os.dup(int(end)) for end in sys.argv[1:3]]
for end, place in zip(ends, (3, 4)):
    os.dup2(end, place)
    os.set_inheritable(place, True)
os.execv(sys.argv[3], sys.argv[3:])
"""
_SECONDS = 30.0
_CALM = """
new Promise((done) => {
  const end = performance.now() + 300;
  let calm = 0;
  const look = () => {
    const busy = document.querySelector('[aria-busy]') || document.getAnimations().some((one) => one.playState === 'running');
    calm = busy ? 0 : calm + 1;
    if (calm > 3 || performance.now() > end) done(true); else requestAnimationFrame(look);
  };
  setTimeout(() => done(true), 300);
  look();
})
"""


class Pipe:
    """Messages to and from the browser: JSON objects, each ended by a zero byte."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._buffer = b""
        self._next = 0
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Answer of one command; raises RuntimeError when the browser refuses it."""
        self._next += 1
        message: dict[str, Any] = {"id": self._next, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self._next:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])
            self.events.append(answer)

    def read(self, seconds: float = _SECONDS) -> dict[str, Any]:
        """The next message; raises TimeoutError when none comes."""
        end = time.monotonic() + seconds
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._reading], [], [], max(0.0, end - time.monotonic()))
            part = os.read(self._reading, 1 << 16) if ready else b""
            if not part:
                raise TimeoutError("the browser does not answer")
            self._buffer += part
        message, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(message))

    def event(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first event that is wanted, waited for; raises TimeoutError when none comes."""
        while not (found := [event for event in self.events if wanted(event)]):
            self.events.append(self.read())
        return found[0]

    def drain(self, seconds: float) -> None:
        """Collect the events of the next while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self.events.append(self.read(left))
            except TimeoutError:
                return


class Page:
    """One page: what it asked for, what it complained of, and hands to work it with."""

    def __init__(self, pipe: Pipe, width: int = 1440, height: int = 800) -> None:
        self.pipe = pipe
        target = pipe.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = str(pipe.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A command to this page."""
        return self.pipe.call(method, self.session, **params)

    def resize(self, width: int, height: int) -> None:
        """Size of the window."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def scheme(self, name: str) -> None:
        """Light or dark."""
        features = [{"name": "prefers-color-scheme", "value": name}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def open(self, path: Path, address: str = "") -> None:
        """Open a file at an address (what follows #) and wait until it has been drawn."""
        self.call("Page.navigate", url=path.as_uri() + (f"#{address}" if address else ""))
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")
        self.idle()
        self.settle()

    def idle(self) -> None:
        """Wait until no tab is being filled."""
        self.wait("!document.querySelector('[aria-busy]')")

    def settle(self) -> None:
        """Wait until some frames have been drawn with nothing being filled or moved."""
        self.run(_CALM)

    def rest(self, seconds: float) -> None:
        """Wait for what has no sign of its own: a frame that must not come, a delay of the page."""
        self.pipe.drain(seconds)

    def run(self, script: str) -> Any:
        """Value of an expression in the page; raises AssertionError when it throws."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true; raises TimeoutError when it never is."""
        end = time.monotonic() + _SECONDS
        while not self.run(condition):
            if time.monotonic() > end:
                raise TimeoutError(f"never true: {condition}")
            self.rest(0.02)

    def click(self, x: float, y: float) -> None:
        """Click at a place of the window."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def hover(self, x: float, y: float) -> None:
        """Rest the mouse at a place of the window."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        self.rest(0.4)  # vis-network tells of a node after 0.3 seconds

    def close(self) -> None:
        """Close the page."""
        self.call("Page.close")

    def click_on(self, selector: str) -> None:
        """Click in the middle of the first element that a selector finds."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
            " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        self.click(*box)

    def click_node(self, name: str) -> None:
        """Click on a node of the picture."""
        place = self.run(
            f"(() => {{ const {{ network, picture }} = edugraph.network();"
            f" const p = network.canvasToDOM(network.getPositions([{json.dumps(name)}])[{json.dumps(name)}]);"
            " const b = picture.getBoundingClientRect(); return [p.x + b.x, p.y + b.y]; })()"
        )
        self.click(*place)

    def press(self, key: str, code: int) -> None:
        """Press and release a key by its name and its key code."""
        text = {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)
        self.settle()

    def type(self, text: str) -> None:
        """Type into what has the keyboard."""
        self.call("Input.insertText", text=text)
        self.settle()

    def picture(self, path: Path) -> None:
        """Write a screenshot."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def axe(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 A and AA: rule, and the elements that break it."""
        if not self.run("typeof axe === 'object'"):
            self.run(AXE.read_text(encoding="utf-8") + "; true")
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = self.run(f"axe.run(document, {{runOnly: {tags}}}).then((found) => found.violations)")
        return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]

    def requests(self) -> list[str]:
        """What the page asked for beyond itself; what it makes of its own data is no request."""
        asked = [event["params"]["request"]["url"] for event in self._events("Network.requestWillBeSent")]
        own = ("blob:", "file:")
        return [url for url in asked if not url.startswith(own) or not (".html" in url or url.startswith("blob:"))]

    def complaints(self) -> list[str]:
        """Errors, warnings, uncaught exceptions and dialogs of the page."""
        kinds = ("Log.entryAdded", "Runtime.exceptionThrown", "Page.javascriptDialogOpening")
        found = [json.dumps(event["params"]) for kind in kinds for event in self._events(kind)]
        calls = self._events("Runtime.consoleAPICalled")
        return found + [json.dumps(call["params"]["args"]) for call in calls]

    def _events(self, method: str) -> list[dict[str, Any]]:
        return [event for event in self.pipe.events if event.get("method") == method]


@contextmanager
def browser(profile: Path) -> Iterator[Pipe]:
    """A running Chromium; its profile is a folder of its own, and it ends with the block."""
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()

    ends = (to_read, from_write)
    launch = [sys.executable, "-c", _LAUNCH, *map(str, ends)]
    command = [*launch, str(CHROMIUM), *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(command, pass_fds=ends, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(to_read)
    os.close(from_write)
    pipe = Pipe(from_read, to_write)
    try:
        yield pipe
    finally:
        try:
            pipe.call("Browser.close")
        except (OSError, TimeoutError):
            process.kill()
        process.wait(_SECONDS)
        os.close(to_write)
        os.close(from_read)


if __name__ == "__main__":
    sys.exit(None if CHROMIUM.is_file() else NONE)
