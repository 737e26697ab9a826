"""Writing an offer, signing it off, putting it in force, ending it, and telling the course: what stands, what is refused, who may not."""

import pytest

from claims.actions.invite_claimants import invite_claimants
from claims.actions.put_offer import close_offer, put_in_force
from claims.actions.tell_course import tell_course
from claims.actions.write_offer import drop_language, set_terms, set_texts, sign_off
from claims.errors import NotAllowed, NotFound, NotNow, NotValid
from claims.model.matter import Matter
from claims.model.offer import CourseEntry, OfferTerms
from claims.rules.offers import changed_texts
from claims.store.announcements import course_of, offers_of
from tests.make import TODAY, MadeOffice
from tests.make_appointments import FACTS, TERMS, Firm


@pytest.fixture(scope="module")
def firm(small_module_office: MadeOffice) -> Firm:
    """A matter whose offer is in force."""
    return Firm(small_module_office)


def as_park(firm: Firm) -> dict[str, object]:
    """Who acts and when."""
    return {"keyring": firm.court.park.keyring, "actor": firm.court.park.actor, "now": firm.office.now}


def test_an_offer_goes_out_whole_in_each_language_and_never_changes(firm: Firm) -> None:
    first = firm.offer
    assert first.languages == ("en", "ko")
    assert all(text.sign_off.name == "Park" and "{" not in text.text for text in first.texts)
    later = firm.put(TERMS.model_copy(update={"fee": 50_000}))
    assert "fee" in changed_texts(first, later, language="en")
    assert "ngo" not in changed_texts(first, later, language="en")
    with firm.office.database.question() as session:
        kept = offers_of(session, firm.told_key, matter_id=firm.court.matter.id)
    assert [kept[0], kept[-1]] == [first, later]


def test_the_same_offer_put_twice_is_one_offer(firm: Firm) -> None:
    before = firm.offer
    assert firm.put(before.terms) == before
    assert firm.put(before.terms.model_copy(update={"again": True})).number == before.number + 1
    assert firm.put(before.terms).number == before.number + 2, "what was said before last is said anew"


def test_a_text_that_reads_otherwise_is_not_signed_off(firm: Firm) -> None:
    matter = firm.court.matter
    with firm.office.database.deed() as session:
        set_texts(session, matter, language="en", texts={"fee": ("Fee", "You pay {fee}.")}, **as_park(firm))
        facts = {"en": {"fee": "5"}}
        for read in ({"fee": "0" * 64}, {"costs2": "0"}):
            with pytest.raises(NotValid, match="text_changed_meanwhile"):
                sign_off(
                    session, matter, language="en", read=read, facts=facts, by=firm.court.park.member, **as_park(firm)
                )
    with firm.office.database.deed() as session, pytest.raises(NotValid) as refused:
        put_in_force(session, matter, matter_facts=FACTS, facts=facts, today=TODAY, **as_park(firm))
    assert refused.value.reason == "offer_not_ready"
    assert ("en", "fee") in refused.value.facts["texts"]
    firm.put(TERMS)


def test_what_counsel_cannot_write(firm: Firm) -> None:
    matter, park = firm.court.matter, as_park(firm)
    with firm.office.database.deed() as session:
        for terms, reason in (
            (OfferTerms(fee=-1), "fee_negative"),
            (OfferTerms(success_fee="101"), "success_fee_unreadable"),
            (OfferTerms(success_fee="ten"), "success_fee_unreadable"),
            (OfferTerms(success_fee="nan"), "success_fee_unreadable"),
            (OfferTerms(selection=True), "appointed_needed"),
        ):
            with pytest.raises(NotValid, match=reason):
                set_terms(session, matter, terms=terms, **park)
        with pytest.raises(NotValid, match="resident_number"):
            set_texts(session, matter, language="en", texts={"fee": ("F", "900101-1234568")}, **park)
        with pytest.raises(NotFound):
            drop_language(session, matter, language="xx", **park)
        with pytest.raises(NotValid, match="party_incomplete"):
            put_in_force(session, matter, matter_facts=FACTS.model_copy(update={"lawyer": " "}), facts=_facts(firm), today=TODAY, **park)  # fmt: skip


def _facts(firm: Firm) -> dict[str, dict[str, str]]:
    return {tag: firm.filling(TERMS, tag) for tag in firm.languages}


def test_only_the_matters_counsel_writes_and_ends_it(firm: Firm) -> None:
    matter, han = firm.court.matter, firm.court.han
    with firm.office.database.deed() as session, pytest.raises(NotAllowed):
        set_terms(session, matter, terms=TERMS, keyring=han.keyring, actor=han.actor, now=firm.office.now)
    with firm.office.database.deed() as session:
        fresh = session.get_one(Matter, matter.id)
        close_offer(session, fresh, **as_park(firm))
        with pytest.raises(NotNow, match="no_offer"):
            close_offer(session, fresh, **as_park(firm))
        with pytest.raises(NotNow, match="no_offer"):
            invite_claimants(session, fresh, claims=[], **as_park(firm))
    assert firm.offer_in_force() is None
    firm.put(TERMS)
    assert firm.offer_in_force() == firm.offer


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"day": "soon"}, "not_a_day"),
        ({"code": "appeal_until"}, "not_a_day"),
        ({"code": "payment"}, "amount_needed"),
        ({"code": "note"}, "words_needed"),
        ({"words": {"en": "x" * 2001}}, "words_too_long"),
        ({"number": "900101-1234568"}, "resident_number"),
    ],
)
def test_an_entry_of_the_course_that_says_nothing_is_refused(firm: Firm, facts: dict[str, object], reason: str) -> None:
    entry = CourseEntry(id="e", code="hearing", day="2027-03-01", at=1).model_copy(update=facts)
    with firm.office.database.deed() as session, pytest.raises(NotValid, match=reason):
        tell_course(session, firm.court.matter, entry=entry, **as_park(firm))


def test_the_course_is_told_by_day_and_mended_without_losing_what_was_said(firm: Firm) -> None:
    hearing = CourseEntry(id="e1", code="hearing", day="2027-03-01", place="402", at=1)
    filed = CourseEntry(id="e2", code="filed", day="2027-01-02", number="2027가합1", at=2)
    mended = hearing.model_copy(update={"id": "e3", "day": "2027-03-08", "replaces": "e1"})
    with firm.office.database.deed() as session:
        for entry in (hearing, filed, mended):
            tell_course(session, firm.court.matter, entry=entry, **as_park(firm))
        with pytest.raises(NotFound):
            tell_course(session, firm.court.matter, entry=mended.model_copy(update={"id": "e4"}), **as_park(firm))
    with firm.office.database.question() as session:
        told = course_of(session, firm.told_key, matter_id=firm.court.matter.id)
    assert [entry.id for entry in told] == ["e2", "e3"]
