"""Reads one market's file: regimes, schemes, after-sales and incident rules, disputes, coming changes."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qualitydesk.domain.markets import (
    DisputeBody,
    Fact,
    Market,
    NamedParty,
    Need,
    Numbered,
    Regime,
    Retention,
    ReturnCost,
    Scheme,
    Upcoming,
    Validity,
)
from qualitydesk.domain.timed_rules import Period, Unit
from qualitydesk.rules.reading import Problem, Row, Words, bilinguals, each, identified, rows_of
from qualitydesk.rules.timed import read_after_sales, read_incident
from qualitydesk.rules.words import MARKETS

_LISTS = ("responsible_party", "schemes", "after_sales", "incident", "disputes", "upcoming")
_TRADE = ("B2B", "B2C")


def read_market(file: str, data: Mapping[str, object], words: Words, problems: list[Problem]) -> Market:
    """The market of one file."""
    head = Row(file, str(data.get("market") or file), data, words, problems)
    code = head.word("market", MARKETS, required=True)
    declarant = head.part("customs_declarant")

    def rows(name: str, key: str = "id") -> list[Row]:
        return list(rows_of(file, data, name, words, problems, key))

    market = Market(
        code=code,
        name=head.bilingual("name"),
        zone=_zone(head, "zone"),
        calendar=head.text("calendar", required=True),
        capitals=_capitals(head),
        regimes=tuple(_regime(row, code) for row in rows("responsible_party")),
        declarant_facts=each(declarant, "facts", _fact),
        schemes=tuple(_scheme(row, code) for row in rows("schemes", "code")),
        after_sales=tuple(read_after_sales(row, code) for row in rows("after_sales")),
        incidents=tuple(read_incident(row, code) for row in rows("incident")),
        disputes=tuple(_dispute(row) for row in rows("disputes", "name")),
        upcoming=tuple(_upcoming(row) for row in rows("upcoming", "what")),
        return_cost=_return_cost(head.part("return_cost"), code) if head.has("return_cost") else None,
    )
    declarant.finish()
    head.finish(also=_LISTS)
    return market


def _zone(row: Row, name: str) -> str:
    zone = row.text(name, required=True)
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        row.wrong(name, f"{zone!r} is no time zone")
    return zone


def _capitals(head: Row) -> dict[str, str]:
    part = head.part("countries")
    return {country: _zone(part, country) for country in part.data}


def _fact(part: Row) -> Fact:
    return Fact(part.bilingual("text"), part.confidence(), part.sources())


def _regime(row: Row, market: str) -> Regime:
    words = row.words
    regime = Regime(
        id=identified(row),
        market=market,
        law=row.text("law", required=True),
        applies_to=row.bilingual("applies_to"),
        categories=row.words_of("categories", words.categories),
        named_parties=each(row, "named_parties", _named_party),
        data_elements=row.words_of("data_elements", words.elements),
        confidence=row.confidence(),
        effective_from=row.day("effective_from"),
        effective_to=row.day("effective_to"),
        effective_note=row.bilingual("effective_note", required=False),
        effective_from_ftz=row.day("effective_from_ftz"),
        not_yet_dated=row.has("effective_from") and row.raw("effective_from") is None,
        resolution_order=row.words_of("resolution_order", (*words.roles, *words.enums.get("resolution", ()))),
        block_if_none=row.flag("block_if_none"),
        except_categories=row.words_of("except_categories", words.categories),
        modes=row.words_of("modes"),
        except_modes=row.words_of("except_modes"),
        trade=row.words_of("trade", _TRADE),
        listing_elements=bilinguals(row, "listing_elements"),
        inspection_record_elements=bilinguals(row, "inspection_record_elements"),
        facts=each(row, "facts", _fact),
        retentions=_retentions(row),
        switched_off=row.flag("switched_off"),
        by_house=row.flag("by_house"),
    )
    row.finish()
    return regime


def _named_party(part: Row) -> NamedParty:
    role = part.word("role", part.words.roles, required=True)
    needed = part.raw("required")
    if needed not in (True, "conditional"):
        part.wrong("required", f"{needed!r} is neither true nor conditional")
    need = Need.ALWAYS if needed is True else Need.CONDITIONAL
    return NamedParty(role, part.bilingual("label"), need)


def _retentions(row: Row) -> tuple[Retention, ...]:
    names = [name for name in ("retention", "retention_traceability") if row.has(name)]
    return tuple(_retention(row.part(name)) for name in names)


def _retention(part: Row) -> Retention:
    found = Retention(
        part.period() or Period(None, Unit.YEARS),
        part.word("start", part.words.events, required=True),
        part.bilingual("what"),
        part.confidence(),
        part.sources(),
    )
    part.finish()
    return found


def _scheme(row: Row, market: str) -> Scheme:
    words = row.words
    code = row.text("code", required=True)
    if f"{market}/{code}" in words.seen:
        row.wrong("code", f"{code!r} is used twice")
    words.seen.add(f"{market}/{code}")
    statuses = words.enums.get("scheme_status", ())
    scheme = Scheme(
        code=code,
        market=market,
        name=row.bilingual("name"),
        attestation=row.word("attestation", words.enums.get("attestation", ()), required=True),
        bodies=row.bilingual("bodies", required=False),
        categories=row.words_of("categories", words.categories),
        validity=_validity(row.part("validity")),
        statuses=row.words_of("statuses", statuses),
        confidence=row.confidence(),
        confidence_note=row.bilingual("confidence_note", required=False),
        category_note=row.bilingual("category_note", required=False),
        regex=row.pattern("regex"),
        numbered=_numbered(row),
        number_structure=row.bilingual("number_structure", required=False),
        sample=row.text("sample"),
        lookup=row.bilingual("lookup", required=False),
        status_native=_status_native(row.part("status_native")),
        accepts=row.words_of("accepts"),
        per_shipment=row.flag("per_shipment"),
        held_by_maker=row.flag("held_by_maker"),
        certificate_elements=bilinguals(row, "certificate_elements"),
        effective_from=row.day("effective_from"),
        effective_to=row.day("effective_to"),
        sources=row.sources(),
        switched_off=row.flag("switched_off"),
        by_house=row.flag("by_house"),
    )
    row.finish()
    return scheme


def _status_native(part: Row) -> dict[str, str]:
    found = {name: part.text(name) for name in part.data}
    for name in found:
        if name not in part.words.enums.get("scheme_status", ()):
            part.wrong(name, f"{name!r} is not known")
    return found


def _numbered(row: Row) -> Numbered:
    if row.has("numbered") and not row.has("regex"):
        row.wrong("numbered", "says nothing without a regex")
    return row.enum("numbered", Numbered, Numbered.PAPER)


def _validity(part: Row) -> Validity:
    period = part.period() or Period(None, Unit.YEARS)
    found = Validity(period, part.bilingual("note", required=False), part.flag("may_run_longer"))
    if found.may_run_longer and period.amount is None:
        part.wrong("may_run_longer", "says nothing without an amount")
    part.finish()
    return found


def _dispute(row: Row) -> DisputeBody:
    found = DisputeBody(row.bilingual("name"), row.text("law"), row.confidence(), row.sources())
    row.finish()
    return found


def _upcoming(row: Row) -> Upcoming:
    found = Upcoming(row.day("date"), row.bilingual("what"), row.confidence(), row.sources())
    row.finish()
    return found


def _return_cost(part: Row, market: str) -> ReturnCost:
    bearers = part.words.enums.get("cost_bearer", ())
    found = ReturnCost(
        market,
        part.word("change_of_mind", bearers, required=True),
        part.word("defective", bearers, required=True),
        part.confidence(),
        part.bilingual("confidence_note", required=False),
        part.bilingual("note", required=False),
        part.sources(),
    )
    part.finish()
    return found
