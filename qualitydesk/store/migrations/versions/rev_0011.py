"""What people draw on a photo, kept beside it; the inspections of a period are found by their approval."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, since nothing is drawn on the photos there are, and the index."""
    op.add_column("attachment_link", sa.Column("marks", sa.Text(), nullable=False, server_default="[]"))
    op.create_index("ix_inspection_approved_at", "inspection", ["approved_at"])
