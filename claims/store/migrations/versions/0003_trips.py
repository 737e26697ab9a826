"""trips in shards, for matching again; previews of a revision

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('trip_shard',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('matched_by', sa.String(length=80), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_trip_shard_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trip_shard')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('trip_shard', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trip_shard_office_id'), ['office_id'], unique=False)

    op.create_table('revision_preview',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.Column('proposal', sa.LargeBinary(), nullable=False),
    sa.Column('outcome', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_revision_preview_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision_preview')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('revision_preview', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_revision_preview_office_id'), ['office_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('revision_preview', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_revision_preview_office_id'))

    op.drop_table('revision_preview')
    with op.batch_alter_table('trip_shard', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trip_shard_office_id'))

    op.drop_table('trip_shard')
