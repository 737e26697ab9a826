"""Matching at the door: what a claimant says becomes the kernel's columns, and a judgement is added, never replaced."""

import pytest

from claims.actions.match_claims import judge_file, keep_judgement, latest_judgement, record_of
from claims.errors import Damaged, NotValid
from claims.model.claim_file import EntryRecord
from claims.model.vocabulary import Answer, Capacity, Channel, PartKind, Result
from claims.rules.matching import Record
from claims.store.claim_parts import append_part, read_parts
from tests.cast import LINH, MINJUN
from tests.make import NOW, MadeOffice

TRIP = EntryRecord(
    id="t",
    passport="VNM",
    entered="2015-03-02",
    exited="none",
    port_in="ICN",
    port_out="GMP",
    channel_in=Channel.DESK,
    channel_out=Channel.GATE,
    capacity=Capacity.CREW,
    registered=Answer.YES,
    gate_registered=Answer.DONT_KNOW,
)


def test_every_column_is_filled_and_no_name_is_among_them() -> None:
    """What somebody does not know is blank."""
    record = record_of(LINH, TRIP)

    assert record == Record(
        record="t",
        claimant="",
        passport="VNM",
        entered="2015-03-02",
        exited="none",
        port_in="ICN",
        port_out="GMP",
        channel_in=Channel.DESK,
        channel_out=Channel.GATE,
        born="1990-05-01",
        capacity=Capacity.CREW,
        registered="yes",
        gate_registered=None,
        holds_korean=None,
    )
    assert "Linh" not in str(record)


def test_results_follow_the_registry(small_bare_office: MadeOffice) -> None:
    """Linh by desk, Minjun by gate: both inside; nothing known: cannot tell."""
    registry = small_bare_office.registry
    unknown = LINH.model_copy(update={"records": (EntryRecord(id="t"),)})
    results = [judge_file(file, registry=registry, now=NOW).verdicts[0].result for file in (LINH, MINJUN, unknown)]

    assert results == [Result.INSIDE, Result.INSIDE, Result.CANNOT_TELL]
    judgement = judge_file(LINH, registry=registry, now=NOW)
    assert (judgement.registry_revision, judgement.judged_at) == (registry.revision, int(NOW.timestamp()))


def test_what_contradicts_itself_is_refused(small_bare_office: MadeOffice) -> None:
    """Entered before birth."""
    impossible = LINH.model_copy(update={"records": (EntryRecord(id="t", passport="VNM", entered="1985"),)})
    with pytest.raises(NotValid):
        judge_file(impossible, registry=small_bare_office.registry, now=NOW)


def test_judgements_are_added_and_the_newest_counts(bare_office: MadeOffice) -> None:
    """A draft has none; one that cannot be read is damaged, not passed over."""
    _, draft = bare_office.draft(LINH)
    first = judge_file(LINH, registry=bare_office.registry, now=NOW)
    second = judge_file(MINJUN, registry=bare_office.registry, now=NOW)
    with bare_office.database.deed() as session:
        assert latest_judgement(session, draft) is None
        assert [keep_judgement(session, draft, judgement=each) for each in (first, second)] == [1, 2]
        assert latest_judgement(session, draft) == second
        assert len(read_parts(session, draft, kind=PartKind.JUDGEMENT)) == 2
        append_part(session, draft, kind=PartKind.JUDGEMENT, plaintext=b"{}")
        with pytest.raises(Damaged):
            latest_judgement(session, draft)
