"""A line for each claim that will be opened; what was searched for lies sealed in it."""

import json

from claims.actions.note_reading import note_reading
from claims.store.ledger import read_lines, verify_lines
from claims.store.seal import context, open_wrap
from tests.cast import HAN
from tests.make import NOW, MadeOffice


def test_one_line_for_each_claim_and_one_where_there_is_none(module_office: MadeOffice) -> None:
    office = module_office
    han = office.sign_in(HAN)
    with office.database.deed() as session:
        note_reading(
            session, office.office.id, actor=han.actor, action="read_claim", references=("AAAA", "BBBB"), now=NOW
        )
        note_reading(session, office.office.id, actor=han.actor, action="search", details={"words": "Nguyễn"}, now=NOW)

    with office.database.question() as session:
        lines = read_lines(session, office.office.id)
    assert [(line.action, line.reference, line.actor) for line in lines[-3:]] == [
        ("read_claim", "AAAA", han.actor.id),
        ("read_claim", "BBBB", han.actor.id),
        ("search", "", han.actor.id),
    ]
    assert "Nguyễn".encode() not in lines[-1].details
    bound = context("ledger", office.office.id, lines[-1].number)
    assert json.loads(open_wrap(han.keyring.office, lines[-1].details, context=bound)) == {"words": "Nguyễn"}
    assert verify_lines(lines)[0] == []
