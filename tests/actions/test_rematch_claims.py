"""Matching again: what changes is judged anew and told, what does not stays, and a run that is stopped goes on where it was."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from claims.actions import open_again as opening
from claims.actions.end_errand import take_back_errand
from claims.actions.match_claims import judge_file, latest_judgement
from claims.actions.rematch_claims import Rematch, order_rematch, rematch_waits
from claims.actions.run_errands import run_errands
from claims.errors import NotAllowed, NotNow
from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile, EntryRecord
from claims.model.judgement import Judgement
from claims.model.session import Errand
from claims.model.trip_shard import TripShard
from claims.model.vocabulary import Capacity, Channel, MessageCode, Result
from claims.rules.answers import matched_by
from claims.store import trip_shards
from claims.store.errands import WorkerKeys, keys_of
from claims.store.ledger import read_lines, verify_lines
from claims.store.trip_shards import put_trips, read_shards, shard_ids, trips_key
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.make import MadeOffice, Sent, SignedIn, make_office
from tests.make_registries import FOREIGNERS, corrected, joined_by, retitled, without
from tests.rematching import PROJECT, actions, again, cards, judgements, messages, with_sending


@pytest.fixture
def desk(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MadeOffice, SignedIn]]:
    """An office with Han, signed in, and Park."""
    office = make_office(database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK))
    yield office, office.sign_in(HAN)
    office.close()


def marks(office: MadeOffice) -> list[str]:
    """What each shard was last matched by."""
    with office.database.question() as session:
        return sorted(session.exec(select(TripShard.matched_by)).all())


def results(judgement: Judgement | None) -> dict[str, Result]:
    """Everything but outside, by project."""
    verdicts = judgement.verdicts if judgement else ()
    return {verdict.project: verdict.result for verdict in verdicts if verdict.result is not Result.OUTSIDE}


def test_the_errand_holds_the_least_keys_and_only_who_holds_them_lends(desk: tuple[MadeOffice, SignedIn]) -> None:
    """The card key for the shards, the reading key for claims that change; not the office's, and no claim's."""
    office, han = desk
    office.send(LINH)
    office.work(han)
    with pytest.raises(NotNow, match="no_worker"):
        order(office, han)
    with office.worker() as worker:
        with pytest.raises(NotAllowed, match="no_key"):
            order(office, office.sign_in(PARK))
        assert [order(office, han), order(office, han)] == [True, False]
        keys = lent(office, worker)

    assert keys == {"card": han.keyring.card.hex(), "reading": han.keyring.reading.hex(), "generation": "1"}
    assert han.keyring.office.hex() not in json.dumps(keys)


def order(office: MadeOffice, who: SignedIn) -> bool:
    """Lend what is needed, now."""
    with office.database.deed() as session:
        return order_rematch(session, who.member, keyring=who.keyring, host_key=office.host_key, now=datetime.now(UTC))


def lent(office: MadeOffice, worker: WorkerKeys) -> dict[str, str]:
    """What the one errand holds."""
    with office.database.question() as session:
        (errand,) = session.exec(select(Errand)).all()
    return keys_of(errand, worker=worker)


def test_a_corrected_window_moves_whom_it_concerns_and_nobody_else(desk: tuple[MadeOffice, SignedIn]) -> None:
    """Linh entered in 2015, before the corrected beginning; Minjun is Korean. Nothing that was judged is overwritten."""
    office, han = desk
    linh, minjun = office.send(LINH), office.send(MINJUN)
    office.work(han)
    registry = corrected(office.registry, from_="2016-01-01")
    first = judgements(office, linh)
    run = again(office, han, registry)

    assert (run.looked, run.opened, run.damaged) == (2, 1, 0)
    assert judgements(office, linh)[:-1] == first
    assert judgements(office, linh)[-1] == judge_file(with_sending(office, linh), registry=registry, now=office.now)
    assert [len(judgements(office, each)) for each in (linh, minjun)] == [2, 1]
    assert cards(office, han)[linh.claim.id].results[PROJECT] is Result.OUTSIDE
    assert cards(office, han)[minjun.claim.id].results[PROJECT] is Result.INSIDE
    assert messages(office, minjun) == []
    (told,) = messages(office, linh)
    assert (told.sender, told.text, told.code, told.facts) == (
        *("office", "", MessageCode.RESULT_CHANGED),
        {"trips": ("1",)},
    )
    assert actions(office) == [("rematch_claim", linh.claim.reference), ("rematch", "")]
    assert set(marks(office)) == {matched_by(registry)}


def test_a_second_run_has_nothing_to_do_and_leaves_no_line(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, han = desk
    linh = office.send(LINH)
    office.work(han)
    registry = corrected(office.registry, from_="2016-01-01")
    for _ in range(2):
        again(office, han, registry)
    lines = actions(office)

    assert again(office, han, registry).looked == 0
    assert actions(office) == lines
    assert (len(judgements(office, linh)), len(messages(office, linh))) == (2, 1)


def test_another_title_changes_no_claim_but_is_noted_in_the_shard(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, han = desk
    linh = office.send(LINH)
    office.work(han)
    registry = retitled(office.registry)
    before = cards(office, han)

    assert (again(office, han, registry).opened, len(judgements(office, linh))) == (0, 1)
    assert (cards(office, han), marks(office)) == (before, [matched_by(registry)])


DAYS = ("2004-06-01", "2010-08-22", "2010-08-23", "2015-03-02", "2016-02", "2019", "2021-10-20", "2021-10-21", None)


def people(chance: random.Random, *, number: int) -> Iterator[ClaimFile]:
    """Claims with one to three trips, near edges or vague."""
    for _ in range(number):
        file = chance.choice((LINH, MINJUN))
        trips = tuple(
            EntryRecord(
                id=f"trip-{place}",
                passport=chance.choice(("VNM", "KOR", None)),
                entered=chance.choice(DAYS),
                exited=chance.choice((None, "2015-04-01", "2021-12-01")),
                channel_in=chance.choice((None, Channel.DESK, Channel.GATE)),
                capacity=chance.choice((None, Capacity.CREW, Capacity.TRANSIT)),
            )
            for place in range(chance.randint(1, 3))
        )
        yield file.model_copy(update={"records": trips})


def test_after_each_revision_every_claim_stands_as_if_judged_today(
    desk: tuple[MadeOffice, SignedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Corrected, added, retracted, published back: results are those of a fresh judgement, on the card and in the claim."""
    monkeypatch.setattr(trip_shards, "SHARD_CLAIMS", 5)
    office, han = desk
    sent = [office.send(file) for file in people(random.Random(3), number=14)]
    office.work(han)
    base = office.registry
    revisions = (
        corrected(base, from_="2015-06-01"),
        joined_by(corrected(base, from_="2015-06-01"), "NEW", from_="2010-01-01", to="2016-02-15"),
        without(base, FOREIGNERS),
        corrected(base, to="2015-03", from_="2004"),
        base,
    )
    for registry in revisions:
        again(office, han, registry)
        queue = cards(office, han)
        for each in sent:
            fresh = judge_file(with_sending(office, each), registry=registry, now=office.now)
            with office.database.question() as session:
                kept = latest_judgement(session, each.claim)
            assert results(kept) == results(fresh)
            shown = {p: r for p, r in queue[each.claim.id].results.items() if r is not Result.OUTSIDE}
            assert shown == results(fresh)
        assert marks(office) == [matched_by(registry)] * 3
    assert all(judgements(office, each)[0].registry_revision == base.revision for each in sent)


class Killed(BaseException):
    """What a kill -9 leaves: whatever was committed."""


def test_a_kill_between_or_within_shards_loses_nothing_and_repeats_nothing(
    desk: tuple[MadeOffice, SignedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second shard is undone half-way; the next run does it and the third, and not the first again."""
    monkeypatch.setattr(trip_shards, "SHARD_CLAIMS", 2)
    office, han = desk
    sent = [office.send(LINH) for _ in range(6)]
    office.work(han)
    registry = corrected(office.registry, from_="2016-01-01")
    opened, real = [], opening._open_one

    def dies(session: object, row: Claim, *rest: object, **more: object) -> None:
        real(session, row, *rest, **more)  # type: ignore[arg-type]  # passed on as given
        opened.append(row.reference)
        if len(opened) == 4:
            raise Killed

    monkeypatch.setattr(opening, "_open_one", dies)
    with pytest.raises(Killed):
        again(office, han, registry)
    assert sorted(len(judgements(office, each)) for each in sent) == [1, 1, 1, 1, 2, 2]
    assert marks(office).count(matched_by(registry)) == 1
    monkeypatch.setattr(opening, "_open_one", real)
    run = again(office, han, registry)

    assert (run.looked, run.opened) == (4, 4)
    assert [len(judgements(office, each)) for each in sent] == [2] * 6
    assert [len(messages(office, each)) for each in sent] == [1] * 6
    assert sorted(reference for action, reference in actions(office) if action == "rematch_claim") == sorted(
        each.claim.reference for each in sent
    )
    with office.database.question() as session:
        broken = verify_lines(read_lines(session, office.office.id))[0]
    assert {each.reason for each in broken} <= {"clock"}  # the worker's clock is the true one, ours stands still


def test_keys_taken_back_at_the_desk_end_the_run_after_the_shard_it_is_at(
    desk: tuple[MadeOffice, SignedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker asks before each; what was done stays done, the rest waits for the next order."""
    monkeypatch.setattr(trip_shards, "SHARD_CLAIMS", 1)
    office, han = desk
    sent = [office.send(LINH) for _ in range(3)]
    office.work(han)
    registry = corrected(office.registry, from_="2016-01-01")
    real = Rematch._match_shard

    def takes_back(run: Rematch, *rest: object) -> None:
        real(run, *rest)  # type: ignore[arg-type]  # passed on as given
        with office.database.deed() as session:
            for errand in session.exec(select(Errand)).all():
                take_back_errand(session, office.office.id, errand_id=errand.id, actor=han.actor, now=office.now)

    monkeypatch.setattr(Rematch, "_match_shard", takes_back)
    office._export = replace(office.export, registry=registry)
    with office.worker() as worker:
        order(office, han)
        assert run_errands(office.export, worker, host_key=office.host_key) == 1
    assert sorted(len(judgements(office, each)) for each in sent) == [1, 1, 2]
    monkeypatch.setattr(Rematch, "_match_shard", real)
    with office.worker() as worker:
        order(office, han)
        run_errands(office.export, worker, host_key=office.host_key)
    assert [len(judgements(office, each)) for each in sent] == [2, 2, 2]


def test_whoever_writes_the_shard_meanwhile_is_not_overwritten(desk: tuple[MadeOffice, SignedIn]) -> None:
    """Mail that is opened while a shard is being answered stays in it, and is answered too."""
    office, han = desk
    first = office.send(LINH)
    office.work(han)
    registry = corrected(office.registry, from_="2016-01-01")
    late: list[Sent] = []

    def mail_comes() -> bool:
        if not late:
            late.append(office.send(LINH))
            office.work(han)
        return True

    again(office, han, registry, still_lent=mail_comes)
    key = trips_key(han.keyring.card)
    with office.database.question() as session:
        ids = shard_ids(session, office.office.id)
    lying = [
        each for handful in read_shards(office.database, ids, key=key) for _, held in handful for each in held.each()
    ]

    assert {each.claim_id: each.matched_by for each in lying} == {
        each.claim.id: matched_by(registry) for each in (first, *late)
    }
    assert [len(judgements(office, each)) for each in (first, *late)] == [2, 2]


def test_claims_opened_before_there_were_trip_shards_are_taken_in(desk: tuple[MadeOffice, SignedIn]) -> None:
    """They are opened once; after that they cost what all others cost."""
    office, han = desk
    sent = [office.send(file) for file in (LINH, MINJUN)]
    office.work(han)
    with office.database.deed() as session:
        names = frozenset(each.claim.id for each in sent)
        put_trips(session, office.office.id, key=trips_key(han.keyring.card), claims=[], gone=names)
        assert rematch_waits(session, office.office.id, registry=office.registry)
    run = again(office, han, office.registry)
    assert (run.looked, run.opened, marks(office)) == (2, 2, [matched_by(office.registry)])
    with office.database.question() as session:
        assert not rematch_waits(session, office.office.id, registry=office.registry)
        assert rematch_waits(session, office.office.id, registry=retitled(office.registry))

    assert again(office, han, office.registry).looked == 0
    assert [len(judgements(office, each)) for each in sent] == [1, 1]


def test_a_damaged_shard_is_made_anew_from_its_claims(desk: tuple[MadeOffice, SignedIn]) -> None:
    """What lies in it lies in the claims too; they are opened for it once more."""
    office, han = desk
    sent = [office.send(LINH) for _ in range(2)]
    office.work(han)
    with office.database.deed() as session:
        row = session.exec(select(TripShard)).one()
        row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    registry = corrected(office.registry, from_="2016-01-01")
    run = again(office, han, registry)

    assert (run.looked, run.opened, marks(office)) == (2, 2, [matched_by(registry)])
    assert actions(office)[0] == ("rematch_damaged", "")
    assert [len(judgements(office, each)) for each in sent] == [2, 2]
