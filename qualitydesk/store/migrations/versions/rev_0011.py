"""What people draw on a photo, kept beside it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing is drawn on the photos there are."""
    op.add_column("attachment_link", sa.Column("marks", sa.Text(), nullable=False, server_default="[]"))
