"""Loads and validates the rule packs in ``resources/rules``; the only reader of that YAML.

What the rules mean is decided in the domain; here they become frozen values, or a list of what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualitydesk.domain.rules import RulePack


def load_rules(
    overrides: Mapping[str, Mapping[str, object]] | None = None, folder: Path | None = None
) -> RulePack:
    """The rules in force, with the user's own changes applied; see ``qualitydesk.rules.pack.load_pack``."""
    from qualitydesk.rules.pack import load_pack

    return load_pack(overrides, folder)
