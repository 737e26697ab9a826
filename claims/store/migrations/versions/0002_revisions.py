"""revisions of the registry: content, reasons, ids for ever, working copies

Revision ID: 0002
Revises: 0001
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

_REFUSED = "a revision of the registry is never changed or deleted"


def upgrade() -> None:
    kept = op.get_bind().execute(
        sa.text("SELECT id, office_id, number, week FROM registry_revision ORDER BY office_id, number")
    ).all()
    op.drop_table('registry_revision')
    op.create_table('registry_revision',
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('member_id', sa.String(length=32), nullable=False),
    sa.Column('role', sa.String(length=24), nullable=False),
    sa.Column('published', sa.BigInteger(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_registry_revision_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('office_id', 'number', name=op.f('pk_registry_revision')),
    sqlite_with_rowid=False
    )
    op.create_table('registry_name',
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('project', sa.String(length=64), nullable=False),
    sa.Column('reports', sa.String(length=64), nullable=False),
    sa.Column('first', sa.Integer(), nullable=False),
    sa.Column('retracted', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_registry_name_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('office_id', 'name', name=op.f('pk_registry_name')),
    sqlite_with_rowid=False
    )
    op.create_table('registry_file',
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('project', sa.String(length=64), nullable=False),
    sa.Column('taken', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_registry_file_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('office_id', 'project', name=op.f('pk_registry_file')),
    sqlite_with_rowid=False
    )
    op.create_table('registry_draft',
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('member_id', sa.String(length=32), nullable=False),
    sa.Column('project', sa.String(length=64), nullable=False),
    sa.Column('base', sa.Integer(), nullable=False),
    sa.Column('saved', sa.BigInteger(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_registry_draft_member_id_member'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_registry_draft_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('office_id', 'member_id', 'project', name=op.f('pk_registry_draft')),
    sqlite_with_rowid=False
    )
    _copy(kept)
    _forbid_changes()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER registry_revision_stays ON registry_revision")
        op.execute("DROP FUNCTION refuse_revision_change()")
    kept = op.get_bind().execute(
        sa.text("SELECT id, office_id, number, published FROM registry_revision ORDER BY number")
    ).all()
    op.drop_table('registry_draft')
    op.drop_table('registry_file')
    op.drop_table('registry_name')
    op.drop_table('registry_revision')
    table = op.create_table('registry_revision',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('office_id', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_registry_revision_office_id_office'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', 'office_id', name=op.f('pk_registry_revision')),
    sqlite_with_rowid=False
    )
    first = {(row.id, row.office_id): row for row in reversed(kept)}
    if first:
        op.bulk_insert(table, [
            {"id": row.id, "office_id": row.office_id, "number": row.number, "week": _week(row.published)}
            for row in first.values()
        ])


def _copy(kept: Sequence[sa.Row]) -> None:
    """What was published before: its id and its week stay, its content was not kept then."""
    before: dict[str, str] = {}
    for row in kept:
        op.get_bind().execute(
            sa.text(
                "INSERT INTO registry_revision (office_id, number, id, previous, member_id, role, published, why, content)"
                " VALUES (:office_id, :number, :id, :previous, '', 'service', :published, 'from the files', :content)"
            ),
            {"office_id": row.office_id, "number": row.number, "id": row.id, "previous": before.get(row.office_id, ""),
             "published": _seconds(row.week), "content": b""},
        )
        before[row.office_id] = row.id


def _forbid_changes() -> None:
    """No code path changes a revision; and if one ever did, the database would refuse."""
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER registry_revision_no_{what.lower()} BEFORE {what} ON registry_revision"
                f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION refuse_revision_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER registry_revision_stays BEFORE UPDATE OR DELETE ON registry_revision"
        " FOR EACH ROW EXECUTE FUNCTION refuse_revision_change()"
    )


def _seconds(week: str) -> int:
    monday = date.fromisocalendar(int(week[:4]), int(week[-2:]), 1)
    return int(datetime.combine(monday, time(), UTC).timestamp())


def _week(moment: int) -> str:
    year, week, _ = datetime.fromtimestamp(moment, UTC).isocalendar()
    return f"{year}-W{week:02d}"
