"""Work in a thread that can be waited for: the engine releases the interpreter, but knows no time limit."""

from __future__ import annotations

import threading
from contextvars import copy_context
from typing import TYPE_CHECKING, TypeVar

from edugraph.errors import TimeLimitError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def begin(run: Callable[[], T]) -> Callable[[float | None], T]:
    """Start a call in a daemon thread; the function returned waits for its result, or raises what it raised.

    It raises TimeLimitError when the call does not end within the seconds given; the thread goes on then,
    and the process has to be ended.

    >>> begin(lambda: 1 + 1)(None)
    2
    """
    result: list[T] = []
    raised: list[BaseException] = []

    def work() -> None:
        try:
            result.append(run())
        except BaseException as error:  # raised again where it is waited for
            raised.append(error)

    thread = threading.Thread(target=copy_context().run, args=(work,), daemon=True)
    thread.start()

    def wait(seconds: float | None) -> T:
        thread.join(seconds)
        if thread.is_alive():
            raise TimeLimitError(f"not done within {seconds:g} seconds.")
        if raised:
            raise raised[0]
        return result[0]

    return wait
