"""Reads common.yaml: words, categories, roles, data elements, identifiers, sources, registers, forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualitydesk.domain.rules import (
    Category,
    DataElement,
    DocumentForm,
    IdentifierKind,
    Register,
    Role,
    Source,
)
from qualitydesk.domain.values import Bilingual
from qualitydesk.rules.reading import Problem, Row, Words, rows_of

MARKETS = ("AU", "BR", "CA", "CN", "EAEU", "EU", "GB", "IN", "JP", "KR", "SA", "US")


@dataclass(slots=True)
class Common:
    """What common.yaml holds."""

    words: Words = field(default_factory=Words)
    categories: dict[str, Category] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    elements: dict[str, DataElement] = field(default_factory=dict)
    identifiers: dict[str, IdentifierKind] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    registers: tuple[Register, ...] = ()
    documents: dict[str, DocumentForm] = field(default_factory=dict)
    topics: dict[str, Bilingual] = field(default_factory=dict)
    claim_kinds: dict[str, Bilingual] = field(default_factory=dict)
    events: dict[str, Bilingual] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)


def read_common(file: str, data: Mapping[str, object], problems: list[Problem]) -> Common:
    """Everything the markets share; the words first, the rest is checked against them."""
    common = Common()
    words = common.words
    words.enums = {
        name: tuple(str(value) for value in values)
        for name, values in _mapping(file, data, "enums", problems).items()
        if isinstance(values, list)
    }
    common.topics = _named(file, data, "topics", words, problems)
    common.claim_kinds = _named(file, data, "claim_kinds", words, problems)
    common.events = _named(file, data, "clock_events", words, problems)
    words.topics, words.claim_kinds, words.events = common.topics, common.claim_kinds, common.events
    common.sources = _sources(file, data, words, problems)
    words.sources = common.sources
    _read_codes(file, data, common, problems)
    words.actors = (*common.roles, *words.enums.get("actor", ()))
    _read_registers(file, data, common, problems)
    common.aliases = _aliases(file, data, words, problems)
    return common


def _mapping(
    file: str, data: Mapping[str, object], name: str, problems: list[Problem]
) -> Mapping[str, object]:
    value = data.get(name)
    if isinstance(value, Mapping):
        return {str(key): item for key, item in value.items()}
    problems.append(Problem(file, name, "row", "is missing or has no named fields"))
    return {}


def _rows(
    file: str, data: Mapping[str, object], name: str, words: Words, problems: list[Problem]
) -> list[tuple[str, Row]]:
    found = _mapping(file, data, name, problems)
    return [(key, Row(file, key, item, words, problems)) for key, item in found.items()]


def _named(
    file: str, data: Mapping[str, object], name: str, words: Words, problems: list[Problem]
) -> dict[str, Bilingual]:
    named = {}
    for key, row in _rows(file, data, name, words, problems):
        named[key] = Bilingual(row.text("en", required=True), row.text("zh"))
        row.finish()
    return named


def _aliases(file: str, data: Mapping[str, object], words: Words, problems: list[Problem]) -> dict[str, str]:
    aliases = {key: str(item) for key, item in _mapping(file, data, "clock_event_aliases", problems).items()}
    for key, event in aliases.items():
        if event not in words.events:
            problems.append(Problem(file, "clock_event_aliases", key, f"{event!r} is not known"))
    return aliases


def _sources(
    file: str, data: Mapping[str, object], words: Words, problems: list[Problem]
) -> dict[str, Source]:
    sources = {}
    for key, row in _rows(file, data, "sources", words, problems):
        tier = row.word("tier", ("primary", "secondary"), required=True)
        sources[key] = Source(key, row.text("title", required=True), row.text("address", required=True), tier)
        row.finish()
    return sources


def _read_codes(file: str, data: Mapping[str, object], common: Common, problems: list[Problem]) -> None:
    words = common.words
    for row in rows_of(file, data, "product_categories", words, problems, "code"):
        code = _code(row, common.categories)
        common.categories[code] = Category(code, row.bilingual("name"))
        row.finish()
    for row in rows_of(file, data, "roles", words, problems, "code"):
        code = _code(row, common.roles)
        common.roles[code] = Role(code, row.bilingual("name"))
        row.finish()
    words.categories, words.roles = common.categories, common.roles
    for key, row in _rows(file, data, "data_elements", words, problems):
        common.elements[key] = DataElement(
            key,
            row.text("type", required=True),
            row.bilingual("name"),
            row.text("note"),
            row.words_of("values"),
        )
        row.finish()
    words.elements = common.elements


def _code(row: Row, known: Mapping[str, object]) -> str:
    code = row.text("code", required=True)
    if code in known:
        row.wrong("code", f"{code!r} is used twice")
    return code


def _read_registers(file: str, data: Mapping[str, object], common: Common, problems: list[Problem]) -> None:
    words = common.words
    for key, row in _rows(file, data, "identifiers", words, problems):
        common.identifiers[key] = _identifier(key, row)
    registers = rows_of(file, data, "public_registers", words, problems, "name")
    common.registers = tuple(_register(row) for row in registers)
    for key, row in _rows(file, data, "documents", words, problems):
        common.documents[key] = DocumentForm(
            key,
            row.text("name", required=True),
            row.confidence(),
            row.data,
            row.text("confidence_note"),
            row.sources(),
        )


def _identifier(key: str, row: Row) -> IdentifierKind:
    found = IdentifierKind(
        key,
        row.text("name", required=True),
        row.confidence(),
        row.pattern("regex"),
        row.text("check"),
        row.text("stdnum"),
        row.text("alt"),
        row.text("sample"),
        row.text("note"),
        row.words_of("values"),
        row.sources(),
    )
    row.finish(also=("stdnum_ok",))
    return found


def _register(row: Row) -> Register:
    found = Register(
        row.word("for", ("party", "lab", "recall"), required=True),
        row.word("market", MARKETS) or None,
        row.text("name", required=True),
        row.text("address", required=True),
        row.text("key", required=True),
        row.confidence(),
        row.sources(),
    )
    row.finish()
    return found
