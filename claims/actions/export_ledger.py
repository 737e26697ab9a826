"""Export the ledger: what leaves, for whom and why is a line of the ledger itself, written before the first byte leaves."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from claims.queries.ledger_export import Part, part_between
from claims.store.ledger import Actor, write_line


def export_ledger(
    session: Session,
    office_id: str,
    *,
    begins: date | None,
    ends: date | None,
    why: Mapping[str, str],
    zone: ZoneInfo,
    actor: Actor,
    now: datetime,
) -> Part:
    """The part of the ledger that may now leave; without an end it holds the line of this export too.

    `why` (reason code and words) lies sealed in that line. Where it is empty, which only the command line can do, the
    action code says so in clear: `export_ledger_unasked`.
    """
    action = "export_ledger" if why else "export_ledger_unasked"
    days = {"from": begins.isoformat() if begins else "", "to": ends.isoformat() if ends else ""}
    write_line(session, office_id, actor=actor, action=action, details={**days, **why}, now=now)
    return part_between(session, office_id, begins=begins, ends=ends, zone=zone)
