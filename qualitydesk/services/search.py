"""Search for screens and the palette: any record by number, name, code or word."""

from __future__ import annotations

from qualitydesk.services.desk import Desk
from qualitydesk.store.search import Hit
from qualitydesk.store.search import find as find_in

__all__ = ["Hit", "find"]


def find(desk: Desk, words: str, limit: int = 20) -> list[Hit]:
    """The newest records that contain all of ``words``; nothing for nothing."""
    with desk.store.read() as read:
        return find_in(read, words, limit)
