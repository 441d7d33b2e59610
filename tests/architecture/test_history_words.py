"""Every act and every stored field that a history can tell has a name in services/history/words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.domain.shipments.states import DutyState, LegState, ShipmentStatus
from qualitydesk.exchange.importers import IMPORTS
from qualitydesk.records import metadata
from qualitydesk.services.history.acts import ACTS
from qualitydesk.services.history.reading import HANGING, PARTS
from qualitydesk.services.history.words import FIELDS, HIDDEN, PART_NAMES, RECORD_NAMES

SERVICES = Path(__file__).resolve().parents[2] / "qualitydesk" / "services"
PARTY_PARTS = ("address", "contact", "identifier", "vetting check")
NEVER_TOLD = {
    "count the numbers on",
    "keep a draft",
    "drop a draft",
    "keep a thumbnail",
    "save import profile",
    "forget import profile",
    "save view",
    "forget view",
}


def test_every_stored_field_has_a_name() -> None:
    parts = {part for named in PARTS.values() for part in named} | set(HANGING)
    assert parts <= PART_NAMES.keys()
    told_of = parts | PARTS.keys() | PART_NAMES.keys() | RECORD_NAMES.keys()
    fields = {column.name for name in told_of for column in metadata().tables[name].c}
    owners = {f"{name}_id" for name in PARTS}
    assert not fields - FIELDS.keys() - HIDDEN - owners


def test_every_act_of_the_services_has_a_name() -> None:
    acts = {act for path in SERVICES.rglob("*.py") for act in acts_in(ast.parse(path.read_text()))}
    assert len(acts) > 60
    assert acts - ACTS.keys() - NEVER_TOLD == set()


def test_every_act_that_is_put_together_has_names() -> None:
    """Such as "certificate valid": every state, verb, part or kind it can be filled with."""
    found = {act for path in SERVICES.rglob("*.py") for act in patterns_in(ast.parse(path.read_text()))}
    assert len(found) > 8
    assert {act for act in found if not any(re.fullmatch(act, known) for known in ACTS)} == set()
    states = (CertificateStatus, ShipmentStatus, LegState, DutyState)
    for what, each in zip(("certificate", "shipment", "leg", "duty"), states, strict=True):
        assert {f"{what} {state.value.lower()}" for state in each} <= ACTS.keys()
    assert {f"import {kind}" for kind in IMPORTS} <= ACTS.keys()
    for verb in ("edit", "remove", "put back"):
        assert {f"{verb} {part}" for part in PARTY_PARTS} <= ACTS.keys()


def patterns_in(tree: ast.AST) -> set[str]:
    """The acts of ``store.write`` that are filled in, each as a pattern."""
    return {
        "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in arg.values)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) == "write"
        for arg in node.args
        if isinstance(arg, ast.JoinedStr)
    }


def acts_in(tree: ast.AST) -> set[str]:
    """The names of acts in calls of ``store.write(person, "…")`` and of the steps that pass theirs on."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in {"write", "_editing", "_plain_step", "_give_up"}:
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            found |= {str(word) for word in words[-1:] if isinstance(word, str) and " " in word.strip()}
    return found


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
