"""how each worker likes their desk: its language, and graphic content covered or not

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "desk_profile",
        sa.Column("covers_graphic", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.add_column(
        "desk_profile",
        sa.Column("language", sa.String(length=2), server_default="en", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("desk_profile", "language")
    op.drop_column("desk_profile", "covers_graphic")
