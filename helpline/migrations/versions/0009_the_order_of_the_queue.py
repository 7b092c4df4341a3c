"""the order of the queue, and how much each worker takes on

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversation", sa.Column("moved", sa.String(length=6), nullable=True))
    op.create_table(
        "desk_profile",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("max_chats", sa.Integer(), nullable=True),
        sa.Column("own_limit", sa.Integer(), nullable=True),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("hides_queue", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["worker.id"],
            name=op.f("fk_desk_profile_worker_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("worker_id", name=op.f("pk_desk_profile")),
    )
    op.create_table(
        "queue_move",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("move", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_queue_move_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_move")),
        sa.UniqueConstraint(
            "conversation_id",
            "worker_id",
            "client_id",
            name=op.f("uq_queue_move_conversation_id"),
        ),
    )


def downgrade() -> None:
    op.drop_table("queue_move")
    op.drop_table("desk_profile")
    op.drop_column("conversation", "moved")
