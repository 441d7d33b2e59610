"""Who gets a copy of an issued paper: names, as they were recorded when it was issued."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; papers issued before name nobody."""
    op.add_column("issued_document", sa.Column("copies_to", sa.Text(), nullable=False, server_default="[]"))
