"""Where the rows of a register's list come from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from ui.kit.keyset import Source

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.listed import Listed


class Keyed(Protocol):
    """A row of a list."""

    @property
    def id(self) -> str:
        """The key of its record."""


RowT = TypeVar("RowT", bound=Keyed)


def register_source(desk: Desk, listed: Listed[RowT]) -> Source[RowT]:
    """The pages and the size of a list that a service declares."""
    return Source(partial(listed.page, desk), lambda row: row.id, partial(listed.count, desk))
