"""What a person looked at last: the keys of the newest records, kept per person for the palette.

Only keys are kept in the settings; what the records say is read when it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context
    from ui.pages import Place

MOST = 8


class Recent:
    """The list of one window; whose it is follows the person at the desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def note(self, place: Place) -> None:
        """A record was opened; filters that a list was opened with are no record."""
        if place.key and "=" not in place.key and self._context.signed_in:
            kept = [place.key, *(key for key in self.keys() if key != place.key)]
            self._context.settings.setValue(self._name(), " ".join(kept[:MOST]))

    def keys(self) -> tuple[str, ...]:
        """The newest first."""
        if not self._context.signed_in:
            return ()
        return tuple(str(self._context.settings.value(self._name(), "")).split())

    def _name(self) -> str:
        return f"recent/{self._context.desk.person.login}"
