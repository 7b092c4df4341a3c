"""how long things are kept

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_anchor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("through_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_anchor")),
    )
    # A timer that is under way now counts from when it is due: it was made at most minutes before.
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE timer SET made_at = due_at")
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.alter_column("made_at", existing_type=sa.DateTime(), nullable=False)
    # Whose access ended before this counts from today.
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revoked_at", sa.DateTime(), nullable=True))
    op.execute(
        sa.text("UPDATE worker SET revoked_at = CURRENT_TIMESTAMP WHERE active = :off").bindparams(
            off=False
        )
    )


def downgrade() -> None:
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_column("revoked_at")
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.drop_column("made_at")
    op.drop_table("audit_anchor")
