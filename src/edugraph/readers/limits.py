"""A limit on the time that reading one file may take, so that one that is made to be slow stops no other."""

from __future__ import annotations

import ctypes
import signal
import threading
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from edugraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@contextmanager
def seconds(limit: float) -> Iterator[None]:
    """Raise InputError when the block takes longer.

    Within another block its time alone counts: that of the other stands still.
    """
    in_main = threading.current_thread() is threading.main_thread()
    with _signalled(limit) if in_main and hasattr(signal, "setitimer") else _watched(limit):
        yield


def _late(limit: float) -> InputError:
    return InputError(f"reading takes longer than {limit:g} seconds; a plan takes a few at most.")


@contextmanager
def _signalled(limit: float) -> Iterator[None]:
    """The limit of the main thread, by the timer of the system, which ends a call of the system too."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _late(limit)

    before = signal.signal(signal.SIGALRM, stop)
    left, _ = signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, left)


_here = threading.local()
"""The watch that runs in a thread."""


@contextmanager
def _watched(limit: float) -> Iterator[None]:
    """The limit of a thread that no signal reaches: a worker of a cluster reads in one."""
    outer: _Watch | None = getattr(_here, "watch", None)
    if outer:
        outer.stand()
    _here.watch = watch = _Watch(limit)
    watch.run()
    try:
        yield
    finally:
        try:
            watch.stand()
        finally:  # the error may arrive as late as that
            _here.watch = outer
            if outer:
                outer.run()


_STEPS = 100
"""Steps of a program after which an error from another thread has arrived: it does at the next turn of a loop."""


class _Watch:
    """Raises an error in the thread that made it, between two steps of its program, when its time is over."""

    def __init__(self, limit: float) -> None:
        class LateError(InputError):
            """What is raised in another thread gets no words there."""

            def __init__(self) -> None:
                super().__init__(*_late(limit).args)

        self._error, self._left = LateError, limit
        self._thread, self._lock = threading.get_ident(), threading.Lock()

    def run(self) -> None:
        """Let the time run that is left."""
        self._runs, self._since = True, monotonic()
        self._timer = threading.Timer(self._left, self._end)
        self._timer.daemon = True
        self._timer.start()

    def stand(self) -> None:
        """Let it stand still; an error that is on its way arrives here, and none later.

        Raises:
            InputError: the time was over before.

        """
        with self._lock:
            self._runs = False
        self._timer.cancel()
        self._left = max(0.0, self._left - (monotonic() - self._since))
        for _ in range(_STEPS):  # to call it back would leave the interpreter looking for it for ever
            pass

    def _end(self) -> None:
        with self._lock:
            if self._runs:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(self._error))
