"""What waits for one person is found by person and status, however much that person has done before."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put the status behind the person in both indices."""
    for table, person in (("inspection", "inspector_id"), ("claim", "handler_id")):
        op.create_index(f"ix_{table}_{person}_status", table, [person, "status"])
        op.drop_index(f"ix_{table}_{person}", table)
