"""Who is here and what runs, on both engines: living workers that are vouched for, running errands, sign-ins."""

from claims.model.session import Worker
from claims.model.vocabulary import ErrandKind, Role
from claims.queries.office_page import read_office
from claims.store.clock import seconds
from claims.store.errands import WORKER_ALIVE, WorkerKeys, lend
from tests.cast import HAN, STAFF
from tests.make import NOW, MadeOffice

AT = seconds(NOW)


def test_members_workers_errands_and_sign_ins_are_listed(module_office: MadeOffice) -> None:
    office = module_office
    han = office.sign_in(HAN)
    with office.database.deed() as session:
        worker = WorkerKeys(session, office.office.id, host_key=office.host_key, now=AT)
        session.add(Worker(id="f" * 32, office_id=office.office.id, public_key=b"x" * 32, vouched=b"forged", seen=AT))
        lend(
            session,
            office.office.id,
            kind=ErrandKind.OPEN_MAIL,
            subject="",
            keys={},
            member_id=han.member.id,
            host_key=office.host_key,
            now=AT,
            seconds=3600,
        )

    with office.database.question() as session:
        page = read_office(session, office.office.id, host_key=office.host_key, now=AT)
        later = read_office(session, office.office.id, host_key=office.host_key, now=AT + WORKER_ALIVE + 1)
        much_later = read_office(session, office.office.id, host_key=office.host_key, now=AT + 3601)

    assert [each.name for each in page.colleagues] == sorted(who.name for who in STAFF)
    assert {each.name for each in page.colleagues if each.opens_claims} == {"Han", "Triin"}
    assert next(each for each in page.colleagues if each.name == "Ada").roles == (Role.ADMINISTRATOR,)
    assert page.workers == 1
    assert [(e.kind, e.lent_by, e.alive) for e in page.errands] == [(ErrandKind.OPEN_MAIL, "Han", True)]
    assert [line.actor for line in page.sign_ins] == ["Han"]
    assert (later.workers, [e.alive for e in later.errands]) == (0, [False])
    assert much_later.errands == ()
    assert worker.id
