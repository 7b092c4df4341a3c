"""second factors, recovery codes, and stages of a session

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factor",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.Column("credential_id", sa.LargeBinary(length=1023), nullable=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["worker.id"],
            name=op.f("fk_second_factor_worker_id_worker"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_second_factor_credential_id")),
    )
    op.create_index(op.f("ix_second_factor_worker_id"), "second_factor", ["worker_id"])
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["worker.id"],
            name=op.f("fk_recovery_code_worker_id_worker"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_worker_id"), "recovery_code", ["worker_id"])
    with op.batch_alter_table("worker_session") as table:
        table.add_column(
            sa.Column("stage", sa.String(length=6), nullable=False, server_default="full")
        )
        table.add_column(sa.Column("confirmed_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("challenge", sa.LargeBinary(length=64), nullable=True))
        table.add_column(sa.Column("wrong", sa.Integer(), nullable=False, server_default="0"))
    # Who was signed in by a password alone signs in anew.
    op.execute("DELETE FROM worker_session")
    with op.batch_alter_table("worker") as table:
        table.alter_column("role", existing_type=sa.String(10), type_=sa.String(16))


def downgrade() -> None:
    op.execute("DELETE FROM worker_session")
    with op.batch_alter_table("worker_session") as table:
        for name in ("wrong", "challenge", "confirmed_at", "stage"):
            table.drop_column(name)
    op.drop_table("recovery_code")
    op.drop_table("second_factor")
    op.execute("DELETE FROM worker WHERE role IN ('content_editor', 'auditor')")
    with op.batch_alter_table("worker") as table:
        table.alter_column("role", existing_type=sa.String(16), type_=sa.String(10))
