"""The register of rules on both databases, and the company's own changes: at every desk, audited, refused."""

from __future__ import annotations

import logging
import re
from datetime import date

import pytest

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken
from qualitydesk.domain.values import Message, Query, msg
from qualitydesk.records import ClaimDeadline
from qualitydesk.services import certificates, claims, law, products
from qualitydesk.services.claims import recounting
from qualitydesk.services.claims.deadlines import work_out
from qualitydesk.services.desk import Desk
from qualitydesk.services.history import record_history
from qualitydesk.services.law import RuleKind, RuleState, changing
from qualitydesk.services.rules import deadlines_for, questions_for
from qualitydesk.services.unfinished import finish_what_stopped
from qualitydesk.store.house import write_setting
from qualitydesk.store.session import Work
from qualitydesk.translation import Translator
from tests.builders import desk_of
from tests.claim_story import claim_on_kettle, sell_kettles


def test_every_rule_of_every_pack_is_listed_once_and_opens(manager: Desk) -> None:
    rows = law.page(manager, Query(), None, 2000).rows
    assert len({row.id for row in rows}) == len(rows) == law.count(manager, Query())
    assert {row.kind for row in rows} == set(RuleKind)
    for row in rows:
        file = law.open_rule(manager, row.id)
        assert file.row == row
        assert file.parts
    with pytest.raises(NotFound):
        law.open_rule(manager, "eu.nothing")


def test_a_rule_opened_in_chinese_says_no_english_sentence(manager: Desk) -> None:
    tr, sentence = Translator("zh_CN"), re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")
    for row in law.page(manager, Query(), None, 2000).rows:
        file = law.open_rule(manager, row.id)
        lines = [line for part in (*file.parts, *file.around) for line in part.lines if line]
        said = [tr.name(row.title), *(tr(one) if isinstance(one, Message) else tr.name(one) for one in lines)]
        unquoted = (re.sub("“[^”]*”", "", words) for words in said)
        assert not [words for words in unquoted if sentence.search(words)], row.id


def test_a_rule_leads_to_what_its_market_says_beside_it(manager: Desk) -> None:
    tr = Translator("en")

    def around(rule: str) -> dict[str, str]:
        parts = law.open_rule(manager, rule).around
        return {tr(part.label): "\n".join(map(said, part.lines)) for part in parts}

    def said(line: object) -> str:
        return tr(line) if isinstance(line, Message) else getattr(line, "en", str(line))

    europe = around("eu.withdraw")
    assert set(europe) == {"Disputes", "Way back of the goods", "Customs declarant", "Coming changes"}
    assert "ECC-Net" in europe["Disputes"]
    assert "The buyer changed his mind: the consumer pays" in europe["Way back of the goods"]
    assert "The goods are defective: the seller pays" in europe["Way back of the goods"]
    assert "Product Liability Directive" in europe["Coming changes"]
    assert "central DPP registry" not in europe["Coming changes"], "that day has passed"
    assert "not verified" in around("in.withdraw")["Disputes"]
    assert around("QR-02") == {}


def test_filters_words_orders_and_pages(manager: Desk) -> None:
    query = Query({"market": ("EU",), "kind": (RuleKind.DEADLINE.value,)})
    first = law.page(manager, query, None, 5)
    rest = law.page(manager, query, first.next, 500)
    assert len(first.rows) + len(rest.rows) == law.count(manager, query)
    assert rest.next is None
    found = law.page(manager, Query({}, "EU withdrawal")).rows
    assert "eu.withdraw" in [row.id for row in found]
    assert law.page(manager, Query({}, "七日无理由")).rows[0].id == "cn.withdraw"
    since = law.page(manager, Query({}, "", "since"), None, 2000).rows
    days = [row.since or date.min for row in since]
    assert days == sorted(days, reverse=True)
    counted = law.counts(
        manager, {"house": Query({"market": ("house",)}), "changed": Query({"changed": ("yes",)})}
    )
    assert counted["changed"] == 0
    assert counted["house"] == len(manager.rules.house) + len(manager.rules.house_clocks)


def test_a_changed_number_holds_at_once_and_is_cited_as_changed(manager: Desk) -> None:
    events = {"delivered_to_consumer": date(2026, 11, 2)}

    def due() -> tuple[object, str]:
        answers = deadlines_for(manager.rules, "EU", "change_of_mind", events)
        return next((one.due, one.law) for one in answers if one.rule == "eu.withdraw")

    before = due()
    law.change_rule(manager, "eu.withdraw", 0, "Shop policy of 30 days", amount=30)
    assert due()[0] == date(2026, 12, 2)
    assert due()[1] == f"{before[1]} (changed by the house)"
    file = law.open_rule(manager, "eu.withdraw")
    assert (file.amount, file.pack_amount, file.row.changed) == (30, 14, True)
    assert file.change is not None
    assert (file.change.reason, file.change.by.en) == ("Shop policy of 30 days", manager.person.name)
    law.put_back(manager, "eu.withdraw", 1, "The policy ended")
    assert due() == before
    assert not law.open_rule(manager, "eu.withdraw").row.changed


def test_running_deadlines_of_claims_follow_a_change(manager: Desk) -> None:
    sell_kettles(manager)
    claim = claim_on_kettle(manager)

    def answer_due() -> tuple[str, date | None, str]:
        return _due(manager, claim, "SR-02")

    before = answer_due()
    assert before[0] == "Open"
    law.change_rule(manager, "SR-02", 0, "Nobody is there", switched_off=True)
    assert answer_due()[0] == "Dropped"
    law.put_back(manager, "SR-02", 1, "Somebody is there again")
    assert answer_due() == before
    law.change_rule(manager, "SR-02", 2, "Slower", amount=96)
    state, due, cited = answer_due()
    assert (state, cited) == ("Open", f"{before[2]} (changed by the house)")
    assert due != before[1]


def _due(desk: Desk, claim: str, rule: str) -> tuple[str, date | None, str]:
    with desk.store.read() as read:
        row = read.find(ClaimDeadline, claim_id=claim, rule=rule)
        return row.state, row.due_on or row.target_on, row.law


class _Stopped(BaseException):
    """The program is killed here."""


def test_a_program_stopped_behind_the_change_counts_at_the_next_opening(
    manager: Desk, staffed: Backend, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell_kettles(manager)
    claim = claim_on_kettle(manager)
    before = _due(manager, claim, "SR-02")

    def stop(_desk: Desk) -> int:
        raise _Stopped

    with monkeypatch.context() as patched:
        patched.setattr(changing, "recount", stop)
        with pytest.raises(_Stopped):
            law.change_rule(manager, "SR-02", 0, "Slower", amount=96)
    assert _due(manager, claim, "SR-02") == before, "the change stands, its count does not"
    other = open_backend(database, clock=staffed.clock)
    finish_what_stopped(other.desk())
    counted = _due(manager, claim, "SR-02")
    assert counted[1:] != before[1:]
    assert counted[2].endswith("(changed by the house)")
    assert recounting.recount(other.desk()) == 0, "it is counted once"
    other.close()


def test_a_count_stopped_in_the_middle_goes_on_where_it_was(
    manager: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell_kettles(manager)
    keys = [claim_on_kettle(manager), claim_on_kettle(manager)]
    before = [_due(manager, key, "SR-02") for key in keys]
    begun: list[str] = []

    def stop_at_second(desk: Desk, work: Work, claim: str) -> None:
        begun.append(claim)
        if len(begun) == 2:
            raise _Stopped
        work_out(desk, work, claim)

    monkeypatch.setattr(recounting, "AT_ONCE", 1)
    with monkeypatch.context() as patched:
        patched.setattr(recounting, "work_out", stop_at_second)
        with pytest.raises(_Stopped):
            law.change_rule(manager, "SR-02", 0, "Slower", amount=96)
    assert [_due(manager, key, "SR-02") for key in keys][1:] == before[1:]
    assert recounting.recount(manager) == 1, "only what was left"
    assert all(_due(manager, key, "SR-02") != was for key, was in zip(keys, before, strict=True))


def test_a_rule_put_back_runs_in_claims_that_came_meanwhile(manager: Desk) -> None:
    sell_kettles(manager)
    law.change_rule(manager, "SR-02", 0, "Nobody is there", switched_off=True)
    claim = claim_on_kettle(manager)
    law.put_back(manager, "SR-02", 1, "Somebody is there again")
    assert _due(manager, claim, "SR-02")[0] == "Open"


def test_a_claim_reopened_while_its_rule_is_off_has_nothing_due_by_it(manager: Desk) -> None:
    sell_kettles(manager)
    claim = claim_on_kettle(manager)
    claims.withdraw(manager, claim, claims.open_claim(manager, claim).version, "A mistake")
    law.change_rule(manager, "SR-02", 0, "Nobody is there", switched_off=True)
    claims.reopen(manager, claim, claims.open_claim(manager, claim).version, "It leaks after all")
    assert _due(manager, claim, "SR-02")[0] == "Dropped"


def test_each_change_of_a_rule_stands_in_its_history(manager: Desk) -> None:
    law.change_rule(manager, "QR-02", 0, "From next year", effective_from=date(2027, 1, 1), severity="warn")
    law.change_rule(manager, "QR-02", 1, "Not at all", switched_off=True)
    law.put_back(manager, "QR-02", 2, "The policy ended")
    law.change_rule(manager, "QR-07", 0, "Another rule", switched_off=True)
    newest, second, first = record_history(manager, "setting", law.setting_of("QR-02")).rows
    assert [entry.reason for entry in (first, second, newest)] == [
        "From next year",
        "Not at all",
        "The policy ended",
    ]
    assert {str(one.field): (one.old, one.new) for one in first.changes} == {
        "In force from": (None, date(2027, 1, 1)),
        "How hard": (None, msg("warns only")),
    }
    assert ("Switched off", None, True) in [(str(o.field), o.old, o.new) for o in second.changes]
    assert ("Switched off", True, None) in [(str(o.field), o.old, o.new) for o in newest.changes]


def test_a_switched_off_scheme_asks_for_no_paper(manager: Desk) -> None:
    kettle = products.create_product(manager, sku="K", name="Kettle", category="electrical_lv")
    assert certificates.open_cell(manager, kettle, "CN").state == "Missing"
    law.change_rule(manager, "cn.scheme.CCC", 0, "Samples only", switched_off=True)
    assert certificates.open_cell(manager, kettle, "CN").state == "Not required"
    assert law.open_rule(manager, "cn.scheme.CCC").row.state is RuleState.OFF


def test_dates_and_hardness_are_set_and_missing_days_refused(manager: Desk) -> None:
    law.change_rule(manager, "QR-02", 0, "From next year", effective_from=date(2027, 1, 1), severity="warn")
    row = law.open_rule(manager, "QR-02")
    assert (row.row.state, row.severity, row.pack_severity) == (RuleState.NOT_YET, "warn", "stop")
    with pytest.raises(RuleBroken) as refused:
        law.change_rule(
            manager, "CR-02", 0, "x", effective_from=date(2027, 1, 1), effective_to=date(2026, 1, 1)
        )
    assert "effective_to" in refused.value.fields


@pytest.mark.parametrize(
    ("rule", "wanted", "field"),
    [
        ("eu.withdraw", {"amount": 14}, ""),
        ("eu.withdraw", {"amount": 10**9}, "amount"),
        ("cn.scheme.CCC", {"amount": 3}, "amount"),
    ],
)
def test_what_is_refused(manager: Desk, rule: str, wanted: dict[str, int], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        law.change_rule(manager, rule, 0, "Because", **wanted)
    assert list(refused.value.fields) == ([field] if field else [])
    with pytest.raises(RuleBroken) as refused:
        law.change_rule(manager, "eu.withdraw", 0, "  ", amount=20)
    assert "reason" in refused.value.fields
    assert not manager.rule_changes


def test_only_managers_change_and_the_second_hears_of_the_first(manager: Desk, service: Desk) -> None:
    with pytest.raises(Denied):
        law.change_rule(service, "eu.withdraw", 0, "x", amount=20)
    law.change_rule(manager, "eu.withdraw", 0, "Mine", amount=20)
    with pytest.raises(Conflict) as clash:
        law.change_rule(manager, "eu.withdraw", 0, "Theirs", amount=30)
    assert clash.value.theirs == {"clock": {"amount": 20}}
    assert law.change_rule(manager, "eu.withdraw", 1, "Theirs", amount=30) == 2


def test_another_desk_of_the_same_database_has_the_change(
    manager: Desk, staffed: Backend, database: str
) -> None:
    law.change_rule(manager, "eu.withdraw", 0, "Shop policy", amount=30)
    other = open_backend(database, clock=staffed.clock)
    timed = desk_of(other, "lin").rules.timed("eu.withdraw")
    other.close()
    assert timed is not None
    assert timed.counting.period.amount == 30


@pytest.mark.expects_log("do not fit the rule packs")
def test_a_change_that_fits_no_longer_is_left_out_and_the_others_hold(
    manager: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    law.change_rule(manager, "eu.withdraw", 0, "Shop policy", amount=30)
    value = {
        "version": 1,
        "fields": {"switched_off": True},
        "reason": "x",
        "by": "A",
        "by_zh": "",
        "at": "2026-01-01",
    }
    with caplog.at_level(logging.WARNING), manager.store.write(manager.person, "change rule") as work:
        write_setting(work, "rule/eu.gone", dict(value))
    timed = manager.rules.timed("eu.withdraw")
    assert timed is not None
    assert timed.counting.period.amount == 30


def test_the_events_of_a_case_begin_with_what_starts_a_clock(manager: Desk) -> None:
    names = questions_for(manager.rules, "EU", "defective").events
    assert "delivered_to_consumer" in names[:6]
    assert len(set(names)) == len(names)
    assert set(names) <= set(manager.rules.events)


def test_a_desk_that_was_cut_off_reads_all_changes_anew(manager: Desk) -> None:
    """After a server was away nobody tells what changed: the announcement names no topics."""
    law.change_rule(manager, "eu.withdraw", 0, "Longer by contract", amount=30)
    manager.rulebook.changes = {}
    for listener in manager.store._listeners:
        listener(frozenset())
    assert manager.rulebook.changes["eu.withdraw"].version == 1
