"""where it happens, as a worker ticked it for a case; that a case went from who had it

Revision ID: 0025
Revises: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_file", sa.Column("named", sa.LargeBinary(), nullable=True))
    op.create_table(
        "case_moved",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_moved_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_moved")),
        sa.UniqueConstraint("case_id", "worker_id", name=op.f("uq_case_moved_case_id")),
    )
    op.create_index(op.f("ix_case_moved_case_id"), "case_moved", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_moved_worker_id"), "case_moved", ["worker_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_case_moved_worker_id"), table_name="case_moved")
    op.drop_index(op.f("ix_case_moved_case_id"), table_name="case_moved")
    op.drop_table("case_moved")
    with op.batch_alter_table("case_file") as table:
        table.drop_column("named")
