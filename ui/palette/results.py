"""The lines of the palette: records found, things to do with them, commands; how each is named and drawn.

What is found comes from the finding service; what a line does is the shell's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Message, msg
from ui.kit.cells import Status

if TYPE_CHECKING:
    from qualitydesk.services.finding import Answer, Hit
    from qualitydesk.translation import Translator
    from ui.context import Context

KIND_ICONS = {
    "inspection": "clipboard-check",
    "shipment": "ship",
    "claim": "messages-square",
    "lot": "boxes",
    "product": "package",
    "party": "building-2",
    "order": "shopping-cart",
    "certificate": "badge-check",
    "issued_document": "file-check",
    "document": "file-check",
    "serial": "barcode",
    "recall": "siren",
    "buyer": "user-round",
    "place": "map-pin",
    "person": "user-round",
    "incident": "shield-alert",
    "non_conformity": "triangle-alert",
    "action": "list-checks",
    "defect_type": "bug",
    "rule": "scale",
    "help": "circle-question-mark",
}
KIND_WORDS: dict[str, Message] = {
    "inspection": msg("Inspections"),
    "shipment": msg("Shipments"),
    "claim": msg("Claims"),
    "lot": msg("Lots"),
    "product": msg("Products"),
    "party": msg("Parties"),
    "order": msg("Orders"),
    "certificate": msg("Certificates"),
    "issued_document": msg("Documents"),
    "serial": msg("Numbered pieces"),
    "recall": msg("Recalls"),
    "place": msg("Places"),
    "person": msg("People"),
    "incident": msg("Incidents"),
    "non_conformity": msg("Non-conformities"),
    "action": msg("Actions"),
    "defect_type": msg("Defect catalogue"),
    "rule": msg("Rules and deadlines"),
}
OTHER_KIND = msg("Records")
INSPECT, CLAIM = "inspection", "claim"
_DEEDS: dict[str, tuple[str, ...]] = {
    "lot": (INSPECT, CLAIM),
    "product": (INSPECT, CLAIM),
    "serial": (CLAIM,),
    "order": (CLAIM,),
    "shipment": (CLAIM,),
}


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the palette.

    ``hit`` is the record it stands for, if any; ``drill``: there is no page for it, choosing it looks for
    what belongs to it.
    """

    icon: str
    title: str
    under: str
    aside: str
    run: Callable[[], object]
    heading: str = ""
    drill: bool = False
    hit: Hit | None = None
    state: Status | None = None


def title_words(tr: Translator, hit: Hit) -> str:
    """What a record says of itself, beside its number."""
    title = tr(hit.title) if isinstance(hit.title, Message) else tr.name(hit.title)
    return title.removeprefix(hit.number).strip(" ·")


class Lines:
    """Makes lines in the person's language; ``has_page`` tells whether a kind of record has a page."""

    def __init__(self, context: Context, has_page: Callable[[str], bool]) -> None:
        self._context, self._has_page = context, has_page

    @property
    def tr(self) -> Translator:
        """Says things in the person's language."""
        return self._context.tr

    def of_hit(self, hit: Hit, heading: str) -> Result:
        """The line of one record."""
        tr, title = self.tr, title_words(self.tr, hit)
        state = Status(hit.state, tr(hit.state)) if hit.state else None
        return Result(
            KIND_ICONS.get(hit.kind, "search"),
            hit.number or title,
            title if hit.number else "",
            "",
            partial(self._context.navigate, hit.kind, hit.id),
            heading,
            not self._has_page(hit.kind),
            hit,
            state,
        )

    def found(self, answer: Answer) -> list[Result]:
        """The best match with what can be done with it, then the other records by kind."""
        tr = self.tr
        lines = [self.of_hit(hit, tr("Best match")) for hit in answer.best]
        if answer.best:
            lines += self.deeds(answer.best[0])
        return lines + self.by_kind(answer.others)

    def by_kind(self, hits: Sequence[Hit]) -> list[Result]:
        """Records under the name of their kind."""
        return [self.of_hit(hit, self.tr(KIND_WORDS.get(hit.kind, OTHER_KIND))) for hit in hits]

    def linked(self, hits: Sequence[Hit]) -> list[Result]:
        """The neighbours of a record."""
        return [self.of_hit(hit, self.tr("Linked")) for hit in hits]

    def recent(self, hits: Sequence[Hit]) -> list[Result]:
        """What was looked at last."""
        return [self.of_hit(hit, self.tr("Looked at last")) for hit in hits]

    def deeds(self, hit: Hit) -> list[Result]:
        """What can be done with a record."""
        return self._offers(_DEEDS.get(hit.kind, ()), hit.number, self.tr("Do with it"))

    def nothing(self, number: str) -> list[Result]:
        """A number that no record carries: what can be begun with it."""
        return self._offers((INSPECT, CLAIM), number, self.tr("Nothing here carries this number"))

    def _offers(self, deeds: Sequence[str], number: str, heading: str) -> list[Result]:
        tr = self.tr
        offers = {
            INSPECT: ("clipboard-check", tr("Start an inspection with it")),
            CLAIM: ("message-square-plus", tr("Open a claim with it")),
        }
        return [
            Result(*offers[deed], "", "", partial(self._context.navigate, f"begin:{deed}", number), heading)
            for deed in deeds
            if self._has_page(deed)
        ]
