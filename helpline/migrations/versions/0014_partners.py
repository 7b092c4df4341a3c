"""partner agencies, and what goes to them

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partner",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.String(length=200), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("nations", sa.JSON(), nullable=False),
        sa.Column("region", sa.String(length=120), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    op.create_index(op.f("ix_partner_ended_at"), "partner", ["ended_at"])
    op.create_table(
        "partner_referral",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("partner_id", sa.String(length=32), nullable=False),
        sa.Column("partner_name", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("basis", sa.String(length=8), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=True),
        sa.Column("risk", sa.String(length=30), nullable=True),
        sa.Column("second", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledged_how", sa.String(length=8), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_file.id"],
            name=op.f("fk_partner_referral_case_id_case_file"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_referral")),
        sa.UniqueConstraint(
            "case_id", "made_by", "client_id", name=op.f("uq_partner_referral_case_id")
        ),
    )
    op.create_index(op.f("ix_partner_referral_case_id"), "partner_referral", ["case_id"])
    op.create_index(op.f("ix_partner_referral_partner_id"), "partner_referral", ["partner_id"])
    op.create_index(op.f("ix_partner_referral_status"), "partner_referral", ["status"])
    op.create_index("ix_partner_referral_sealed", "partner_referral", ["sealed"])
    op.create_table(
        "referral_pack",
        sa.Column("referral_id", sa.String(length=32), nullable=False),
        sa.Column("link_hash", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary(), nullable=True),
        sa.Column("receipt_until", sa.DateTime(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["partner_referral.id"],
            name=op.f("fk_referral_pack_referral_id_partner_referral"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("referral_id", name=op.f("pk_referral_pack")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_referral_pack_link_hash")),
    )
    op.create_index(op.f("ix_referral_pack_expires_at"), "referral_pack", ["expires_at"])
    op.create_index(op.f("ix_referral_pack_receipt_hash"), "referral_pack", ["receipt_hash"])
    op.add_column("consent", sa.Column("partner_id", sa.String(length=32), nullable=True))
    op.add_column("consent", sa.Column("purpose", sa.String(length=40), nullable=True))
    op.add_column("consent", sa.Column("parts", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("consent") as table:
        table.drop_column("parts")
        table.drop_column("purpose")
        table.drop_column("partner_id")
    op.drop_table("referral_pack")
    op.drop_table("partner_referral")
    op.drop_table("partner")
