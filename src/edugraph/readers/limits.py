"""A limit on the time that reading one file may take, so that one that is made to be slow stops no other."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from edugraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@contextmanager
def seconds(limit: float) -> Iterator[None]:
    """Raise InputError when the block takes longer; without effect where the system or the thread has no timer.

    Within another block its time alone counts: that of the other stands still.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise InputError(f"reading takes longer than {limit:g} seconds; a plan takes a few at most.")

    before = signal.signal(signal.SIGALRM, stop)
    left, _ = signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, left)
