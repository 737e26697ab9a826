"""A preview counts what would change and opens not one claim; what it counts is sealed like the results it counts."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from claims.actions.preview_revision import kind_of, order_preview, preview_revision
from claims.actions.rematch_claims import always, rematch
from claims.actions.run_errands import run_errands
from claims.errors import NotAllowed, NotFound, NotNow, NotValid
from claims.model.claim_file import EntryRecord
from claims.model.disclosure import Registry
from claims.model.ledger import LedgerLine
from claims.model.revision_preview import Changes, PreviewOutcome, RevisionPreview
from claims.model.session import Errand
from claims.model.vocabulary import PartKind, Result
from claims.queries.revision_previews import read_preview
from claims.store.claim_parts import read_parts
from claims.store.errands import keys_of
from claims.store.revision_content import content_of
from claims.store.trip_shards import trips_key
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.make import NOW, MadeOffice, SignedIn, make_office
from tests.make_registries import FOREIGNERS, corrected, joined_by, without

PROJECT = "MOJ-AIRPORT-FACES"
EARLY = LINH.model_copy(
    update={"records": (EntryRecord(id="t", passport="VNM", entered="2009-03-02", exited="2009-04-01"),)}
)


@pytest.fixture
def desk(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MadeOffice, SignedIn]]:
    """An office with Han, signed in, and Park; three claims were opened."""
    office = make_office(database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK))
    for file in (LINH, MINJUN, EARLY):
        office.send(file)
    han = office.sign_in(HAN)
    office.work(han)
    yield office, han
    office.close()


def order(office: MadeOffice, who: SignedIn, registry: Registry) -> str:
    """Lend what is needed to try a registry."""
    with office.database.deed() as session:
        return order_preview(
            session,
            who.member,
            keyring=who.keyring,
            host_key=office.host_key,
            content=content_of(registry),
            base_revision=office.registry.revision,
            now=datetime.now(UTC),
        )


def tried(office: MadeOffice, han: SignedIn, registry: Registry) -> PreviewOutcome:
    """Order, let a worker do it, read it."""
    with office.worker() as worker:
        preview_id = order(office, han, registry)
        run_errands(office.export, worker, host_key=office.host_key)
    found = outcome(office, han, preview_id)
    assert found is not None
    return found


def outcome(office: MadeOffice, who: SignedIn, preview_id: str) -> PreviewOutcome | None:
    """As the page reads it."""
    with office.database.question() as session:
        return read_preview(session, office.office.id, preview_id=preview_id, keyring=who.keyring)


def test_gains_and_losses_are_counted_by_project_and_window(desk: tuple[MadeOffice, SignedIn]) -> None:
    """From 2009 to 2014: who came in 2009 gains, Linh of 2015 loses, the Korean stays; the samples name them."""
    office, han = desk
    found = tried(office, han, corrected(office.registry, from_="2009-01-01", to="2014-12-31"))
    project, window = found.projects[PROJECT], found.windows[FOREIGNERS]

    assert (found.claims, found.elsewhere, found.base) == (3, 0, office.registry.revision)
    assert (project.gain, project.lose, project.same) == (1, 1, 1)
    assert (window.gain, window.lose, window.change, window.same) == (1, 1, 0, 1)
    assert len(project.samples) == 2
    assert found.windows["MOJ-KR-FOI"] == Changes(same=3)


def test_a_preview_agrees_with_what_matching_again_then_does(desk: tuple[MadeOffice, SignedIn]) -> None:
    """It opens no claim and appends nothing; published, exactly the samples are opened."""
    office, han = desk
    registry = joined_by(corrected(office.registry, from_="2016-01-01"), "NEW", from_="2009-01-01", to="2009-12-31")
    found = tried(office, han, registry)
    with office.database.question() as session:
        lines = session.exec(select(LedgerLine.action)).all()
    keys = {"card": han.keyring.card.hex(), "reading": han.keyring.reading.hex()}
    rematch(office.database, office.office.id, keys=keys, registry=registry, now=lambda: office.now, still_lent=always)
    with office.database.question() as session:
        opened = session.exec(select(LedgerLine.reference).where(LedgerLine.action == "rematch_claim")).all()

    assert "rematch_claim" not in lines
    assert lines.count("preview_revision") == 1
    assert set(opened) == {each for changes in found.projects.values() for each in changes.samples}
    assert (found.projects["NEW"].gain, found.projects[PROJECT].lose) == (1, 1)


def test_what_was_retracted_is_counted_too(desk: tuple[MadeOffice, SignedIn]) -> None:
    """A window that would be gone loses those who were in it."""
    office, han = desk
    found = tried(office, han, without(office.registry, FOREIGNERS))

    assert (found.windows[FOREIGNERS].lose, found.windows[FOREIGNERS].same) == (1, 2)


def test_claims_of_another_revision_are_said_to_be(desk: tuple[MadeOffice, SignedIn]) -> None:
    """Part of their change may come from a revision that was published and not matched yet."""
    office, han = desk
    preview_of = corrected(office.registry, from_="2016-01-01")
    office.registry = corrected(office.registry, from_="2012-01-01")

    assert tried(office, han, preview_of).elsewhere == 3


def test_the_errand_holds_the_key_of_the_trips_and_nothing_else(desk: tuple[MadeOffice, SignedIn]) -> None:
    """It opens neither cards nor claims; and only who holds the office's key may lend it, to a worker."""
    office, han = desk
    with pytest.raises(NotNow, match="no_worker"):
        order(office, han, office.registry)
    with office.worker() as worker:
        with pytest.raises(NotAllowed, match="no_key"):
            order(office, office.sign_in(PARK), office.registry)
        preview_id = order(office, han, office.registry)
        with office.database.question() as session:
            (errand,) = session.exec(select(Errand)).all()
        assert keys_of(errand, worker=worker) == {"trips": trips_key(han.keyring.card).hex()}
        assert (errand.subject, outcome(office, han, preview_id)) == (preview_id, None)


def test_counts_are_sealed_and_shown_to_who_holds_the_key(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, han = desk
    with office.worker() as worker:
        preview_id = order(office, han, corrected(office.registry, from_="2016-01-01"))
        run_errands(office.export, worker, host_key=office.host_key)
    with office.database.question() as session:
        row = session.get_one(RevisionPreview, preview_id)
    with pytest.raises(NotAllowed):
        outcome(office, office.sign_in(PARK), preview_id)
    with pytest.raises(NotFound):
        outcome(office, han, "0" * 32)

    assert not any(word in sealed for word in (b'"gain"', PROJECT.encode()) for sealed in (row.proposal, row.outcome))


def test_a_registry_that_cannot_be_read_is_refused_before_anything_is_lent(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, han = desk
    for content in (b"", b"{}", b'[{"code": 1}]', b"\xff"):
        with office.worker(), office.database.deed() as session, pytest.raises(NotValid, match="registry_unreadable"):
            order_preview(
                session,
                han.member,
                keyring=han.keyring,
                host_key=office.host_key,
                content=content,
                base_revision="",
                now=datetime.now(UTC),
            )
    with office.database.question() as session:
        assert session.exec(select(RevisionPreview)).all() == []


def test_keys_taken_back_leave_no_outcome(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, han = desk
    with office.worker():
        preview_id = order(office, han, office.registry)
    keys = {"trips": trips_key(han.keyring.card).hex()}
    done = preview_revision(
        office.database, office.office.id, preview_id=preview_id, keys=keys, now=lambda: NOW, still_lent=lambda: False
    )

    assert (done, outcome(office, han, preview_id)) == (None, None)
    with pytest.raises(NotFound):
        preview_revision(
            office.database, "0" * 32, preview_id=preview_id, keys=keys, now=lambda: NOW, still_lent=always
        )


def test_previews_of_earlier_weeks_go_with_the_next_order(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, han = desk
    with office.worker():
        first, second = order(office, han, office.registry), order(office, han, office.registry)
        with office.database.question() as session:
            assert set(session.exec(select(RevisionPreview.id))) == {first, second}
        with office.database.deed() as session:
            row = session.get_one(RevisionPreview, first)
            row.week = "2001-W01"
        third = order(office, han, office.registry)
    with office.database.question() as session:
        assert set(session.exec(select(RevisionPreview.id))) == {second, third}


def test_no_claim_is_judged_anew_by_a_preview(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, han = desk
    sent = office.send(LINH)
    office.work(han)
    tried(office, han, corrected(office.registry, from_="2016-01-01"))
    with office.database.question() as session:
        assert len(read_parts(session, sent.claim, kind=PartKind.JUDGEMENT)) == 1


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (Result.OUTSIDE, Result.INSIDE, "gain"),
        (Result.CANNOT_TELL, Result.INSIDE_FLAGGED, "gain"),
        (Result.INSIDE, Result.CANNOT_TELL, "lose"),
        (Result.INSIDE, Result.INSIDE_FLAGGED, "change"),
        (Result.OUTSIDE, Result.CANNOT_TELL, "change"),
        (Result.INSIDE, Result.INSIDE, ""),
    ],
)
def test_what_is_a_gain(old: Result, new: Result, kind: str) -> None:
    assert kind_of(old, new) == kind
