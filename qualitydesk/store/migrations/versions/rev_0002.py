"""Numbers are found by how they begin: on PostgreSQL an index that compares them character by character.

The search words themselves are made anew by ``schema.upgrade``, once every table is as the program knows it.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index; SQLite compares characters as it is."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_search_doc_number_start ON search_doc (number text_pattern_ops)")
