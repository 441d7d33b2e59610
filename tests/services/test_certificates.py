"""Certificates on both databases: recorded with their scope, moved with reasons, listed by their end."""

from __future__ import annotations

from datetime import date

import pytest

from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.domain.errors import Conflict, NotFound, RuleBroken
from qualitydesk.domain.values import Query
from qualitydesk.services import certificates, parties, products
from qualitydesk.services.desk import Desk

C = CertificateStatus


@pytest.fixture
def kettle(manager: Desk) -> str:
    """A kettle with two model names."""
    return products.create_product(
        manager,
        sku="KT-1704B",
        name="Glass kettle",
        model="KT-1704B",
        models=["KT-1704B-EU"],
        category="electrical_lv",
    )


def _paper(desk: Desk, product: str, number: str = "DoC 1", **fields: object) -> str:
    given = {"scheme": "CE", "market": "EU", "products": [product]} | fields
    return certificates.create_certificate(desk, number=number, **given)  # type: ignore[arg-type]  # the fields a test names are right by construction


def test_history_is_kept_and_moves_follow_the_table(manager: Desk, kettle: str) -> None:
    key = _paper(manager, kettle)
    for status in (C.SUBMITTED, C.UNDER_REVIEW, C.VALID):
        version = certificates.open_certificate(manager, key).version
        certificates.move_certificate(manager, key, version, status)
    opened = certificates.open_certificate(manager, key)
    assert [event.status for event in opened.history] == ["Draft", "Submitted", "Under review", "Valid"]
    assert opened.history[-1].person == manager.person.name
    with pytest.raises(RuleBroken):
        certificates.move_certificate(manager, key, opened.version, C.DRAFT)
    with pytest.raises(RuleBroken):
        certificates.move_certificate(manager, key, opened.version, C.SUSPENDED)
    certificates.move_certificate(manager, key, opened.version, C.SUSPENDED, reason="Body withdrew the test")
    assert certificates.open_certificate(manager, key).status is C.SUSPENDED


def test_superseding_names_the_successor(manager: Desk, kettle: str) -> None:
    old = _paper(manager, kettle, status="Valid")
    new = _paper(manager, kettle, "DoC 2", status="Valid")
    version = certificates.open_certificate(manager, old).version
    with pytest.raises(RuleBroken):
        certificates.move_certificate(manager, old, version, C.SUPERSEDED, reason="New edition")
    certificates.move_certificate(manager, old, version, C.SUPERSEDED, reason="New edition", successor=new)
    rows = certificates.coverage(manager, "KT-1704B", "EU")
    assert [(row.certificate, row.state) for row in rows] == [("DoC 2", "Valid")]


def test_expiring_and_expired_are_computed(manager: Desk, kettle: str) -> None:
    _paper(manager, kettle, "A", status="Valid", valid_to=date(2026, 12, 10))
    _paper(manager, kettle, "B", status="Valid", valid_to=date(2026, 11, 19))
    _paper(manager, kettle, "C", status="Valid")
    page = certificates.page(manager, Query(order="ends", descending=False))
    assert [(row.number, row.status) for row in page.rows] == [
        ("B", C.EXPIRED),
        ("A", C.EXPIRING),
        ("C", C.VALID),
    ]
    assert certificates.count(manager, Query({"view": ("ending",)})) == 1
    assert certificates.count(manager, Query({"view": ("ended",)})) == 1


def test_pages_continue_without_gaps(manager: Desk, kettle: str) -> None:
    for number in range(7):
        _paper(manager, kettle, f"DoC {number}", status="Valid", valid_to=date(2027, 1, 1 + number % 3))
    seen: list[str] = []
    page = certificates.page(manager, Query(order="ends"), None, 3)
    seen += [row.number for row in page.rows]
    while page.next is not None:
        page = certificates.page(manager, Query(order="ends"), page.next, 3)
        seen += [row.number for row in page.rows]
    assert sorted(seen) == [f"DoC {number}" for number in range(7)]


def test_models_narrow_what_is_covered(manager: Desk, kettle: str) -> None:
    key = _paper(manager, kettle, models=["KT-1704"], status="Valid")
    assert certificates.coverage(manager, "KT-1704B", "EU")[0].state == "Missing"
    certificates.set_scope(manager, key, [kettle], ["kt-1704b-eu"])
    assert certificates.coverage(manager, "KT-1704B", "EU")[0].state == "Valid"


def test_doubts_are_shown(manager: Desk, kettle: str) -> None:
    one = parties.create_party(manager, code="A", name="Haoyu")
    two = parties.create_party(manager, code="B", name="Other")
    key = _paper(manager, kettle, status="Valid", holder_id=one, body_number="12")
    _paper(manager, kettle, status="Valid", holder_id=two)
    doubts = [str(doubt) for doubt in certificates.open_certificate(manager, key).doubts]
    assert "“12” is not written as a CE number" in doubts
    assert "The same number is on a paper of Other" in doubts


@pytest.mark.parametrize(
    "fields",
    [
        {"scheme": "CCC"},
        {"market": "ATLANTIS"},
        {"number": "  "},
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
    ],
)
def test_what_is_refused(manager: Desk, kettle: str, fields: dict[str, object]) -> None:
    given = {"number": "DoC 1"} | fields
    with pytest.raises(RuleBroken):
        _paper(manager, kettle, **given)  # type: ignore[arg-type]  # the number is a text in every case
    assert certificates.count(manager, Query()) == 0


def test_unknown_product_or_market(manager: Desk, kettle: str) -> None:
    with pytest.raises(NotFound):
        certificates.coverage(manager, "NOTHING")
    with pytest.raises(NotFound):
        certificates.coverage(manager, "KT-1704B", "ATLANTIS")


def test_numbers_of_parties_warn_and_are_kept(manager: Desk) -> None:
    key = parties.create_party(manager, code="HAOYU", name="Haoyu", roles=["manufacturer", "manufacturer"])
    doubts = parties.add_identifier(manager, key, "uscc", "9111 0000 6000 3734 1M")
    assert [str(doubt) for doubt in doubts] == ["Check digit should be L"]
    assert parties.add_identifier(manager, key, "uscc", "91110000600037341M") == doubts
    found = parties.open_party(manager, key)
    assert found.identifiers == (("uscc", "91110000600037341M"),)
    assert found.roles == ("manufacturer",)
    assert "party.registry_id" in found.facts.elements
    with pytest.raises(RuleBroken):
        parties.add_identifier(manager, key, "uscc", " ")


def test_a_post_box_is_no_postal_address(manager: Desk) -> None:
    key = parties.create_party(manager, code="BOX", name="Box Ltd.")
    parties.add_address(manager, key, street="PO Box 12", city="Hamburg", po_box=True)
    assert "party.postal_address" not in parties.open_party(manager, key).facts.elements
    parties.add_address(manager, key, street="Hafenstraße 1", city="Hamburg")
    assert "party.postal_address" in parties.open_party(manager, key).facts.elements


def test_vetting_needs_evidence(manager: Desk) -> None:
    key = parties.create_party(manager, code="PAY", name="Pay Ltd.", roles=["payment_provider"])
    with pytest.raises(RuleBroken):
        parties.record_check(manager, key, "Identity", "Passed")
    for kind in ("Identity", "Identity of the leader", "Credit", "Supervision"):
        parties.record_check(
            manager, key, kind, "Passed", evidence="Register extract", valid_to=date(2027, 6, 1)
        )
    assert parties.open_party(manager, key).vetting.verdict == "Vetted"


def test_parties_and_products_are_refused_without_names(manager: Desk) -> None:
    with pytest.raises(RuleBroken) as refused:
        parties.create_party(manager, code="", name="")
    assert set(refused.value.fields) == {"code", "name"}
    with pytest.raises(RuleBroken):
        products.create_product(manager, sku="X", name="X", category="unicorns")


def test_product_numbers_warn_and_versions_are_checked(manager: Desk, kettle: str) -> None:
    version = products.open_product(manager, kettle).version
    products.edit_product(manager, kettle, version, gtin="697 123 456 0217")
    found = products.open_product(manager, kettle)
    assert [str(doubt) for doubt in found.doubts] == ["Check digit should be 6"]
    assert found.fields["gtin"] == "6971234560217"
    with pytest.raises(Conflict):
        products.edit_product(manager, kettle, version, gtin="6971234560216")


def test_choices_put_the_wanted_role_first(manager: Desk) -> None:
    parties.create_party(manager, code="A", name="Aaa")
    parties.create_party(manager, code="Z", name="Zzz carrier", roles=["carrier"])
    assert parties.party_choices(manager, role="carrier")[0].label == "Zzz carrier"
    assert [one.label for one in parties.party_choices(manager, "aaa")] == ["Aaa"]
