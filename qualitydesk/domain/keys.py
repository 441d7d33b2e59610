"""Primary keys: UUIDv7 (RFC 9562), made by the client, so writes are idempotent and order follows time."""

from __future__ import annotations

import secrets
import time

_LOWER = (1 << 62) - 1


def new_key() -> str:
    """A fresh UUIDv7 in its usual 36-character text form; keys made later sort later (to the millisecond)."""
    chance = secrets.randbits(74)
    value = (time.time_ns() // 1_000_000) << 80 | 0x7 << 76 | chance >> 62 << 64
    value |= 0b10 << 62 | chance & _LOWER
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
