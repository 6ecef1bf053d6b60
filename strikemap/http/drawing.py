"""A few pictures are drawn at a time, a few more wait, and the finished ones are kept: the rest of the server stays quick."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Final

from strikemap.errors import BusyError

AT_ONCE: Final = 2
WAITING: Final = 8
"""Questions that wait for a place to draw. Each holds a thread of the server, which has forty."""

KEPT_BYTES: Final = 64_000_000


class DrawingDesk:
    """Where pictures are asked for by name: a kept one comes at once, one that is being drawn is waited for, another is drawn.

    inside : how many questions are being drawn or wait.
    """

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, kept_bytes: int = KEPT_BYTES) -> None:
        self._places = threading.BoundedSemaphore(at_once)
        self._most_inside = at_once + waiting
        self._kept_bytes = kept_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._underway: dict[str, Future[bytes]] = {}
        self.inside = 0
        self._lock = threading.Lock()

    def kept(self, name: str) -> bytes | None:
        """The finished picture of that name, if it is still kept."""
        with self._lock:
            if (content := self._kept.get(name)) is not None:
                self._kept.move_to_end(name)
            return content

    def get(self, name: str, draw: Callable[[], bytes]) -> bytes:
        """The picture of that name, drawn where it is not kept. Raises BusyError, and what `draw` raises."""
        if (content := self.kept(name)) is not None:
            return content
        with self._line():
            future, is_ours = self._claimed(name)
            if is_ours:
                self._carry_out(name, draw, future)
            return future.result()

    @contextmanager
    def _line(self) -> Iterator[None]:
        with self._lock:
            if self.inside >= self._most_inside:
                raise BusyError(
                    f"{self.inside} pictures are being drawn or waited for already. Ask again in a few seconds."
                )
            self.inside += 1
        try:
            yield
        finally:
            with self._lock:
                self.inside -= 1

    def _claimed(self, name: str) -> tuple[Future[bytes], bool]:
        """The drawing of that name that is under way or finished, or a new one that the caller has to carry out."""
        future: Future[bytes] = Future()
        with self._lock:
            if name in self._kept:
                future.set_result(self._kept[name])
                return future, False
            if name in self._underway:
                return self._underway[name], False
            self._underway[name] = future
            return future, True

    def _carry_out(self, name: str, draw: Callable[[], bytes], future: Future[bytes]) -> None:
        try:
            with self._places:
                content = draw()
        except BaseException as error:
            with self._lock:
                del self._underway[name]
            future.set_exception(error)
            raise
        with self._lock:
            del self._underway[name]
            self._keep(name, content)
        future.set_result(content)

    def _keep(self, name: str, content: bytes) -> None:
        self._kept[name] = content
        while sum(map(len, self._kept.values())) > self._kept_bytes:
            self._kept.popitem(last=False)
