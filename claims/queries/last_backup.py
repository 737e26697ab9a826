"""When was the last good backup, and has one failed since? Read from the ledger, without a key. This is where the office page asks."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from claims.model.ledger import LedgerLine

MADE, FAILED = "backup", "backup_failed"


@dataclass(frozen=True)
class LastBackup:
    """The hour of the last good backup, empty where there was none; whether one failed after it."""

    hour: str
    failed: bool


def read_last_backup(session: Session, office_id: str) -> LastBackup:
    """By the ledger's latest lines about backups."""
    lines = select(LedgerLine).where(LedgerLine.office_id == office_id).order_by(col(LedgerLine.number).desc()).limit(1)
    latest = session.exec(lines.where(col(LedgerLine.action).in_((MADE, FAILED)))).first()
    good = session.exec(lines.where(LedgerLine.action == MADE)).first()
    return LastBackup(hour=good.hour if good else "", failed=latest is not None and latest.action == FAILED)
