"""What was handed over lately is found by the verb of a claim's step and its time."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_claim_step_verb_at", "claim_step", ["verb", "at"])
