"""Doubts about a paper that a person settled, and who confirmed the data of a party on which day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nothing is settled and nothing confirmed before."""
    op.add_column("certificate", sa.Column("settled", sa.Text()))
    op.add_column("party", sa.Column("confirmed_on", sa.String(10)))
    op.add_column("party", sa.Column("confirmed_by", sa.Text(), nullable=False, server_default=""))
