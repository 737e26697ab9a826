"""The hour of the last good backup, and whether one failed since, from the ledger alone."""

from datetime import timedelta

from claims.queries.last_backup import FAILED, MADE, LastBackup, read_last_backup
from claims.store.ledger import SERVICE, write_line
from tests.make import NOW, MadeOffice


def test_what_the_latest_lines_say(bare_office: MadeOffice) -> None:
    """None yet; a good one; a failure after it; a good one again; other lines between."""
    said = []
    for hours, action in enumerate([None, FAILED, MADE, "drill", FAILED, MADE]):
        with bare_office.database.deed() as session:
            if action:
                now = NOW + timedelta(hours=hours)
                write_line(session, bare_office.office.id, actor=SERVICE, action=action, now=now)
        with bare_office.database.question() as session:
            said.append(read_last_backup(session, bare_office.office.id))
    good, again = "2026-11-22T05Z", "2026-11-22T08Z"
    assert said == [
        LastBackup("", failed=False),
        LastBackup("", failed=True),
        LastBackup(good, failed=False),
        LastBackup(good, failed=False),
        LastBackup(good, failed=True),
        LastBackup(again, failed=False),
    ]
