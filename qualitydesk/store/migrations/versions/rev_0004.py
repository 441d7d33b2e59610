"""The steps of a non-conformity with what was written down to take them; entries that are never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATUSES = (
    "'Open', 'Contained', 'Analysed', 'Action planned', 'Implemented', 'Verified', 'Closed', 'Not effective'"
)


def upgrade() -> None:
    """Make the table and its guards."""
    op.create_table(
        "non_conformity_step",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("non_conformity_id", sa.String(36), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("verb", sa.String(40), nullable=False),
        sa.Column("to_status", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(36)),
        sa.PrimaryKeyConstraint("id", name="pk_non_conformity_step"),
        sa.ForeignKeyConstraint(
            ["non_conformity_id"], ["non_conformity.id"], name="fk_non_conformity_step_non_conformity_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_non_conformity_step_person_id"),
        sa.CheckConstraint(f"to_status IN ({STATUSES})", name="to_status"),
    )
    for column in ("non_conformity_id", "person_id"):
        op.create_index(f"ix_non_conformity_step_{column}", "non_conformity_step", [column])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER non_conformity_step_stands BEFORE UPDATE OR DELETE ON non_conformity_step "
            "FOR EACH ROW EXECUTE FUNCTION entry_stands()"
        )
        return
    for verb in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER non_conformity_step_no_{verb} BEFORE {verb.upper()} ON non_conformity_step "
            "BEGIN SELECT RAISE(ABORT, 'non_conformity_step: entries are never changed'); END"
        )
