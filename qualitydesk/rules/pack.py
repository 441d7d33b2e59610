"""Loads the rule files of a folder into one ``RulePack``, with the user's own changes applied over them.

The files are parsed once per process; a pack that has any problem is refused with all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.markets import Market
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.values import marked_law, msg
from qualitydesk.rules.house import read_house
from qualitydesk.rules.markets import read_market
from qualitydesk.rules.reading import PackInvalid, Problem, Row
from qualitydesk.rules.words import MARKETS, Common, read_common

Overrides = Mapping[str, Mapping[str, object]]
"""Rule id (a scheme's is "cn.scheme.CCC") -> the fields that differ (``switched_off: true``)."""

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "rules"
_LISTS = ("responsible_party", "schemes", "after_sales", "incident", "checks", "clocks")
_OVERRIDE = "override"
OWN_RULES = "rules.yaml"
"""The file of the user's own changes, in the data folder: rule id -> fields."""

Files = Mapping[str, Mapping[str, object]]


def load_pack(overrides: Overrides | None = None, folder: Path | None = None) -> RulePack:
    """The rules of ``folder`` (the program's own by default) with ``overrides`` applied and checked.

    Raises ``PackInvalid`` naming file, rule and field of every error, ``Unavailable`` for a missing file.
    """
    where = folder or _FOLDER
    if not overrides:
        return _load_unchanged(where)
    return _build(*_apply(_files(where), overrides))


def read_overrides(path: Path) -> dict[str, dict[str, object]]:
    """The user's own changes; none if there is no such file.

    Raises ``PackInvalid`` if it is not a mapping of rule ids to fields.
    """
    if not path.is_file():
        return {}
    changes = _parse(path)
    wrong = [str(rule) for rule, fields in changes.items() if not isinstance(fields, Mapping)]
    if wrong:
        raise PackInvalid([Problem(path.name, rule, "row", "must have named fields") for rule in wrong])
    return {str(rule): dict(fields) for rule, fields in changes.items() if isinstance(fields, Mapping)}


@lru_cache(maxsize=4)
def _load_unchanged(folder: Path) -> RulePack:
    return _build(_files(folder), [])


@lru_cache(maxsize=4)
def _files(folder: Path) -> Files:
    names = ("common.yaml", "house.yaml", *(f"{code.lower()}.yaml" for code in MARKETS))
    return {name: _parse(folder / name) for name in names}


def _parse(path: Path) -> Mapping[str, object]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506 - one of the two safe loaders
    except OSError as error:
        raise Unavailable(msg("The rule file {file} cannot be read.", file=str(path))) from error
    except yaml.YAMLError as error:
        raise PackInvalid([Problem(path.name, "file", "row", " ".join(str(error).split()))]) from error
    if not isinstance(data, Mapping):
        raise PackInvalid([Problem(path.name, "file", "row", "must have named fields")])
    return data


def _apply(files: Files, overrides: Overrides) -> tuple[Files, list[Problem]]:
    """The files with the changed rows replaced; ids that no file knows are problems."""
    open_ids = set(overrides)
    changed = {name: _changed(data, overrides, open_ids) for name, data in files.items()}
    return changed, [Problem(_OVERRIDE, rule, "id", "no such rule") for rule in sorted(open_ids)]


def _changed(data: Mapping[str, object], overrides: Overrides, open_ids: set[str]) -> dict[str, object]:
    copy = dict(data)
    market = str(data.get("market", "")).lower()
    for name in _LISTS:
        rows = copy.get(name)
        if isinstance(rows, list):
            copy[name] = [_changed_row(row, market, overrides, open_ids) for row in rows]
    return copy


def _changed_row(row: object, market: str, overrides: Overrides, open_ids: set[str]) -> object:
    if not isinstance(row, Mapping):
        return row
    key = str(row["id"]) if "id" in row else f"{market}.scheme.{row.get('code')}"
    if key not in overrides:
        return row
    open_ids.discard(key)
    return _marked(merged(row, overrides[key]))


def _marked(row: Mapping[str, object]) -> dict[str, object]:
    """Wherever a law is cited it is said that the house changed the rule; a scheme says so itself."""
    cited = {"law": marked_law(str(row["law"]))} if "law" in row else {}
    return {**row, **cited, "by_house": True}


def merged(row: Mapping[str, object], change: Mapping[str, object]) -> dict[str, object]:
    """``row`` with the fields of ``change`` in place of its own, inside mappings field by field."""
    whole = dict(row)
    for name, value in change.items():
        old = whole.get(name)
        nested = isinstance(old, Mapping) and isinstance(value, Mapping)
        whole[name] = merged(old, value) if nested else value  # type: ignore[arg-type]  # both are mappings
    return whole


def _build(files: Files, problems: list[Problem]) -> RulePack:
    found = list(problems)
    common = read_common("common.yaml", files["common.yaml"], found)
    house, clocks = read_house("house.yaml", files["house.yaml"], common.words, found)
    market_files = [name for name in files if name not in ("common.yaml", "house.yaml")]
    markets = [read_market(name, files[name], common.words, found) for name in market_files]
    head = Row("common.yaml", "pack", files["common.yaml"].get("pack"), common.words, found)
    as_of = head.day("as_of") or date.min
    if found:
        raise PackInvalid(found)
    return RulePack(
        id=head.text("id"),
        version=head.text("version"),
        as_of=as_of,
        markets={market.code: market for market in _in_order(markets)},
        house=house,
        house_clocks=clocks,
        **_shared(common),  # type: ignore[arg-type]  # the names are RulePack's own
    )


def _in_order(markets: list[Market]) -> list[Market]:
    first = ("EU", "US", "CN", "GB", "JP", "KR")
    return sorted(markets, key=lambda m: (first.index(m.code) if m.code in first else len(first), m.code))


def _shared(common: Common) -> dict[str, object]:
    return {
        "categories": common.categories,
        "roles": common.roles,
        "data_elements": common.elements,
        "identifiers": common.identifiers,
        "sources": common.sources,
        "registers": common.registers,
        "documents": common.documents,
        "topics": common.topics,
        "claim_kinds": common.claim_kinds,
        "events": common.events,
        "event_aliases": common.aliases,
    }
