"""The ledger at the desk, on both engines: from its end, a page at a time, without what is sealed."""

from claims.queries.ledger_page import PAGE_LINES, read_ledger_page
from tests.make import MadeOffice


def test_the_ledger_is_read_from_its_end_in_pages(module_office: MadeOffice) -> None:
    office = module_office
    with office.database.question() as session:
        lines = read_ledger_page(session, office.office.id, before=None)
        earlier = read_ledger_page(session, office.office.id, before=3)

    assert [line.number for line in lines] == list(range(lines[0].number, max(0, lines[0].number - PAGE_LINES), -1))
    assert [line.action for line in earlier] == ["add_member", "open_office"]
