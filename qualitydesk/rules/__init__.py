"""Loads and validates the rule packs in ``resources/rules``; the only reader of that YAML.

What the rules mean is decided in the domain; here they become frozen values, or a list of what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualitydesk.domain.rules import RulePack


def load_rules(
    overrides: Mapping[str, Mapping[str, object]] | None = None, folder: Path | None = None
) -> RulePack:
    """The rules with ``overrides``; without any, the rules in force, with the user's own ``rules.yaml``.

    See ``qualitydesk.rules.pack`` for what is refused.
    """
    if overrides is None and folder is None:
        return _in_force()
    from qualitydesk.rules.pack import load_pack

    return load_pack(overrides, folder)


def rules_with(changes: Mapping[str, Mapping[str, object]]) -> RulePack:
    """The rules in force with ``changes`` (rule id -> fields) over them, whoever made them last.

    Raises ``PackInvalid`` when they do not fit.
    """
    if not changes:
        return load_rules()
    from qualitydesk.paths import data_folder
    from qualitydesk.rules.pack import OWN_RULES, load_pack, merged, read_overrides

    own = read_overrides(data_folder() / OWN_RULES)
    both = {**own, **{rule: merged(own.get(rule, {}), fields) for rule, fields in changes.items()}}
    return load_pack(both)


@lru_cache(maxsize=1)
def _in_force() -> RulePack:
    """Read once: a change of ``rules.yaml`` in the data folder counts from the next start."""
    from qualitydesk.paths import data_folder
    from qualitydesk.rules.pack import OWN_RULES, load_pack, read_overrides

    return load_pack(read_overrides(data_folder() / OWN_RULES))
