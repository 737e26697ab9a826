"""A claim opened for a page: everything sealed together, steps by name, nothing for drafts."""

import pytest

from claims.actions.decide_claim import add_note, decide_claim
from claims.errors import Damaged, NotFound
from claims.model.claim import ClaimPart
from claims.model.disclosure import Registry
from claims.model.vocabulary import AgreementCode, Move, PartKind
from claims.queries.claim_page import read_claim_contents, read_claim_facts, sent_claim
from tests.cast import HAN, LINH, agreed
from tests.make import NOW, TODAY, MadeOffice


def test_all_that_was_said_judged_and_added_is_there(module_office: MadeOffice) -> None:
    office = module_office
    sent = office.send(LINH.model_copy(update={"agreements": agreed(AgreementCode.C6)}))
    han = office.sign_in(HAN)
    claim = office.open(sent, han)
    with office.database.deed() as session:
        decide_claim(session, claim, move=Move.ASK, words="Which day?", by=han.member, actor=han.actor, now=NOW)
        add_note(session, claim, note="Called.")

    with office.database.question() as session:
        row = sent_claim(session, office.office.id, sent.claim.reference)
        facts = read_claim_facts(session, row)
        contents = read_claim_contents(session, claim, registry=office.registry, today=TODAY)

    assert [(step.move, step.by) for step in facts.steps] == [(Move.RECEIVE, ""), (Move.ASK, "Han")]
    assert contents.file.claimant == LINH.claimant
    assert [message.text for message in contents.messages] == ["Which day?"]
    assert contents.desk.notes == ("Called.",)
    assert {code for code, answer in contents.answers.items() if answer and not answer.yes} == {AgreementCode.C6}
    (trip,) = contents.trips
    inside = next(found for found in trip.findings if found.finding.window == "MOJ-FN-FOI")
    assert [segment.id for segment in inside.segments] == ["F4"]
    assert inside.sources
    assert not inside.about_others
    assert sum(found.about_others for found in trip.findings) == 2
    assert contents.days == 39


def test_a_window_that_the_registry_has_no_more_is_still_named(small_module_office: MadeOffice) -> None:
    office = small_module_office
    sent = office.send(LINH)

    with office.database.question() as session:
        contents = read_claim_contents(session, sent.claim, registry=Registry(projects=()), today=TODAY)

    found = contents.trips[0].findings[0]
    assert (found.window, found.sources) == (None, ())
    assert found.finding.window


def test_drafts_and_unknown_references_are_not_found(small_module_office: MadeOffice) -> None:
    office = small_module_office
    _, draft = office.draft(LINH)

    with office.database.question() as session:
        for reference in (draft.reference, "00000000"):
            with pytest.raises(NotFound):
                sent_claim(session, office.office.id, reference)


def test_a_damaged_part_is_named_and_nothing_shown(small_module_office: MadeOffice) -> None:
    office = small_module_office
    sent = office.send(LINH)
    with office.database.deed() as session:
        part = session.get_one(ClaimPart, (sent.claim.id, PartKind.JUDGEMENT, 1))
        part.sealed = part.sealed[:-1] + bytes([part.sealed[-1] ^ 1])
        session.add(part)

    with office.database.question() as session, pytest.raises(Damaged) as damage:
        read_claim_contents(session, sent.claim, registry=office.registry, today=TODAY)

    assert damage.value.facts["part"] == "judgement"
