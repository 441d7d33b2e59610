"""What an inspection keeps of the plan and the template that it was made from: columns of limits and checks.

From then on neither the tables nor the template can change what was agreed. Who inserts the rows, and under
which keys, is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitydesk.domain.inspection.checklist import sample_size
from qualitydesk.domain.inspection.limits import ClassLimit

_OF_TEMPLATE = (
    *("position", "code", "name", "name_zh", "requirement", "requirement_zh", "how_to", "how_to_zh", "kind"),
    *("choices", "unit", "lower", "upper", "defect_code", "sample", "photo_required"),
)


def fields_of(check: Any) -> dict[str, Any]:
    """The fields of a template's check that an inspection's check takes over as they are."""
    return {name: getattr(check, name) for name in _OF_TEMPLATE}


def frozen_check(inspection: str, fields: Mapping[str, Any], lot: int, n: int) -> dict[str, Any]:
    """A check of an inspection of ``n`` units of a lot of ``lot``, without its key."""
    units = sample_size(fields["sample"], lot, n)
    return {**fields, "inspection_id": inspection, "sample_size": units}


def frozen_limit(inspection: str, limit: ClassLimit) -> dict[str, Any]:
    """A limit of an inspection, without its key."""
    return {**limit.frozen(), "inspection_id": inspection}
