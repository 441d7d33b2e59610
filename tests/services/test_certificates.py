"""Certificates on both databases: recorded with their scope, moved with reasons, listed by their end."""

from __future__ import annotations

from datetime import date

import pytest

from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Query
from qualitydesk.records import Action, Party
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
    assert opened.history[-1].person.en == manager.person.name
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
    assert certificates.edit_certificate(manager, key, 1, models=["kt-1704b-eu"]) == 2
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
    assert [(one.scheme, one.value) for one in found.identifiers] == [("uscc", "91110000600037341M")]
    assert found.identifiers[0].doubts == doubts
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


def test_a_wanted_role_is_offered_however_many_parties_come_before(manager: Desk) -> None:
    with manager.store.write(manager.person, "enter parties") as work:
        rows = [
            {"id": new_key(), "code": f"A{n:03}", "name": f"Aaa {n:03}", "country": "DE"} for n in range(600)
        ]
        work.insert_many(Party, rows)
    parties.create_party(manager, code="Z", name="Zzz carrier", roles=["carrier"])
    found = parties.party_choices(manager, role="carrier")
    assert found[0].label == "Zzz carrier"
    assert len(found) == 50


def test_the_matrix_pages_products_and_counts_what_is_in_force(manager: Desk) -> None:
    for number in range(5):
        products.create_product(
            manager, sku=f"T-{number}", name=f"Toy {number}", name_zh=f"玩具{number}", category="toys"
        )
    plain = products.create_product(manager, sku="Z-1", name="Old box", category="furniture")
    products.edit_product(manager, plain, 1, active=False)
    query = Query({"sale": ("on",), "market": ("EU", "GB")})
    first = certificates.matrix_page(manager, query, None, 3)
    rest = certificates.matrix_page(manager, query, first.next, 3)
    assert [row.sku for row in (*first.rows, *rest.rows)] == [f"T-{number}" for number in range(5)]
    assert rest.next is None
    _paper(manager, first.rows[0].id, status="Valid", valid_to=date(2027, 11, 1))
    _paper(manager, first.rows[1].id, "DoC 2", status="Valid", valid_to=date(2026, 12, 1))
    rows = certificates.matrix_page(manager, query).rows
    assert [rows[place].cells["EU"].state for place in range(3)] == ["Valid", "Expiring", "Missing"]
    assert rows[0].cells["GB"].state == "Valid", "the Union's mark is accepted there"
    assert rows[0].cells["EU"].worst.expires == date(2027, 11, 1)
    found = certificates.matrix_count(manager, query)
    assert (found.needed, found.in_force) == (10, 4)
    fitting = certificates.matrix_page(manager, Query({**query.filters, "state": ("Expiring",)}), None, 1)
    assert [row.sku for row in fitting.rows] == ["T-1"]
    assert certificates.matrix_page(manager, Query({"sale": ("off",)})).rows[0].sku == "Z-1"


def test_heads_name_the_marks_and_the_markets_in_use(manager: Desk, kettle: str) -> None:
    heads = {head.market: head for head in certificates.matrix_heads(manager)}
    assert heads["CN"].marks == ("CCC",)
    assert [head.used for head in heads.values()].count(True) == 6, "nothing is traded yet"
    _paper(manager, kettle)
    assert [code for code, head in certificates_used(manager)] == ["EU"]


def certificates_used(desk: Desk) -> list[tuple[str, certificates.MatrixHead]]:
    return [(head.market, head) for head in certificates.matrix_heads(desk) if head.used]


def test_a_cell_says_what_is_needed_and_takes_a_dated_exception(
    manager: Desk, service: Desk, kettle: str
) -> None:
    cell = certificates.open_cell(manager, kettle, "CN")
    assert (cell.state, cell.needs[0].scheme.code, cell.needs[0].lifted) == ("Missing", "CCC", None)
    until = date(2026, 12, 31)
    with pytest.raises(Denied):
        certificates.grant_paper_exception(service, kettle, "CN", "CCC", until=until, reason="Sample")
    with pytest.raises(RuleBroken) as refused:
        certificates.grant_paper_exception(manager, kettle, "CN", "CCC", until=until, reason=" ")
    assert "reason" in refused.value.fields
    certificates.grant_paper_exception(manager, kettle, "CN", "CCC", until=until, reason="Trade fair")
    cell = certificates.open_cell(manager, kettle, "CN")
    assert cell.state == "Exception"
    lifted = cell.needs[0].lifted
    assert lifted is not None
    assert (lifted.until, lifted.reason, lifted.by.en) == (until, "Trade fair", manager.person.name)
    with pytest.raises(RuleBroken):
        certificates.grant_paper_exception(manager, kettle, "CN", "CCC", until=until, reason="Again")
    with pytest.raises(NotFound):
        certificates.open_cell(manager, kettle, "ATLANTIS")


def test_every_look_at_a_paper_is_told(manager: Desk) -> None:
    maker = parties.create_party(manager, code="H", name="Haoyu", name_zh="浩宇")
    other = parties.create_party(manager, code="O", name="Other")
    key = products.create_product(manager, sku="F-1", name="Lamp", category="lighting", maker_id=maker)
    india = {"scheme": "BIS_CRS", "market": "IN", "status": "Valid", "valid_from": date(2026, 1, 1)}
    _paper(manager, key, "R-41000001", holder_id=maker, valid_to=date(2027, 1, 1), **india)
    opened = certificates.open_certificate(manager, "R-41000001")
    assert not opened.doubts
    assert [str(check.words) for check in opened.checks] == [
        "Number well formed for the scheme",
        "Holder is the maker on the product card",
        "Product or model named on the paper",
        "Number not used by another holder",
        "Dates in order",
    ]
    assert (opened.holder.zh, opened.goods[0].maker.en) == ("浩宇", "Haoyu")
    bad = _paper(manager, key, "R-41000002", holder_id=other, **india)
    opened = certificates.open_certificate(manager, bad)
    assert [str(doubt) for doubt in opened.doubts] == ["Other holds it, but does not make F-1"]
    assert opened.checks[0].doubtful, "doubts come first"
    rows = certificates.page(manager, Query({"view": ("doubtful",)})).rows
    assert [(row.number, row.doubt) for row in rows] == [("R-41000002", str(opened.doubts[0]))]
    assert certificates.count(manager, Query({"view": ("doubtful",)})) == 1


def test_doubts_are_settled_by_a_manager_with_the_reason_until_another_one_arises(
    manager: Desk, service: Desk
) -> None:
    maker = parties.create_party(manager, code="H", name="Haoyu")
    other = parties.create_party(manager, code="O", name="Other")
    lamp = products.create_product(manager, sku="F-1", name="Lamp", category="lighting", maker_id=maker)
    key = _paper(
        manager, lamp, "R-41000002", scheme="BIS_CRS", market="IN", status="Valid", holder_id=other,
        valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1), doubt="The stamp looks odd",
    )  # fmt: skip
    doubts = certificates.open_certificate(manager, key).doubts
    assert len(doubts) == 2
    with pytest.raises(Denied):
        certificates.settle_doubts(service, key, 1, doubts, "Fine")
    with pytest.raises(RuleBroken) as refused:
        certificates.settle_doubts(manager, key, 1, doubts, " ")
    assert "reason" in refused.value.fields
    version = certificates.settle_doubts(manager, key, 1, doubts, "The body confirmed the holder by letter")
    opened = certificates.open_certificate(manager, key)
    assert not opened.doubts
    assert "Settled: Other holds it, but does not make F-1" in [str(one.words) for one in opened.checks]
    assert opened.history[-1].reason == "The body confirmed the holder by letter"
    assert certificates.count(manager, Query({"view": ("doubtful",)})) == 0
    assert certificates.coverage(manager, "F-1", "IN")[0].state == "Expiring"
    certificates.edit_certificate(manager, key, version, body_number="9", number="12")
    assert certificates.open_certificate(manager, key).doubts, "another doubt is raised anew"


def test_views_of_the_coverage_are_joined_as_a_filter(manager: Desk, kettle: str) -> None:
    doubtful = _paper(
        manager, kettle, "DoC 1", status="Valid", valid_to=date(2029, 1, 1), doubt="The stamp looks odd"
    )
    ended = _paper(manager, kettle, "DoC 2", status="Valid", valid_to=date(2026, 1, 1))
    review = _paper(manager, kettle, "DoC 3", status="Under review")

    def keys(*views: str) -> set[str]:
        return {row.id for row in certificates.page(manager, Query({"view": views})).rows}

    assert doubtful in keys("doubtful")
    assert ended not in keys("doubtful", "review")
    assert keys("ended", "doubtful") >= {ended, doubtful}
    assert keys("review", "ended") == {review, ended}
    with pytest.raises(KeyError):
        keys(ended)  # the key of a paper is no view


def test_models_lead_to_the_products_they_name(manager: Desk, kettle: str) -> None:
    key = certificates.create_certificate(
        manager, number="DoC 7", scheme="CE", market="EU", models=["KT-1704B-EU"]
    )
    opened = certificates.open_certificate(manager, key)
    assert [(one.sku, one.filed) for one in opened.goods] == [("KT-1704B", False)]
    assert opened.use.count == 0


def test_fields_and_scope_change_together_or_not_at_all(manager: Desk, kettle: str) -> None:
    key = _paper(manager, kettle)
    with pytest.raises(RuleBroken):
        certificates.edit_certificate(manager, key, 1, models=["X"], scheme="CCC")
    assert certificates.open_certificate(manager, key).models == ()
    certificates.edit_certificate(manager, key, 1, models=["X", "X"], note="seen", standards=["EN 1", "EN 2"])
    opened = certificates.open_certificate(manager, key)
    assert (opened.models, opened.products) == (("X",), ((kettle, "KT-1704B"),))
    assert opened.fields["standards"] == ["EN 1", "EN 2"]
    with pytest.raises(Conflict):
        certificates.edit_certificate(manager, key, 1, note="other")
    with pytest.raises(RuleBroken):
        certificates.edit_certificate(manager, key, 2, status="Valid")


def test_moves_are_dated_and_for_managers(manager: Desk, service: Desk, kettle: str) -> None:
    key = _paper(manager, kettle, status="Valid")
    with pytest.raises(Denied):
        certificates.move_certificate(service, key, 1, C.SUSPENDED, reason="Fire")
    with pytest.raises(RuleBroken):
        certificates.move_certificate(manager, key, 1, C.SUSPENDED, reason="Fire", on=date(2026, 11, 21))
    certificates.move_certificate(manager, key, 1, C.SUSPENDED, reason="Fire", on=date(2026, 11, 18))
    last = certificates.open_certificate(manager, key).history[-1]
    assert (last.status, last.reason, last.at.date()) == ("Suspended", "Fire", date(2026, 11, 18))
    other = _paper(manager, kettle, "DoC 2", status="Valid")
    with pytest.raises(RuleBroken):
        certificates.move_certificate(manager, other, 1, C.SUPERSEDED, reason="New", successor=other)


def test_months_count_the_papers_that_end_in_them(manager: Desk, kettle: str) -> None:
    for number, day in enumerate(
        (date(2026, 11, 19), date(2026, 11, 30), date(2027, 2, 1), date(2027, 2, 28))
    ):
        _paper(manager, kettle, f"DoC {number}", status="Valid", valid_to=day)
    _paper(manager, kettle, "Draft", valid_to=date(2027, 2, 2))
    months = certificates.ends_by_month(manager)
    assert (len(months), months[0], months[3]) == (12, (date(2026, 11, 1), 1), (date(2027, 2, 1), 2))
    rows = certificates.page(manager, Query({"ends_in": ("2027-02",)}, "", "ends", False)).rows
    assert [row.number for row in rows] == ["DoC 2", "DoC 3"]
    assert certificates.count(manager, Query({"status": ("Expired",)})) == 1
    assert certificates.count(manager, Query({"status": ("Valid", "Draft")})) == 2


def test_asking_the_maker_prepares_a_letter_and_a_task(manager: Desk) -> None:
    maker = parties.create_party(manager, code="H", name="Haoyu", name_zh="浩宇")
    kettle = products.create_product(
        manager, sku="K", name="Kettle", category="electrical_lv", maker_id=maker
    )
    key = _paper(manager, kettle, status="Valid", valid_to=date(2027, 2, 1))
    request = certificates.renewal_request(manager, certificates.open_certificate(manager, key))
    assert (request.to.zh, request.due_on) == ("浩宇", date(2027, 1, 2))
    assert "DoC 1" in str(request.paragraphs[0])
    with pytest.raises(RuleBroken):
        certificates.record_request(manager, key, "Renew DoC 1", date(2026, 11, 1))
    task = certificates.record_request(manager, key, "Renew DoC 1", request.due_on)
    with manager.store.read() as read:
        row = read.get(Action, task)
    assert (row.subject_id, row.due_on, row.title) == (key, date(2027, 1, 2), "Renew DoC 1")


def test_only_a_manager_records_a_paper_that_is_in_force(manager: Desk, service: Desk, kettle: str) -> None:
    with pytest.raises(Denied):
        _paper(service, kettle, status="Valid")
    draft = _paper(service, kettle)
    assert certificates.edit_certificate(service, draft, 1, valid_to=date(2028, 1, 1)) == 2
    valid = _paper(manager, kettle, "DoC 2", status="Valid")
    for bearing in ({"valid_to": date(2028, 1, 1)}, {"models": ["KT-9"]}):
        with pytest.raises(Denied):
            certificates.edit_certificate(service, valid, 1, **bearing)
    certificates.edit_certificate(service, valid, 1, note="Seen by the body")
