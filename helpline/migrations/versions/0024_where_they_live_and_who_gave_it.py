"""the region a worker chose for a case; that a case or a call-back was given to somebody

Revision ID: 0024
Revises: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_file", sa.Column("region", sa.String(length=20), nullable=True))
    op.add_column("case_file", sa.Column("given_by", sa.Integer(), nullable=True))
    op.add_column("case_file", sa.Column("given_at", sa.DateTime(), nullable=True))
    op.add_column("call_back", sa.Column("given_by", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("call_back") as table:
        table.drop_column("given_by")
    with op.batch_alter_table("case_file") as table:
        for column in ("given_at", "given_by", "region"):
            table.drop_column(column)
