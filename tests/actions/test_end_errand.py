"""Lent keys are taken back before their time, and the ledger says by whom."""

import pytest
from sqlmodel import select

from claims.actions.end_errand import take_back_errand
from claims.errors import NotFound
from claims.model.session import Errand
from claims.model.vocabulary import ErrandKind
from claims.store.clock import seconds
from claims.store.errands import WorkerKeys, lend
from claims.store.ledger import read_lines
from tests.cast import HAN
from tests.make import NOW, MadeOffice


def test_the_keys_are_gone_and_a_line_is_there(module_office: MadeOffice) -> None:
    office = module_office
    han = office.sign_in(HAN)
    with office.database.deed() as session:
        WorkerKeys(session, office.office.id, host_key=office.host_key, now=seconds(NOW))
        errand = lend(
            session,
            office.office.id,
            kind=ErrandKind.OPEN_MAIL,
            subject="",
            keys={"card": "00"},
            member_id=han.member.id,
            host_key=office.host_key,
            now=seconds(NOW),
        )

    with office.database.deed() as session:
        take_back_errand(session, office.office.id, errand_id=errand.id, actor=han.actor, now=NOW)

    with office.database.question() as session:
        assert session.exec(select(Errand)).all() == []
        assert read_lines(session, office.office.id)[-1].action == "end_errand"
    for office_id, errand_id in ((office.office.id, errand.id), ("another office", errand.id)):
        with pytest.raises(NotFound), office.database.deed() as session:
            take_back_errand(session, office_id, errand_id=errand_id, actor=han.actor, now=NOW)
