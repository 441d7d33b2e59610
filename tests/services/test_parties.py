"""The party file on both databases: listed by role and vetting, every row corrected, ended, put back."""

from __future__ import annotations

from datetime import date

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Conflict, Denied, RuleBroken
from qualitydesk.domain.values import Bilingual, Query
from qualitydesk.records import Claim, LiabilityShare, PartyCheck
from qualitydesk.services import claims, parties
from qualitydesk.services.desk import Desk
from qualitydesk.services.parties import PARTIES
from qualitydesk.services.search import find
from qualitydesk.services.uses import uses_of_party
from qualitydesk.store import audit
from tests.builders import add_claim, desk_of


@pytest.fixture
def carrier(manager: Desk) -> str:
    return parties.create_party(manager, code="SEA", name="Sea Line", roles=["carrier"], country="China")


def _listed(desk: Desk, **filters: tuple[str, ...]) -> list[str]:
    return [row.code for row in PARTIES.page(desk, Query(filters, order="code", descending=False)).rows]


def _passed(desk: Desk, key: str, *kinds: str, until: date | None = None) -> None:
    for kind in kinds:
        parties.record_check(desk, key, kind, "Passed", evidence="Register extract", valid_to=until)


def test_the_list_agrees_with_the_verdict_of_each_file(manager: Desk) -> None:
    def made(code: str, role: str) -> str:
        return parties.create_party(manager, code=code, name=code, roles=[role])

    nothing, vetted, ended, failed, maker = (
        made(code, role)
        for code, role in (
            ("A-NOTHING", "carrier"),
            ("B-VETTED", "carrier"),
            ("C-ENDED", "payment_provider"),
            ("D-FAILED", "warehouse"),
            ("E-MAKER", "manufacturer"),
        )
    )
    _passed(manager, vetted, "Identity", "Licence")
    _passed(
        manager, ended, "Identity", "Identity of the leader", "Credit", "Supervision", until=date(2026, 11, 1)
    )
    _passed(manager, failed, "Identity", "Licence")
    parties.record_check(manager, failed, "Insurance", "Failed")
    rows = {row.id: row for row in PARTIES.page(manager, Query()).rows}
    verdicts = {rows[key].code: rows[key].verdict for key in (nothing, vetted, ended, failed, maker)}
    assert list(verdicts.values()) == ["Missing", "Vetted", "Expired", "Failed", ""]
    assert _listed(manager, not_vetted=("1",)) == ["A-NOTHING", "C-ENDED", "D-FAILED"]
    parties.record_check(manager, failed, "Insurance", "Passed", evidence="Policy")
    assert _listed(manager, not_vetted=("1",)) == ["A-NOTHING", "C-ENDED"]


def test_an_earlier_check_does_not_hide_the_newest(manager: Desk, carrier: str) -> None:
    _passed(manager, carrier, "Identity", "Licence")
    parties.record_check(manager, carrier, "Licence", "Failed", checked_on=date(2025, 1, 1))
    assert parties.open_party(manager, carrier).vetting.verdict == "Vetted"
    assert _listed(manager, not_vetted=("1",)) == []


def test_roles_are_set_with_the_party(manager: Desk, carrier: str) -> None:
    parties.edit_party(manager, carrier, 1, roles=["carrier", "warehouse"], short_name="Sea")
    assert parties.open_party(manager, "SEA").roles == ("carrier", "warehouse")
    parties.edit_party(manager, carrier, 2, roles=["warehouse"])
    assert _listed(manager, role=("carrier",)) == []
    assert _listed(manager, role=("warehouse",), country=("CN",)) == ["SEA"]
    assert "CN" in parties.party_countries(manager)


def test_every_row_of_the_file_is_corrected_removed_and_put_back(manager: Desk, carrier: str) -> None:
    address = parties.add_address(manager, carrier, street="Hafenstraße 1", city="Hamburg", country="Germany")
    contact = parties.add_contact(manager, carrier, name="Li Na", phone="+86 1")
    parties.add_identifier(manager, carrier, "gln", "4012345000009")
    check = parties.record_check(manager, carrier, "Identity", "Open")
    number = parties.open_party(manager, carrier).identifiers[0].id
    parties.edit_part(manager, "address", address, 1, city="Bremen", po_box=True)
    parties.edit_part(manager, "contact", contact, 1, function="Claims")
    parties.edit_part(manager, "identifier", number, 1, value="4012345 00000 8")
    parties.edit_part(manager, "check", check, 1, outcome="Passed", evidence="Passport")
    file = parties.open_party(manager, carrier)
    assert (file.addresses[0].city, file.contacts[0].function) == ("Bremen", "Claims")
    assert (file.identifiers[0].value, len(file.identifiers[0].doubts)) == ("4012345000008", 1)
    assert (file.checks[0].outcome, file.checks[0].reviewer.en) == ("Passed", "Lin Tao")
    for kind, key in (("address", address), ("contact", contact), ("identifier", number), ("check", check)):
        taken = parties.remove_part(manager, kind, key)
        parties.restore_part(manager, kind, taken)
    assert parties.open_party(manager, carrier) == file
    with manager.store.read() as read:
        assert [each["action"] for each in audit.history(read, address)] == [
            "put back address",
            "remove address",
            "edit address",
            "add address",
        ]


def test_rows_that_say_nothing_are_refused_at_their_field(manager: Desk, carrier: str) -> None:
    check = parties.record_check(manager, carrier, "Identity", "Open")
    with pytest.raises(RuleBroken) as told:
        parties.edit_part(manager, "check", check, 1, outcome="Passed")
    assert set(told.value.fields) == {"evidence"}
    with pytest.raises(RuleBroken) as told:
        parties.add_address(manager, carrier, street="", city="", country="")
    assert set(told.value.fields) == {"street", "city"}
    with pytest.raises(RuleBroken):
        parties.add_contact(manager, carrier, name=" ")
    with pytest.raises(Conflict):
        parties.edit_part(manager, "check", check, 9, evidence="X")


def test_mandates_are_recorded_and_ended(manager: Desk, carrier: str) -> None:
    maker = parties.create_party(manager, code="MAKER", name="Maker")
    key = parties.record_mandate(
        manager,
        giver=maker,
        holder=carrier,
        duty="authorised_rep",
        market="DE",
        valid_from=date(2026, 1, 1),
    )
    (line,) = parties.open_party(manager, carrier).mandates
    assert (line.given, line.other.en, line.fields["market"]) == (False, "Maker", "EU")
    parties.edit_mandate(manager, key, 1, reference="M-1", tasks=["labels"])
    with pytest.raises(RuleBroken):
        parties.end_mandate(manager, key, 2, date(2025, 1, 1), "Early")
    parties.end_mandate(manager, key, 2, date(2026, 11, 20), "Contract ended")
    (line,) = parties.open_party(manager, maker).mandates
    assert (line.given, line.fields["valid_to"]) == (True, date(2026, 11, 20))
    for fields in ({"holder": maker}, {"holder": carrier, "market": "Atlantis"}, {"holder": ""}):
        with pytest.raises(RuleBroken):
            parties.record_mandate(manager, giver=maker, duty="authorised_rep", **fields)


def test_blocking_is_for_managers_and_needs_a_reason(staffed: Backend, manager: Desk, carrier: str) -> None:
    with pytest.raises(Denied):
        parties.block_parties(desk_of(staffed, "chen"), [carrier], "Lost two containers")
    with pytest.raises(Denied):
        parties.edit_party(desk_of(staffed, "chen"), carrier, 1, blocked=True)
    with pytest.raises(RuleBroken):
        parties.block_parties(manager, [carrier], " ")
    assert parties.block_parties(manager, [carrier], "Lost two containers") == (carrier,)
    assert parties.block_parties(manager, [carrier], "Again") == ()
    assert _listed(manager, blocked=("1",)) == ["SEA"]
    parties.unblock_party(manager, carrier, 2, "Found them")
    assert _listed(manager, blocked=("1",)) == []


def test_where_a_party_is_used_is_counted_as_the_lists_show_it(manager: Desk, carrier: str) -> None:
    with manager.store.write(manager.person, "make it liable") as work:
        claim = add_claim(work)
        work.insert(LiabilityShare, id="share", claim_id=claim, party_id=carrier, basis_points=10000)
    counts = {use.screen: use.count for use in uses_of_party(manager, carrier)}
    assert counts == {"shipments": 0, "claims": 1, "certificates": 0, "products": 0, "places": 0}
    (row,) = claims.page(manager, Query({"liable": (carrier,)})).rows
    assert row.id == claim


def test_a_reviewer_who_is_unknown_leaves_the_check_readable(manager: Desk, carrier: str) -> None:
    check = parties.record_check(manager, carrier, "Identity", "Open")
    with manager.store.write(manager.person, "forget the reviewer") as work:
        work.change(PartyCheck, check, reviewer_id=None)
        assert work.count(Claim) == 0
    assert parties.open_party(manager, carrier).checks[0].reviewer.en == ""


def test_other_roles_alone_are_a_change_that_the_second_hears_of(manager: Desk, carrier: str) -> None:
    version = parties.open_party(manager, carrier).version
    assert parties.edit_party(manager, carrier, version, roles=["carrier", "warehouse"]) == version + 1
    with pytest.raises(Conflict):
        parties.edit_party(manager, carrier, version, phone="1")
    assert parties.open_party(manager, carrier).roles == ("carrier", "warehouse")


def test_a_mandate_is_not_edited_into_one_to_oneself(manager: Desk, carrier: str) -> None:
    maker = parties.create_party(manager, code="M", name="Maker")
    key = parties.record_mandate(manager, giver=maker, holder=carrier, duty="authorised_rep")
    with pytest.raises(RuleBroken):
        parties.edit_mandate(manager, key, 1, giver_id=carrier)


def test_a_party_is_called_in_the_language_of_its_reader(manager: Desk, carrier: str) -> None:
    def called() -> Bilingual:
        return parties.open_party(manager, carrier).facts.name

    assert called() == Bilingual("Sea Line")
    version = parties.edit_party(manager, carrier, 1, name_zh="海运股份有限公司", short_name="Sea")
    assert called() == Bilingual("Sea", "海运股份有限公司")
    parties.edit_party(manager, carrier, version, short_name_zh="海运")
    assert called() == Bilingual("Sea", "海运")
    assert parties.open_party(manager, carrier).facts.full_name == Bilingual("Sea Line", "海运股份有限公司")


def test_a_party_is_found_by_its_chinese_short_name(manager: Desk, carrier: str) -> None:
    parties.edit_party(manager, carrier, 1, short_name_zh="远洋")
    assert [hit.id for hit in find(manager, "远洋")] == [carrier]
