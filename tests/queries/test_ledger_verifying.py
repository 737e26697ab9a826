"""Verifying the ledger: what the command says is tried at the command; here that memory stays flat however long the ledger is."""

from sqlmodel import insert

from claims.model.ledger import LedgerLine
from claims.queries.ledger_verifying import read_chain
from claims.store.ledger import chain_of, last_line
from tests.make import MadeOffice
from tests.offices import bare_office as bare_office
from tests.offices import small_bare_office as small_bare_office
from tests.peaks import least_peak


def grow(office: MadeOffice, count: int) -> None:
    """So many lines more, their details as long as they are and nothing inside."""
    rows = []
    with office.database.question() as session:
        last = last_line(session, office.office.id)
    number, previous = last.number, last.chain
    for _ in range(count):
        number += 1
        line = LedgerLine(
            office_id=office.office.id,
            number=number,
            actor="b2" * 16,
            role="lead",
            hour="2026-11-22T04Z",
            action="read_claim",
            reference="7K3M9Q4T",
            details=bytes(305),
            chain=b"",
        )
        line.chain = previous = chain_of(line, previous=previous)
        rows.append(line.model_dump())
    with office.database.deed() as session:
        session.connection().execute(insert(LedgerLine), rows)


def peak(office: MadeOffice) -> int:
    """The most bytes that were held while the chain was walked."""
    with office.database.question() as session:
        return least_peak(lambda: read_chain(session, office.office.id))


def test_memory_is_that_of_a_batch_and_not_of_the_ledger(small_bare_office: MadeOffice) -> None:
    grow(small_bare_office, 1500)
    short = peak(small_bare_office)
    grow(small_bare_office, 4500)

    assert peak(small_bare_office) < 1.3 * short


def test_a_ledger_of_several_batches_holds_and_is_counted(bare_office: MadeOffice) -> None:
    grow(bare_office, 1200)

    with bare_office.database.question() as session:
        chain = read_chain(session, bare_office.office.id)

    assert (chain.broken, chain.count) == ([], 1202)
