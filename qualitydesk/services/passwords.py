"""Passwords: kept as salted scrypt hashes, compared in constant time, never written anywhere else."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from qualitydesk.domain.values import Message, msg

COST = 2**15
SHORTEST_PASSWORD = 6
WRONG = msg("Login or password is wrong.")
"""Which of the two is not told."""


def hash_password(password: str) -> str:
    """``scrypt$N$salt$hash`` for a password; takes about 0.1 s on purpose."""
    salt = secrets.token_bytes(16)
    return f"scrypt${COST}${salt.hex()}${_scrypt(password, salt, COST).hex()}"


def fits(password: str, stored: str) -> bool:
    """Whether a password is the one behind a stored hash, in constant time."""
    try:
        kind, cost, salt, wanted = stored.split("$")
        made = _scrypt(password, bytes.fromhex(salt), int(cost))
    except ValueError:
        return False
    return kind == "scrypt" and hmac.compare_digest(made.hex(), wanted)


def too_weak(password: str) -> Message | None:
    """What is wrong with a new password; None if it will do."""
    if len(password) < SHORTEST_PASSWORD:
        return msg("Use at least {n} characters.", n=SHORTEST_PASSWORD)
    return None


NOBODY = f"scrypt${COST}${'00' * 16}${'00' * 64}"
"""Checked when a login is unknown, so that the answer takes as long."""


def _scrypt(password: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=8, p=1, maxmem=64 * 1024 * 1024)
