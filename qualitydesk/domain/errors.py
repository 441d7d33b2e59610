"""The five errors a person can act on. Anything else that is raised is a bug.

Each carries a translatable message; none carries a traceback to the user.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualitydesk.domain.values import Finding, Message, msg

_THINGS = (
    msg("action"),
    msg("audit event"),
    msg("certificate"),
    msg("claim"),
    msg("cost line"),
    msg("defect type"),
    msg("document"),
    msg("duty line"),
    msg("incident"),
    msg("inspection"),
    msg("leg"),
    msg("lot"),
    msg("market"),
    msg("non-conformity"),
    msg("order line"),
    msg("party"),
    msg("person"),
    msg("place"),
    msg("product"),
    msg("recall"),
    msg("recovery"),
    msg("rule"),
    msg("sales order"),
    msg("scheme"),
    msg("shipment"),
    msg("shipment line"),
    msg("template"),
)
"""What may be looked for in vain, as a sentence names it; all others are named by their English word."""
_NAMED = {str(thing): thing for thing in _THINGS} | {"custody leg": msg("leg")}


class QualityDeskError(Exception):
    """What the five have in common: a message that says what happened, what is safe and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class RuleBroken(QualityDeskError):
    """The request is against a rule or the input is wrong; nothing was changed.

    ``fields`` maps a field's name to what is wrong with it; ``findings`` are the reasons with their
    citations.
    """

    def __init__(
        self,
        message: Message,
        *,
        fields: Mapping[str, Message] | None = None,
        findings: Sequence[Finding] = (),
    ) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})
        self.findings = tuple(findings)


class Conflict(QualityDeskError):
    """Somebody else saved the record first. ``theirs`` and ``mine`` hold the fields that differ."""

    def __init__(
        self,
        message: Message,
        *,
        theirs: Mapping[str, object] | None = None,
        mine: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.theirs = dict(theirs or {})
        self.mine = dict(mine or {})


class NotFound(QualityDeskError):
    """Nothing is recorded under that key."""

    def __init__(self, kind: str, key: str) -> None:
        thing = kind.replace("_", " ")
        named = _NAMED.get(thing, Message(thing))
        super().__init__(msg("No {kind} is recorded as “{key}”.", kind=named, key=key))
        self.kind = kind
        self.key = key


class Denied(QualityDeskError):
    """This person may not do that; ``field`` is what was typed as proof, and proves nothing."""

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Unavailable(QualityDeskError):
    """Something outside the program is missing or busy: the database, a disk, a printer, a file."""


class Outdated(Unavailable):
    """The database is older than this program; bringing it up to date is a step of its own."""

    def __init__(self) -> None:
        super().__init__(
            msg("The database has to be brought up to date once; without a window “db upgrade” does it.")
        )
