"""the audit trail is sealed, and only added to

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_SAYS = "the audit trail is only added to"

# What the purge may take is what the anchor has passed (services/audit/chain.py).
_PASSED = "COALESCE((SELECT through_id FROM audit_anchor WHERE id = 1), 0)"

# Name, table, event, and when it is refused.
_GUARDS = (
    ("audit_no_update", "audit", "UPDATE", "TRUE"),
    ("audit_no_delete", "audit", "DELETE", f"OLD.id > {_PASSED}"),
    ("audit_anchor_forward", "audit_anchor", "UPDATE", "NEW.through_id < OLD.through_id"),
    ("audit_anchor_stays", "audit_anchor", "DELETE", "TRUE"),
)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def upgrade() -> None:
    with op.batch_alter_table("audit") as table:
        table.add_column(sa.Column("seal", sa.String(length=64), nullable=False, server_default=""))
        # A wording's key and a list of skills are longer than an id; PostgreSQL would refuse them.
        table.alter_column("subject", type_=sa.String(length=160), existing_nullable=False)
        table.alter_column("detail", type_=sa.String(length=200), existing_nullable=False)
    if _is_postgresql():
        op.execute(
            "CREATE FUNCTION audit_refuse() RETURNS trigger AS $$"
            f" BEGIN RAISE EXCEPTION '{_SAYS}'; END $$ LANGUAGE plpgsql"
        )
        # A trigger's WHEN may hold no subquery there: the deleting one asks in its function.
        op.execute(
            "CREATE FUNCTION audit_refuse_kept() RETURNS trigger AS $$ BEGIN"
            f" IF OLD.id > {_PASSED} THEN RAISE EXCEPTION '{_SAYS}'; END IF;"
            " RETURN OLD; END $$ LANGUAGE plpgsql"
        )
    for name, table_name, event, when in _GUARDS:
        if not _is_postgresql():
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table_name} WHEN {when}"
                f" BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
            )
        elif name == "audit_no_delete":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE DELETE ON audit"
                " FOR EACH ROW EXECUTE FUNCTION audit_refuse_kept()"
            )
        else:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table_name}"
                f" FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION audit_refuse()"
            )


def downgrade() -> None:
    for name, table_name, _event, _when in _GUARDS:
        on = f" ON {table_name}" if _is_postgresql() else ""
        op.execute(f"DROP TRIGGER {name}{on}")
    if _is_postgresql():
        op.execute("DROP FUNCTION audit_refuse()")
        op.execute("DROP FUNCTION audit_refuse_kept()")
    with op.batch_alter_table("audit") as table:
        table.drop_column("seal")
        table.alter_column("subject", type_=sa.String(length=32), existing_nullable=False)
        table.alter_column("detail", type_=sa.String(length=40), existing_nullable=False)
