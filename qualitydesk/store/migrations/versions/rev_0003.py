"""Kept sums: the figures of each day and month, so that nobody has to scan for them.

The rows themselves are made by ``qualitydesk.store.tallies`` once the whole upgrade is done. Also the index
by which recoveries that wait for an answer are found.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of sums, empty."""
    op.create_table(
        "tally",
        sa.Column("figure", sa.String(20), nullable=False),
        sa.Column("market", sa.String(8), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("figure", "market", "period", "key", name="pk_tally"),
    )
    op.create_index("ix_recovery_status_id", "recovery", ["status", "id"])
