"""bundles made in shares, time stamps beside them, what only counsel know of a matter

Revision ID: 0005
Revises: 0004
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

# Each holds sealed files of its own, under a random name.
_FOLDERS = (("matter", "vault_folder"), ("bundle", "record_folder"))


def upgrade() -> None:
    # Orders of before freeze no numbers, and nothing made since could go on from them. Their lines in the ledger stay; what lies
    # sealed of them in the vault is destroyed with the next tidying.
    op.execute('DELETE FROM bundle')
    op.create_table('bundle_share',
    sa.Column('bundle_id', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('status', sa.String(length=24), nullable=False),
    sa.Column('worker_id', sa.String(length=32), nullable=False),
    sa.Column('vault_folder', sa.String(length=32), nullable=False),
    sa.Column('plan', sa.LargeBinary(), nullable=False),
    sa.Column('made', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['bundle_id'], ['bundle.id'], name=op.f('fk_bundle_share_bundle_id_bundle'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_bundle_share_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('bundle_id', 'number', name=op.f('pk_bundle_share')),
    sqlite_with_rowid=False
    )
    op.create_table('bundle_stamp',
    sa.Column('bundle_id', sa.String(length=32), nullable=False),
    sa.Column('package', sa.String(length=24), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('status', sa.String(length=24), nullable=False),
    sa.Column('statement', sa.LargeBinary(), nullable=False),
    sa.Column('token', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['bundle_id'], ['bundle.id'], name=op.f('fk_bundle_stamp_bundle_id_bundle'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_bundle_stamp_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('bundle_id', 'package', name=op.f('pk_bundle_stamp')),
    sqlite_with_rowid=False
    )
    op.add_column('bundle', sa.Column('refused', sa.LargeBinary(), nullable=True))
    op.add_column('matter', sa.Column('counsel_file', sa.LargeBinary(), nullable=True))
    for table, column in _FOLDERS:
        _add_folder(table, column)


def _add_folder(table: str, column: str) -> None:
    # Never by copying the table: in SQLite dropping the old one would take the rows that hang on it along.
    op.add_column(table, sa.Column(column, sa.String(length=32), nullable=False, server_default=''))
    rows = sa.table(table, sa.column('id', sa.String), sa.column(column, sa.String))
    connection = op.get_bind()
    for (key,) in connection.execute(sa.select(rows.c.id)).all():
        connection.execute(rows.update().where(rows.c.id == key).values({column: secrets.token_hex(16)}))


def downgrade() -> None:
    for table, column in _FOLDERS:
        op.drop_column(table, column)
    op.drop_column('matter', 'counsel_file')
    op.drop_column('bundle', 'refused')
    op.drop_table('bundle_stamp')
    op.drop_table('bundle_share')
