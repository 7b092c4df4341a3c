"""what is kept of a walk, a plan and how urgent it is

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversation", sa.Column("kept", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("conversation", "kept")
