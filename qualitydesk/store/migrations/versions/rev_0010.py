"""What a party is called in short in Chinese."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the Chinese name stands in for it where it is empty."""
    op.add_column("party", sa.Column("short_name_zh", sa.Text(), nullable=False, server_default=""))
