"""what stands beside a chat: notes and whispers, a pause, an offer, a raised hand

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_COLUMNS = ("paused_until", "offered_to", "offered_until", "hand_up_at", "asides")


def upgrade() -> None:
    for name in ("paused_until", "offered_until", "hand_up_at"):
        op.add_column("conversation", sa.Column(name, sa.DateTime(), nullable=True))
    op.add_column("conversation", sa.Column("offered_to", sa.Integer(), nullable=True))
    op.add_column(
        "conversation", sa.Column("asides", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_table(
        "aside",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("to_worker", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_aside_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aside")),
        sa.UniqueConstraint(
            "conversation_id", "worker_id", "client_id", name=op.f("uq_aside_conversation_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("aside")
    for name in _COLUMNS:
        op.drop_column("conversation", name)
