"""the life of an alert; those that are open get their timers

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alert", sa.Column("capacity", sa.LargeBinary(), nullable=True))
    op.create_table(
        "alert_step",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("alert_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_alert_step_alert_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_step")),
    )
    op.create_index(op.f("ix_alert_step_alert_id"), "alert_step", ["alert_id"])
    # Due at once: nobody knows how long they have stood.
    op.execute(
        "INSERT INTO timer (kind, subject, due_at, tries, made_at)"
        " SELECT 'overdue', id, created_at, 0, CURRENT_TIMESTAMP FROM alert WHERE status = 'open'"
    )


def downgrade() -> None:
    op.execute("DELETE FROM timer WHERE kind = 'overdue'")
    op.drop_index(op.f("ix_alert_step_alert_id"), table_name="alert_step")
    op.drop_table("alert_step")
    op.drop_column("alert", "capacity")
