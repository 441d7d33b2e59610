"""Lists are read group by group (shipments and claims of a market, acts of a person and of a kind), and in
the order of the cut-off or the decision.
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes; those of the market alone are part of the new ones."""
    for table in ("shipment", "claim"):
        op.create_index(f"ix_{table}_market_id", table, ["market", "id"])
        op.drop_index(f"ix_{table}_market", table)
    op.create_index("ix_shipment_cut_off_at_id", "shipment", ["cut_off_at", "id"])
    op.create_index("ix_inspection_decision_id", "inspection", ["decision", "id"])
    op.create_index("ix_audit_event_person_seq", "audit_event", ["person", "seq"])
    op.create_index("ix_audit_event_action_seq", "audit_event", ["action", "seq"])
