"""keys renewed and recovered, anchors, erasures

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

# Moments in UTC seconds: 32 bits end in 2038.
_CLOCKS = (("session_row", "seen"), ("session_row", "ends"), ("worker", "seen"), ("errand", "ends"), ("member", "last_step"))
_APPEND_ONLY = ("ledger_line", "ledger_anchor")
_REFUSED = "the ledger is never changed and never deleted"


def upgrade() -> None:
    op.create_table('erasure',
    sa.Column('claim_id', sa.String(length=32), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('vault_folder', sa.String(length=32), nullable=False),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_erasure_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('claim_id', name=op.f('pk_erasure')),
    sqlite_with_rowid=False
    )
    op.create_table('ledger_anchor',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=24), nullable=False),
    sa.Column('outcome', sa.String(length=24), nullable=False),
    sa.Column('hour', sa.String(length=16), nullable=False),
    sa.Column('statement', sa.LargeBinary(), nullable=False),
    sa.Column('token', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_ledger_anchor_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_anchor')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('ledger_anchor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ledger_anchor_office_id'), ['office_id'], unique=False)

    op.create_table('office_key',
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('public_key', sa.LargeBinary(), nullable=False),
    sa.Column('archived', sa.LargeBinary(), nullable=True),
    sa.Column('in_use', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_office_key_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('office_id', 'generation', name=op.f('pk_office_key')),
    sqlite_with_rowid=False
    )
    op.create_table('recovery_key',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('public_key', sa.LargeBinary(), nullable=False),
    sa.Column('need', sa.Integer(), nullable=False),
    sa.Column('shares', sa.Integer(), nullable=False),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_recovery_key_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_key')),
    sqlite_with_rowid=False
    )
    op.create_table('known_browser',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('member_id', sa.String(length=32), nullable=False),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_known_browser_member_id_member'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_known_browser_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_known_browser')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('known_browser', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_known_browser_member_id'), ['member_id'], unique=False)

    op.create_table('passkey',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('member_id', sa.String(length=32), nullable=False),
    sa.Column('credential', sa.LargeBinary(), nullable=False),
    sa.Column('public_key', sa.LargeBinary(), nullable=False),
    sa.Column('sign_count', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('label', sa.LargeBinary(), nullable=False),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_passkey_member_id_member'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_passkey_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkey_member_id'), ['member_id'], unique=False)

    op.create_table('recovery_wrap',
    sa.Column('recovery_id', sa.String(length=32), nullable=False),
    sa.Column('key_kind', sa.String(length=24), nullable=False),
    sa.Column('key_id', sa.String(length=32), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('wrapped', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_recovery_wrap_office_id_office'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['recovery_id'], ['recovery_key.id'], name=op.f('fk_recovery_wrap_recovery_id_recovery_key'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('recovery_id', 'key_kind', 'key_id', 'generation', name=op.f('pk_recovery_wrap')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('next_salt', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('next_key', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('renew', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('epoch', sa.Integer(), nullable=False, server_default='0'))

    op.execute(
        "INSERT INTO office_key (office_id, generation, public_key, archived, in_use)"
        " SELECT id, generation, public_key, NULL, true FROM office"
    )
    _widen_clocks(sa.BigInteger())
    _make_ledger_append_only()




def downgrade() -> None:
    _let_ledger_change()
    _widen_clocks(sa.Integer())
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.drop_column('epoch')
        batch_op.drop_column('renew')
        batch_op.drop_column('next_key')
        batch_op.drop_column('next_salt')

    op.drop_table('recovery_wrap')
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passkey_member_id'))

    op.drop_table('passkey')
    with op.batch_alter_table('known_browser', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_known_browser_member_id'))

    op.drop_table('known_browser')
    op.drop_table('recovery_key')
    op.drop_table('office_key')
    with op.batch_alter_table('ledger_anchor', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ledger_anchor_office_id'))

    op.drop_table('ledger_anchor')
    op.drop_table('erasure')


def _widen_clocks(kind: sa.types.TypeEngine[int]) -> None:
    if op.get_bind().dialect.name != "sqlite":  # SQLite's whole numbers have 64 bits anyway
        for table, column in _CLOCKS:
            op.alter_column(table, column, type_=kind)


def _make_ledger_append_only() -> None:
    """Not against somebody who owns the database, who can take triggers away: against every slip of ours."""
    if op.get_bind().dialect.name == "sqlite":
        for table in _APPEND_ONLY:
            for what in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
                )
        return
    op.execute(
        f"CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
    )
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()"
        )


def _let_ledger_change() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in _APPEND_ONLY:
            for what in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{what}")
        return
    for table in _APPEND_ONLY:
        op.execute(f"DROP TRIGGER {table}_stays ON {table}")
        op.execute(f"DROP TRIGGER {table}_whole ON {table}")
    op.execute("DROP FUNCTION refuse_ledger_change()")
