"""Primary keys: UUIDv7 (RFC 9562), made by the client, so writes are idempotent and order follows time."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from threading import Lock

_CHANCE, _STEP = 74, 32
"""Bits of chance in a key, and in the distance to the next one of the same millisecond."""
_LOWER = (1 << 62) - 1


class KeyMaker:
    """Makes keys of which one made later sorts later, whatever its clock (nanoseconds since 1970) does, and
    in several threads: what one write adds is read in the order in which it was added (RFC 9562, section 6.2,
    method 2). Keys of other programs follow to the millisecond.
    """

    def __init__(self, clock: Callable[[], int] = time.time_ns) -> None:
        self._clock, self._turn, self._newest = clock, Lock(), 0

    def __call__(self) -> str:
        """A fresh key in its usual 36-character text form."""
        fresh = self._clock() // 1_000_000 << _CHANCE | secrets.randbits(_CHANCE)
        with self._turn:
            if fresh <= self._newest:
                fresh = self._newest + 1 + secrets.randbits(_STEP)
            self._newest = fresh
        value = fresh >> _CHANCE << 80 | 0x7 << 76 | (fresh >> 62 & 0xFFF) << 64 | 0b10 << 62 | fresh & _LOWER
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


new_key = KeyMaker()
