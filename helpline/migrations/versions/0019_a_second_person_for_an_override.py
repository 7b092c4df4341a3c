"""a second person for an override

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "override_review",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("risk", sa.String(length=30), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("erase_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override_review")),
    )
    op.add_column(
        "override",
        sa.Column("status", sa.String(length=8), server_default="open", nullable=False),
    )
    op.add_column(
        "override", sa.Column("at_once", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.add_column("override", sa.Column("second", sa.Integer(), nullable=True))
    op.add_column("override", sa.Column("opened_by", sa.Integer(), nullable=True))
    op.add_column("override", sa.Column("opened_at", sa.DateTime(), nullable=True))
    # What is there was opened by a lead alone, as the rule was: to that lead, from the beginning.
    op.execute('UPDATE "override" SET opened_by = worker_id, opened_at = created_at')


def downgrade() -> None:
    op.execute("DELETE FROM \"override\" WHERE status <> 'open'")
    for column in ("opened_at", "opened_by", "second", "at_once", "status"):
        op.drop_column("override", column)
    op.drop_table("override_review")
