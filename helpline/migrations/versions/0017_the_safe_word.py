"""the safe word, and whether somebody was asked for it

Revision ID: 0017
Revises: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "safe_word",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=True),
        sa.Column("chosen_at", sa.DateTime(), nullable=True),
        sa.Column("ask", sa.String(length=64), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_safe_word_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_safe_word")),
    )


def downgrade() -> None:
    op.drop_table("safe_word")
