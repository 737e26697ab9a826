"""The ledger at the desk: its lines as they stand in clear, a page at a time. This is where they are listed; sealed details stay sealed."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from claims.model.ledger import LedgerLine
from claims.model.staff import Member

PAGE_LINES = 100


@dataclass(frozen=True)
class ShownLine:
    """One line of the ledger as it stands in clear; `actor` is a member's name or empty."""

    number: int
    hour: str
    actor: str
    role: str
    action: str
    reference: str


def shown(line: LedgerLine, names: dict[str, str]) -> ShownLine:
    """A line with the name of who did it."""
    return ShownLine(line.number, line.hour, names.get(line.actor, ""), line.role, line.action, line.reference)


def read_ledger_page(session: Session, office_id: str, *, before: int | None) -> list[ShownLine]:
    """At most PAGE_LINES lines with numbers below `before` (None: from the end), the latest first. Sealed details stay sealed."""
    names = {m.id: m.name for m in session.exec(select(Member).where(Member.office_id == office_id))}
    return [shown(line, names) for line in lines_below(session, office_id, before=before)]


def lines_below(session: Session, office_id: str, *, before: int | None) -> list[LedgerLine]:
    """The same lines as they are stored."""
    lines = select(LedgerLine).where(LedgerLine.office_id == office_id)
    if before is not None:
        lines = lines.where(col(LedgerLine.number) < before)
    return list(session.exec(lines.order_by(col(LedgerLine.number).desc()).limit(PAGE_LINES)))
