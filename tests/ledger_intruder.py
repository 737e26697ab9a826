"""Somebody with the database in hand, who takes the triggers away and changes the ledger. This is where a test gets its forger.

intruder = Intruder(office.database)
intruder.execute("UPDATE ledger_line SET actor = 'x' WHERE number = 3")
intruder.rebuild()        # every chain value anew, so that the ledger holds by itself
"""

from sqlalchemy import text
from sqlmodel import Session, col, select

from claims.model.ledger import LedgerLine
from claims.store.database import Database
from claims.store.ledger import FIRST, chain_of

TRIGGERS = {
    "sqlite": [
        f"DROP TRIGGER {table}_no_{what}" for table in ("ledger_line", "ledger_anchor") for what in ("update", "delete")
    ],
    "postgresql": [
        f"DROP TRIGGER {table}_{what} ON {table}"
        for table in ("ledger_line", "ledger_anchor")
        for what in ("stays", "whole")
    ],
}


class Intruder:
    """Owns the database from the moment it is made."""

    def __init__(self, database: Database) -> None:
        self.database = database
        for statement in TRIGGERS[database.engine.dialect.name]:
            self.execute(statement)

    def execute(self, statement: str) -> None:
        """One statement, kept."""
        with self.database.engine.begin() as connection:
            connection.execute(text(statement))

    def swap(self, one: int, other: int) -> None:
        """Exchange two lines: all but their numbers."""
        with Session(self.database.engine) as session:
            rows = [
                session.exec(select(LedgerLine).where(LedgerLine.number == number)).one() for number in (one, other)
            ]
            kept = [row.model_dump(exclude={"office_id", "number"}) for row in rows]
            for row, content in zip(rows, reversed(kept), strict=True):
                for name, value in content.items():
                    setattr(row, name, value)
                session.add(row)
            session.commit()

    def rebuild(self) -> None:
        """Number the lines without a gap and chain them anew."""
        with Session(self.database.engine) as session:
            lines = session.exec(select(LedgerLine).order_by(col(LedgerLine.number))).all()
            rows = [line.model_dump() for line in lines]
            for line in lines:
                session.delete(line)
            session.flush()
            session.expunge_all()
            previous = FIRST
            for number, row in enumerate(rows, start=1):
                line = LedgerLine(**{**row, "number": number})
                line.chain = previous = chain_of(line, previous=previous)
                session.add(line)
            session.commit()
