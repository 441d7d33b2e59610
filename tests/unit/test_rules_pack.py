"""The rule packs load, say what the counting rules say, and are refused by file, rule and field."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.markets import COST_BEARERS, Need
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.timed_rules import (
    Count,
    Counting,
    MonthCount,
    Nature,
    Period,
    Pick,
    Roll,
    TimedRule,
    Unit,
)
from qualitydesk.domain.values import Bilingual, Confidence
from qualitydesk.rules import load_rules
from qualitydesk.rules.pack import load_pack, read_overrides
from qualitydesk.rules.reading import PackInvalid
from qualitydesk.translation import Translator

RULES = load_rules()
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "rules"
TIMED = [rule for market in RULES.markets.values() for rule in market.timed_rules]
STATES = ("guarantee", "burden", "limit", "warranty", "pl", "pl_limit")
OTHER_STATES = {"eu.repair_ext", "cn.sanbao_period", "cn.recall_records", "jp.nonconform"}
MOVING = {"CN", "EU", "KR", "AU", "CA", "BR", "SA", "EAEU"}
DAYS = (Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS)


def timed(rule_id: str, rules: RulePack = RULES) -> TimedRule:
    found = rules.timed(rule_id)
    assert found is not None
    return found


def counting(rule_id: str) -> Counting:
    return timed(rule_id).counting


def market_of(code: str) -> str:
    found = RULES.market(code)
    assert found is not None
    return found.code


def test_all_twelve_markets_load() -> None:
    assert set(RULES.markets) == {
        *("CN", "EU", "GB", "US", "JP", "KR"),
        *("AU", "IN", "CA", "BR", "SA", "EAEU"),
    }
    assert RULES.version == "2026.11.1"
    assert len(TIMED) > 80


def test_every_rule_names_its_law_and_both_languages() -> None:
    for rule in (*TIMED, *RULES.house_clocks):
        assert rule.law
        assert rule.title.en
        assert rule.title.zh
        assert rule.right.zh


def test_states_of_affairs_never_move() -> None:
    for rule in TIMED:
        is_state = rule.id in OTHER_STATES or rule.id.split(".")[1] in STATES
        if rule.counting.starts and rule.counting.period.amount is not None:
            assert (rule.counting.nature is Nature.STATE) is is_state, rule.id
        if is_state:
            assert rule.counting.roll is Roll.NONE, rule.id


def test_acts_move_where_the_law_moves_them() -> None:
    for rule in TIMED:
        counted = rule.counting.period.unit in DAYS and rule.counting.period.amount is not None
        if not counted or rule.counting.nature is Nature.STATE:
            continue
        moves = rule.market in MOVING or rule.id in {"jp.serious", "jp.pse_notify"}
        assert (rule.counting.roll is not Roll.NONE) is moves, rule.id
        if rule.market == "CA":
            assert rule.counting.roll is Roll.NEXT_NON_HOLIDAY


def test_only_four_rules_count_the_event_s_own_day() -> None:
    same = {rule.id for rule in TIMED if rule.counting.count is Count.SAME_DAY}
    assert same == {"jp.withdraw", "jp.serious", "gb.reject_refund", "gb.burden"}


def test_months_are_counted_as_each_law_does() -> None:
    for rule in TIMED:
        if rule.counting.period.unit not in (Unit.MONTHS, Unit.YEARS):
            continue
        first = rule.market in ("JP", "KR") or rule.id == "gb.burden"
        way = MonthCount.FIRST_COUNTED_DAY if first else MonthCount.SAME_NUMBER
        assert rule.counting.months is way, rule.id


def test_the_rows_that_were_wrong_or_missing() -> None:
    assert counting("eu.withdraw_ext").base == Period(14, Unit.CALENDAR_DAYS)
    assert counting("eu.repair_ext").starts[0].event == "delivered_to_consumer"
    assert counting("us.15b").working_hours
    assert counting("cn.zj_repair").starts[0].event == "received_for_repair"
    assert counting("cn.zj_refund").starts[0].event == "delivered_to_consumer"
    assert counting("cn.pl_limit").starts[0].event == "damage_known"
    assert counting("gb.withdraw_refund").pick is Pick.EARLIEST
    assert counting("kr.withdraw").pick is Pick.LATEST
    assert len(counting("kr.misdescribed").starts) == 2
    for rule_id in ("gb.withdraw_ext", "gb.withdraw_send", "ru.withdraw_refund"):
        assert RULES.timed(rule_id) is not None
    assert "replacement_delivered" in RULES.events


def test_added_rows_from_memory_say_so() -> None:
    assert timed("ru.withdraw_refund").confidence is Confidence.RECALLED
    assert timed("gb.withdraw_ext").confidence is Confidence.RECALLED


def test_regimes_bind_by_day_category_and_procedure() -> None:
    day = date(2026, 11, 1)
    bonded = {regime.id for regime in RULES.regimes("CN", "toys", day, "1210", "B2C")}
    ordinary = {regime.id for regime in RULES.regimes("CN", "toys", day, "0110", "B2B")}
    assert bonded == {"cn.cbec_retail"}
    assert ordinary == {"cn.general_import"}
    assert {r.id for r in RULES.regimes("DE", "toys", day)} == {"eu.gpsr16", "eu.msr4"}
    assert not RULES.regimes("EU", "food", day)
    assert not RULES.regimes("US", "toys", date(2026, 7, 7))


def test_a_law_without_a_known_day_of_effect_binds_nobody() -> None:
    korean = {regime.id: regime for regime in RULES.markets["KR"].regimes}
    assert korean["kr.agent"].not_yet_dated
    assert not korean["kr.agent"].binds("toys", date(2030, 1, 1))


def test_conditional_parties_are_told_from_required_ones() -> None:
    gpsr = RULES.markets["EU"].regimes[0]
    needs = {party.role: party.need for party in gpsr.named_parties}
    assert needs == {
        "manufacturer": Need.ALWAYS,
        "importer": Need.CONDITIONAL,
        "authorised_rep": Need.CONDITIONAL,
        "fulfilment_provider": Need.CONDITIONAL,
    }


def test_schemes_are_asked_by_category_and_day() -> None:
    before = {s.code for s in RULES.schemes("EU", "toys", date(2030, 7, 31))}
    after = {s.code for s in RULES.schemes("EU", "toys", date(2030, 8, 1))}
    assert after - before == {"EU_DPP_TOY"}


def test_countries_belong_to_their_market() -> None:
    assert market_of("de") == "EU"
    assert market_of("UK") == "GB"
    assert market_of("CA-ON") == "CA"
    assert RULES.market("XX") is None


def test_the_user_may_change_re_date_and_switch_off() -> None:
    changed = load_rules(
        {
            "eu.withdraw": {"clock": {"amount": 30}, "effective_from": "2027-01-01"},
            "cn.scheme.CCC": {"switched_off": True},
            "QR-07": {"severity": "warn"},
        }
    )
    withdraw = timed("eu.withdraw", changed)
    assert (withdraw.counting.period.amount, withdraw.effective_from) == (30, date(2027, 1, 1))
    assert withdraw.by_house
    assert withdraw.counting.roll is Roll.NEXT_WORKING_DAY
    assert "CCC" not in {s.code for s in changed.schemes("CN", "toys", date(2026, 1, 1))}
    assert changed.house["QR-07"].severity.value == "warn"
    assert counting("eu.withdraw").period.amount == 14


def test_the_user_may_say_words_in_one_language_or_two() -> None:
    changed = load_rules(
        {
            "eu.scheme.CE": {"name": "CE and our own file", "bodies": {"zh": "制造商"}},
            "eu.gpsr16": {"listing_elements": ["maker", {"en": "picture", "zh": "图片"}]},
        }
    )
    scheme, regime = changed.markets["EU"].scheme("CE"), changed.markets["EU"].regimes[0]
    assert scheme is not None
    assert scheme.name == Bilingual("CE and our own file")
    assert scheme.name.in_language("zh_CN") == "CE and our own file"
    assert scheme.bodies.en.startswith("manufacturer")
    assert scheme.bodies.zh == "制造商"
    assert regime.listing_elements == (Bilingual("maker"), Bilingual("picture", "图片"))


def test_a_changed_scheme_says_so_where_it_is_cited_and_keeps_its_name() -> None:
    plain = RULES.markets["CN"].scheme("CCC")
    changed = load_rules({"cn.scheme.CCC": {"validity": {"amount": 3}}}).markets["CN"].scheme("CCC")
    assert plain is not None
    assert changed is not None
    assert changed.name == plain.name == plain.citation
    assert Translator("en").law(changed.citation) == f"{plain.name.en} (changed by the house)"
    assert Translator("zh_CN").law(changed.citation) == f"{plain.name.zh} （本公司已更改）"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"eu.nothing": {"amount": 1}}, ("override", "eu.nothing", "id")),
        ({"eu.withdraw": {"clock": {"roll": "sometimes"}}}, ("eu.yaml", "eu.withdraw", "clock.roll")),
        ({"eu.guarantee": {"clock": {"amount": 10**9}}}, ("eu.yaml", "eu.guarantee", "clock.amount")),
        ({"eu.withdraw": {"clock": {"amount": -3}}}, ("eu.yaml", "eu.withdraw", "clock.amount")),
        ({"eu.withdraw": {"effective_from": "2026-02-30"}}, ("eu.yaml", "eu.withdraw", "effective_from")),
        ({"eu.withdraw": {"src": ["nowhere"]}}, ("eu.yaml", "eu.withdraw", "src")),
        ({"eu.withdraw": {"colour": "red"}}, ("eu.yaml", "eu.withdraw", "colour")),
        (
            {"eu.guarantee": {"clock": {"roll": "next_working_day"}}},
            ("eu.yaml", "eu.guarantee", "clock.roll"),
        ),
        ({"cn.scheme.CCC": {"regex": "("}}, ("cn.yaml", "CCC", "regex")),
        ({"cn.scheme.CCC": {"numbered": "box"}}, ("cn.yaml", "CCC", "numbered")),
        ({"cn.scheme.SRRC": {"numbered": "body"}}, ("cn.yaml", "SRRC", "numbered")),
        (
            {"eu.scheme.CE": {"validity": {"may_run_longer": True}}},
            ("eu.yaml", "CE", "validity.may_run_longer"),
        ),
        ({"us.15b": {"actor": "nobody"}}, ("us.yaml", "us.15b", "actor")),
        ({"us.15b": {"to": {"en": "CPSC", "fr": "CPSC"}}}, ("us.yaml", "us.15b", "to.fr")),
        ({"eu.gpsr16": {"applies_to": {"en": ""}}}, ("eu.yaml", "eu.gpsr16", "applies_to.en")),
        (
            {"eu.gpsr16": {"listing_elements": [{"zh": "警示语"}]}},
            ("eu.yaml", "eu.gpsr16", "listing_elements[0].en"),
        ),
        (
            {"cn.cbec_retail": {"data_elements": ["party.shoe_size"]}},
            ("cn.yaml", "cn.cbec_retail", "data_elements"),
        ),
    ],
)
def test_a_wrong_change_is_refused_by_file_rule_and_field(
    change: dict[str, dict[str, object]], where: tuple[str, str, str]
) -> None:
    with pytest.raises(PackInvalid) as refused:
        load_rules(change)
    assert [(p.file, p.rule, p.field) for p in refused.value.problems] == [where]


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "rules"))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_problem_of_every_file_is_reported_at_once(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    _replace(folder / "gb.yaml", "id: gb.limit", "id: gb.burden")
    _replace(folder / "jp.yaml", "zone: Asia/Tokyo", "zone: Asia/Atlantis")
    _replace(folder / "cn.yaml", "confidence: recalled", "confidence: rumoured")
    with pytest.raises(PackInvalid) as refused:
        load_pack(folder=folder)
    found = {(p.file, p.field) for p in refused.value.problems}
    assert {("gb.yaml", "id"), ("jp.yaml", "zone")} <= found
    assert any(file == "cn.yaml" and field.endswith("confidence") for file, field in found)
    assert "gb.yaml: gb.burden: id" in str(refused.value)


def test_a_file_that_is_no_yaml_is_refused_with_its_name(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "us.yaml").write_text("market: [US\n", encoding="utf-8")
    with pytest.raises(PackInvalid, match=r"us\.yaml"):
        load_pack(folder=folder)


def test_a_missing_file_is_unavailable(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "br.yaml").unlink()
    with pytest.raises(Unavailable, match=r"br\.yaml"):
        load_pack(folder=folder)


def test_the_unchanged_pack_is_read_once() -> None:
    assert load_rules() is load_rules()


def test_house_checks_are_findable_by_what_they_check() -> None:
    assert RULES.house["QR-07"].check == "decision_per_lot"
    assert {clock.id for clock in RULES.house_clocks} >= {"SR-02", "SR-03", "RR-01"}


def test_the_user_s_own_file_changes_the_rules_without_code(tmp_path: Path) -> None:
    own = tmp_path / "rules.yaml"
    assert read_overrides(own) == {}
    own.write_text("eu.withdraw:\n  clock: {amount: 30}\nRR-02: {switched_off: true}\n", encoding="utf-8")
    changed = load_pack(read_overrides(own))
    assert timed("eu.withdraw", changed).counting.period.amount == 30
    assert timed("RR-02", changed).switched_off


@pytest.mark.parametrize("content", ["- a list\n", "eu.withdraw: 30\n", "eu.withdraw: {amount\n", "\x00"])
def test_an_own_file_that_is_no_set_of_changes_is_refused(tmp_path: Path, content: str) -> None:
    own = tmp_path / "rules.yaml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(PackInvalid, match=r"rules\.yaml"):
        read_overrides(own)


def test_yaml_that_would_make_objects_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "rules.yaml"
    own.write_text("eu.withdraw: !!python/object/apply:os.system ['true']\n", encoding="utf-8")
    with pytest.raises(PackInvalid, match=r"rules\.yaml"):
        read_overrides(own)


def test_whoever_may_bear_a_cost_has_words() -> None:
    common = yaml.safe_load((FOLDER / "common.yaml").read_text("utf-8"))
    assert list(COST_BEARERS) == common["enums"]["cost_bearer"]
