"""Issues a paper from a record's number to a registered file: gather, reserve, press, register.

One way for the window and the console. What is drawn belongs to the catalogue, the register to the services.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.errors import Denied, NotFound, QualityDeskError, RuleBroken, Unavailable
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, Tone
from qualitydesk.services.attachments import read_file
from qualitydesk.services.documents import (
    DocumentFile,
    Request,
    Reservation,
    issue_document,
    open_document,
    require_issuer,
)
from qualitydesk.translation import Translator
from reports.declaration import Gathered, Readiness, Report, report
from reports.house_time import house_time
from reports.kit.imprint import House
from reports.press import Order, Printed, press

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk

BOTH = ("zh_CN", "en")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants on paper: which document about which record, languages, blocks left out (None: the
    usual ones), single photos by id (None: the first ones), who gets a copy.

    ``key`` makes the wish one and the same however often it is repeated.
    """

    document: str
    number: str
    languages: Sequence[str] = BOTH
    left_out: AbstractSet[str] | None = None
    photos: Sequence[str] | None = None
    copies: Sequence[str] = ()
    key: str = field(default_factory=new_key)


def house_of(desk: Desk) -> House:
    """The company in whose name papers are issued."""
    house = desk.house
    contact = " · ".join(part for part in (house.phone, house.email) if part)
    name = Bilingual(house.name, house.name_zh)
    return House(name, Bilingual(house.address, house.address_zh), contact, _logo(desk))


def _logo(desk: Desk) -> bytes:
    """The company's logo; a picture that is lost or damaged stops no paper."""
    if not desk.house.logo:
        return b""
    try:
        return read_file(desk, desk.house.logo)
    except (NotFound, Unavailable):
        return b""


def facts(desk: Desk, wish: Wish) -> Gathered[Any]:
    """What the paper would state, less the blocks that were left out."""
    declared = report(wish.document)
    found = _gathered(declared, desk, wish.number)
    left_out = declared.usually_left_out if wish.left_out is None else wish.left_out
    content = found.content
    if wish.photos is not None and declared.with_photos is not None:
        chosen = [photo for photo in found.photos if photo.id in wish.photos]
        content = declared.with_photos(desk, content, chosen)
    return replace(found, content=declared.without(content, left_out))


def _gathered(declared: Report[Any], desk: Desk, number: str) -> Gathered[Any]:
    """By the number as it was typed, else in capitals: those that we give have no small letters."""
    try:
        return declared.gather(desk, number)
    except NotFound:
        if number == number.upper():
            raise
        return declared.gather(desk, number.upper())


def draft(desk: Desk, wish: Wish) -> Printed:
    """The paper as a draft: no number, no codes, not registered."""
    found = facts(desk, wish)
    order = Order("", house_time(desk, desk.now()), Bilingual(desk.person.name, desk.person.name_zh))
    return _pressed(report(wish.document), found, order, desk, wish)


def issue(desk: Desk, wish: Wish) -> DocumentFile:
    """Issue the paper and enter it in the register; the entry. The same wish again gives the same entry."""
    declared, found = report(wish.document), facts(desk, wish)
    _refuse_unready(found)
    request = Request(
        key=wish.key,
        document=declared.id,
        prefix=declared.prefix,
        subject_id=found.subject.id,
        subject_number=found.subject.number,
        revision=found.subject.revision,
        language=" / ".join(wish.languages),
        issuer_id=found.subject.signer_id,
        copies_to=tuple(wish.copies),
    )

    def make(reservation: Reservation) -> Printed:
        order = Order(
            reservation.number,
            house_time(desk, reservation.at),
            reservation.issuer,
            reservation.chain_seq,
            reservation.chain_head,
        )
        return _pressed(declared, found, order, desk, wish)

    return open_document(desk, issue_document(desk, request, make))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of several wishes, by the numbers of their records: the number of the paper, or the error
    that stood against it. What is in neither was not begun.
    """

    papers: Mapping[str, str]
    refused: Mapping[str, QualityDeskError]


def issue_each(desk: Desk, wishes: Sequence[Wish], go_on: Callable[[int], bool]) -> Outcome:
    """Issue one paper after the other, each by itself; ``go_on`` hears how many are through before each."""
    papers: dict[str, str] = {}
    refused: dict[str, QualityDeskError] = {}
    for place, wish in enumerate(wishes):
        if not go_on(place):
            break
        try:
            papers[wish.number] = issue(desk, wish).row.number
        except QualityDeskError as error:
            refused[wish.number] = error
    return Outcome(papers, refused)


def in_the_way(desk: Desk, wish: Wish, found: Gathered[Any]) -> Gathered[Any]:
    """The same facts; that the person at the desk may not issue the paper is the first thing against it."""
    try:
        require_issuer(desk, wish.document)
    except Denied as error:
        return replace(found, readiness=(Readiness(Tone.BAD, error.message), *found.readiness))
    return found


def _refuse_unready(found: Gathered[Any]) -> None:
    against = [each.words for each in found.readiness if each.tone is Tone.BAD]
    if against:
        raise RuleBroken(against[0])


def _pressed(declared: Report[Any], found: Gathered[Any], order: Order, desk: Desk, wish: Wish) -> Printed:
    speakers = [Translator(language) for language in wish.languages]
    return press(declared, found.subject, found.content, order, house_of(desk), speakers)
