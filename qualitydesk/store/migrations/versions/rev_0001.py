"""The first schema: every table, index, search words, and the triggers that guard versions and entries.

The statements stand in one file per database, as they were when this revision was released.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the statements of this database's file; a blank line ends each."""
    connection = op.get_bind()
    script = Path(__file__).with_name(f"rev_0001_{connection.dialect.name}.sql")
    for statement in script.read_text(encoding="utf-8").split(";\n\n"):
        connection.exec_driver_sql(statement.rstrip().removesuffix(";").replace("%", "%%"))
