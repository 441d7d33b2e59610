"""Text from outside, as bad as it comes: kept as it is or refused in words, never run, never a crash."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from qualitydesk.domain.claims.words import ClaimKind
from qualitydesk.domain.errors import NotFound, QualityDeskError
from qualitydesk.domain.values import Query
from qualitydesk.records import Claim, Party, Product, t
from qualitydesk.services import claims, documents, inspections, search, shipments
from qualitydesk.services.claims import NewClaim
from qualitydesk.services.desk import Desk
from qualitydesk.services.products import create_product
from qualitydesk.services.trace import trace
from qualitydesk.store import audit
from tests import builders

HOSTILE = {
    "nothing": "\x00",
    "nothing inside": "kettle\x00leaks",
    "half a character": "kettle \ud83d leaks",
    "controls": "\x1b[31mred\x07\x08\x7f",
    "other direction": "invoice\u202efdp.exe",
    "sql": "'; DROP TABLE claim; --",
    "wildcards": "%_%\\_%",
    "search words": '"kettle" OR (NOT leak*) NEAR/2 col:x ^ - +',
    "server search words": "a & b | !c <-> d:*",
    "markup": '<img src="/etc/passwd"/><a href="javascript:alert(1)">x</a></para>',
    "formula": '=HYPERLINK("http://x","y")',
    "template": "{0}{name}{__class__.__mro__}%s%(x)s",
    "only marks": "\u0301" * 300,
    "widest": "W" * 200_000,
    "astral": "𠮷吉📦👩‍👩‍👧",
    "blank": " \t\r\n\u3000\u200b",
    "path": "../../../../etc/passwd\\..\\CON",
}


@pytest.fixture
def order(service: Desk) -> str:
    """One kettle sold, shipped and delivered."""
    with service.store.write(service.person, "prepare") as work:
        keys = builders.add_traded_goods(work)
        sold = builders.add_order(work, number="DE-7", delivered_at=work.clock.now())
        builders.add_order_line(
            work,
            sold,
            keys["product"],
            quantity=20,
            lot_id=keys["lot"],
            shipment_line_id=keys["shipment_line"],
        )
    return "DE-7"


@contextmanager
def _or_refused() -> Iterator[None]:
    """Let an error for people pass, as long as it says something."""
    try:
        yield
    except QualityDeskError as refused:
        if not str(refused):
            raise


def _said(desk: Desk, order: str, text: str) -> NewClaim:
    (item,) = claims.find_items(desk, order)
    return NewClaim(item, ClaimKind.DEFECTIVE, text)


def test_what_a_buyer_writes_is_kept_or_refused(service: Desk, order: str) -> None:
    for text in HOSTILE.values():
        with _or_refused():
            key = claims.create_claim(service, _said(service, order, text))
            assert claims.open_claim(service, key).number.startswith("CL-")
    assert claims.count(service, Query()) >= len(HOSTILE) - 2


def test_what_a_clerk_searches_for_is_only_words(service: Desk, order: str) -> None:
    claims.create_claim(service, _said(service, order, "It leaks."))
    for text in HOSTILE.values():
        assert isinstance(search.find(service, text), list)
        for listing in (claims, inspections, shipments, documents):
            listing.page(service, Query(text=text))
            listing.count(service, Query(text=text))


def test_a_filter_s_value_is_never_sql(service: Desk, order: str) -> None:
    claims.create_claim(service, _said(service, order, "It leaks."))
    for text in HOSTILE.values():
        for name in ("status", "market", "kind"):
            assert not claims.page(service, Query(filters={name: (text,)})).rows
    with service.store.read() as read:
        assert read.count(Claim) == 1


def test_an_order_of_columns_comes_from_a_fixed_list(service: Desk, order: str) -> None:
    claims.create_claim(service, _said(service, order, "It leaks."))
    for text in HOSTILE.values():
        with _or_refused():
            assert len(claims.page(service, Query(order=text)).rows) == 1


def test_a_scanned_key_finds_nothing_and_breaks_nothing(service: Desk, order: str) -> None:
    for text in HOSTILE.values():
        with _or_refused():
            assert not trace(service, text).matches
        assert not claims.find_items(service, text)
        with pytest.raises(NotFound):
            claims.open_claim(service, text)


def test_a_product_s_name_is_kept_or_refused(manager: Desk) -> None:
    for number, text in enumerate(HOSTILE.values()):
        with _or_refused():
            key = create_product(manager, sku=f"HOSTILE-{number}", name=text, category="toys")
            with manager.store.read() as read:
                name = read.get(Product, key).name
            assert "\x00" not in name
            name.encode("utf-8")


def test_a_message_to_the_buyer_is_kept_or_refused(service: Desk, order: str) -> None:
    key = claims.create_claim(service, _said(service, order, "It leaks."))
    for text in HOSTILE.values():
        with _or_refused():
            claims.add_message(service, key, text)
    assert claims.open_claim(service, key).messages


def test_a_file_s_name_is_only_a_label(service: Desk, order: str) -> None:
    from PIL import Image

    key = claims.create_claim(service, _said(service, order, "It leaks."))
    for shade, text in enumerate(HOSTILE.values()):
        out = io.BytesIO()
        Image.new("RGB", (8, 8), (shade, 0, 0)).save(out, "PNG")
        claims.attach_photo(service, key, out.getvalue(), text)
    folder = service.attachments.folder
    if folder is not None:
        kept = [path for path in folder.rglob("*") if path.is_file()]
        assert {len(path.name) for path in kept} == {64}
        assert len(kept) == len(HOSTILE)


def test_the_audit_chain_holds_after_hostile_words(service: Desk, order: str) -> None:
    for text in HOSTILE.values():
        with _or_refused(), service.store.write(service.person, "rename", reason=text) as work:
            party = work.find(Party, own=True)
            assert party is not None
            work.update(Party, party.id, party.version, short_name=text)
    with service.store.read() as read:
        assert audit.verify(read).ok


def test_a_claim_report_is_printed_whatever_was_written(service: Desk, order: str) -> None:
    from reports.issuing import Wish, issue

    key = claims.create_claim(service, _said(service, order, "It leaks. " + HOSTILE["markup"]))
    for text in HOSTILE.values():
        with _or_refused():
            claims.add_message(service, key, text, direction="In", author=text[:80])
    with service.store.write(service.person, "rename") as work:
        for product in work.all(select(t(Product))):
            work.change(Product, product.id, name=HOSTILE["template"], name_zh=HOSTILE["sql"])
    issued = issue(service, Wish("claim-report", claims.open_claim(service, key).number))
    assert documents.read_pdf(service, issued.row.id).startswith(b"%PDF-")
