"""when it was counted how often a lead opens chats alone

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("override_review", sa.Column("counted_at", sa.DateTime(), nullable=True))
    # Those that are there were counted as they were opened: on call is not told of them again.
    op.execute("UPDATE override_review SET counted_at = opened_at")


def downgrade() -> None:
    with op.batch_alter_table("override_review") as table:
        table.drop_column("counted_at")
