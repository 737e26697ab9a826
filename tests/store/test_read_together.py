"""Read together, each claim says what it says when it is read by itself; a claim that lacks its file is named."""

from dataclasses import replace

import pytest
from sqlmodel import col, delete

from claims.actions.decide_claim import add_note, read_desk_facts
from claims.actions.match_claims import keep_judgement, latest_judgement
from claims.errors import Damaged
from claims.model.claim import ClaimPart
from claims.model.triage import Message
from claims.model.vocabulary import PartKind
from claims.store import read_together
from claims.store.appointment_parts import read_events
from claims.store.claim_parts import append_part, read_claim_file, read_parts
from tests.cast import LINH, MINJUN
from tests.make import MadeOffice

KINDS = tuple(PartKind)


def test_every_claim_says_what_it_says_by_itself(bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order that was asked for, however few are fetched at once; of judgements the newest."""
    monkeypatch.setattr(read_together, "AT_ONCE", 2)
    claims = [bare_office.send(file).claim for file in (LINH, MINJUN, LINH)]
    with bare_office.database.deed() as session:
        add_note(session, claims[1], note="called back")
        older = latest_judgement(session, claims[2])
        assert older is not None
        keep_judgement(session, claims[2], judgement=replace(older, registry_revision="a later one"))
        written = Message(sender="office", text="Hello", language="en", at=1)
        append_part(session, claims[0], kind=PartKind.MESSAGE, plaintext=written.model_dump_json().encode())

    with bare_office.database.question() as session:
        found = list(read_together.read_together(session, claims, kinds=KINDS))
        assert [each.claim for each in found] == claims
        for each, claim in zip(found, claims, strict=True):
            assert each.file() == read_claim_file(session, claim)[0]
            assert each.desk() == read_desk_facts(session, claim)[0]
            assert each.judgement() == latest_judgement(session, claim)
            assert each.events() == read_events(session, claim)
            assert len(list(each.messages())) == len(read_parts(session, claim, kind=PartKind.MESSAGE))
    assert found[1].desk().notes == ("called back",)
    assert found[2].judgement() != older
    assert [message.text for message in found[0].messages()][-1:] == ["Hello"]


def test_a_claim_without_its_file_is_named(bare_office: MadeOffice) -> None:
    claim = bare_office.send(LINH).claim
    with bare_office.database.deed() as session:
        session.exec(delete(ClaimPart).where(col(ClaimPart.claim_id) == claim.id, col(ClaimPart.kind) == PartKind.FILE))
    with bare_office.database.question() as session:
        (parts,) = read_together.read_together(session, [claim], kinds=(PartKind.FILE, PartKind.DESK))
        assert parts.desk().notes == ()
        with pytest.raises(Damaged, match="claim_part") as refused:
            parts.file()
    assert refused.value.facts["reference"] == claim.reference
