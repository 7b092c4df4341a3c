"""a yes to a partner on the person's own screen, until a day; partners' own language

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consent", sa.Column("until", sa.DateTime(), nullable=True))
    op.add_column(
        "partner",
        sa.Column("language", sa.String(length=2), server_default="en", nullable=False),
    )


def downgrade() -> None:
    op.execute("DELETE FROM consent WHERE kind IN ('asked', 'declined')")
    op.drop_column("partner", "language")
    op.drop_column("consent", "until")
