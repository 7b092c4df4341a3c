"""returns linked to a case

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_return",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_return_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_return")),
        sa.UniqueConstraint("case_id", "conversation_id", name=op.f("uq_case_return_case_id")),
    )
    op.create_index(op.f("ix_case_return_case_id"), "case_return", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_case_return_conversation_id"), "case_return", ["conversation_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_case_return_conversation_id"), table_name="case_return")
    op.drop_index(op.f("ix_case_return_case_id"), table_name="case_return")
    op.drop_table("case_return")
