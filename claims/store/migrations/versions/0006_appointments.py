"""what a matter tells its claimants: offers and the course of the case

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('announcement',
    sa.Column('matter_id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['matter_id'], ['matter.id'], name=op.f('fk_announcement_matter_id_matter'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_announcement_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('matter_id', 'kind', 'number', name=op.f('pk_announcement')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('announcement')
