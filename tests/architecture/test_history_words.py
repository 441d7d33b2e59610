"""Every act and every stored field that a history can tell has a name in services/history/words."""

from __future__ import annotations

import ast
from pathlib import Path

from qualitydesk.records import metadata
from qualitydesk.services.history.acts import ACTS
from qualitydesk.services.history.reading import HANGING, PARTS
from qualitydesk.services.history.words import FIELDS, HIDDEN, PART_NAMES, RECORD_NAMES

SERVICES = Path(__file__).resolve().parents[2] / "qualitydesk" / "services"
NEVER_TOLD = {
    "count the numbers on",
    "keep a draft",
    "drop a draft",
    "keep a thumbnail",
    "save import profile",
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
