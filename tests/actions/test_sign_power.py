"""Signing: what stands afterwards, what is refused, and that a refusal loses nothing and changes nothing."""

import pytest

from claims.actions.take_back_power import take_back_power
from claims.errors import NotFound, NotNow, NotValid, Refusal
from claims.model.claim import Claim
from claims.model.claim_file import Claimant, EvidenceFacts, Representative
from claims.model.signing import Answers, Signer
from claims.model.vocabulary import AgreementCode, Answer, EvidenceKind, Move, PartKind, Status
from claims.rules.agreements import latest_answer
from claims.store.claim_parts import count_parts
from tests.cast import LINH, agreed
from tests.make import MadeOffice, Sent
from tests.make_appointments import TERMS, Firm

YES = Answers(court=True, other=Answer.NO, country="KOR")
PROOF = EvidenceFacts(id="p", kind=EvidenceKind.OTHER, media_type="image/jpeg", size=1, sha256="0", parts=())
CHILD = LINH.model_copy(update={"claimant": Claimant(name="Bé", born="2015-01-01", for_whom="child")})
DIED = Claimant(name="Ông", born="1950", for_whom="other", representative=Representative(name="A", relation="heir"))
HEIRS = LINH.model_copy(update={"claimant": DIED})


@pytest.fixture(scope="module")
def firm(small_module_office: MadeOffice) -> Firm:
    """A matter whose offer is in force."""
    return Firm(small_module_office)


@pytest.fixture(scope="module")
def linh(firm: Firm) -> Sent:
    """One invited claim serves all refusals: none may change it."""
    return firm.invite(LINH)


def status(firm: Firm, sent: Sent) -> Status:
    """Where the claim stands."""
    with firm.office.database.question() as session:
        return Status(session.get_one(Claim, sent.claim.id).status)


def test_an_adult_signs_and_the_claim_says_so(firm: Firm) -> None:
    refusing = LINH.model_copy(update={"agreements": agreed(AgreementCode.C8)})
    linh = firm.invite(refusing)
    answers = YES.model_copy(update={"granted": ("appeal",), "address": "own", "own_address": "Hà Nội"})

    done = firm.sign(linh, answers=answers)

    assert (done.complete, done.status, status(firm, linh)) == (True, Status.SIGNED, Status.SIGNED)
    (one,) = firm.standing(linh).in_force
    assert one.signed.answers.granted == ("appeal",)
    file = firm.file_of(linh)
    assert latest_answer(file.agreements, AgreementCode.C8) is True
    assert (file.contact.service_address, file.contact.own_address) == ("own", "Hà Nội")
    assert file.for_lawyers.other_proceedings is Answer.NO


def test_a_protected_address_never_becomes_the_address_for_the_court(firm: Firm) -> None:
    linh = firm.invite(LINH)
    hidden = {"address": "protected", "own_address": "a shelter", "address_reason": "he looks for me"}
    firm.sign(linh, answers=YES.model_copy(update=hidden))
    file = firm.file_of(linh)
    assert (file.contact.service_address, file.contact.own_address) == ("counsel", "")


def test_two_parents_sign_one_after_the_other(firm: Firm) -> None:
    child = firm.invite(CHILD)
    assert not firm.sign(child, signer=Signer(name="Ma", relation="parent")).complete
    assert status(firm, child) is Status.CHECKED
    assert firm.sign(child, signer=Signer(name="Pa", relation="parent")).complete
    assert status(firm, child) is Status.SIGNED
    assert len(firm.standing(child).in_force) == 2


def test_heirs_sign_until_the_shares_are_the_whole(firm: Firm) -> None:
    sent = firm.invite(HEIRS)
    heir = {"relation": "heir", "share": "1/2", "proofs": (PROOF,)}
    assert not firm.sign(sent, signer=Signer(name="Ana", **heir)).complete
    with pytest.raises(NotValid, match="shares_too_many"):
        firm.sign(sent, signer=Signer(name="Bo", **{**heir, "share": "2/3"}))
    assert firm.sign(sent, signer=Signer(name="Bo", **heir)).complete


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"answers": YES.model_copy(update={"court": False})}, "court_agreement_needed"),
        ({"answers": YES.model_copy(update={"court": None})}, "court_agreement_needed"),
        ({"answers": YES.model_copy(update={"granted": ("everything",)})}, "unknown_power"),
        ({"answers": YES.model_copy(update={"other": None})}, "other_unanswered"),
        ({"answers": YES.model_copy(update={"address": "own"})}, "own_address_needed"),
        ({"answers": YES.model_copy(update={"address": "protected", "own_address": "x"})}, "address_reason_needed"),
        ({"answers": YES.model_copy(update={"other_what": "900101-1234568"})}, "resident_number"),
        ({"answers": YES.model_copy(update={"selection": True})}, "selection_not_offered"),
        ({"signer": Signer(name="Ma", relation="parent")}, "wrong_signer"),
        ({"offer": 7}, "offer_changed"),
        ({"offer_sha256": "0" * 64}, "offer_changed"),
        ({"image": ""}, "drawing_empty"),
        ({"how": "typed", "typed": "Somebody Else"}, "typed_name_differs"),
        ({"how": "scanned"}, "scans_needed"),
        ({"how": "scanned", "scans": (PROOF,) * 21}, "scans_too_many"),
    ],
)
def test_what_is_refused_changes_nothing(firm: Firm, linh: Sent, facts: dict[str, object], reason: str) -> None:
    before = firm.file_of(linh)
    with pytest.raises(Refusal) as refused:
        firm.sign(linh, **facts)  # type: ignore[arg-type]  # each row overrides one fact
    assert refused.value.reason == reason
    assert firm.standing(linh).signings == ()
    assert firm.file_of(linh) == before
    assert status(firm, linh) is Status.CHECKED


def test_the_typed_name_is_the_signers_in_whatever_case(firm: Firm) -> None:
    linh = firm.invite(LINH)
    assert firm.sign(linh, how="typed", typed="nguyễn thị  LINH").complete


def test_a_power_for_another_matter_or_without_invitation_is_not_there(firm: Firm) -> None:
    with pytest.raises(NotFound):
        firm.sign(firm.invite(LINH), matter_id="another")
    sent = firm.office.send(LINH)
    firm.office.work(firm.court.han)
    firm.court.choose(sent)
    with pytest.raises(NotFound):
        firm.sign(sent)
    firm.office.decide(sent, firm.court.han, Move.ASK, words="which day?")
    with pytest.raises(NotNow, match="no_signing_now"):
        firm.sign(sent)


def test_after_counsel_changed_the_text_one_signs_again_and_the_old_one_is_kept(firm: Firm) -> None:
    linh, late = firm.invite(LINH), firm.invite(LINH)
    from_before = firm.signed()
    firm.sign(linh)
    firm.put(TERMS.model_copy(update={"fee": 10_000}))
    with pytest.raises(NotValid, match="offer_changed"):
        firm.sign(late, offer=from_before.offer, offer_sha256=from_before.offer_sha256)
    firm.sign(linh)
    states = [(each.state, each.signed.offer) for each in firm.standing(linh).signings]
    assert states == [("replaced", from_before.offer), ("in_force", firm.offer.number)]
    assert firm.offer.number == from_before.offer + 1


def test_taken_back_at_once_before_filing_and_told_to_counsel_after(firm: Firm) -> None:
    linh = firm.invite(LINH)
    with pytest.raises(NotNow, match="nothing_signed"):
        _take_back(firm, linh)
    firm.sign(linh)
    assert _take_back(firm, linh) == "taken_back"
    assert status(firm, linh) is Status.CHECKED
    assert [each.state for each in firm.standing(linh).signings] == ["revoked"]
    firm.sign(linh)
    with firm.office.database.deed() as session:
        session.get_one(Claim, linh.claim.id).status = Status.FILED
    assert _take_back(firm, linh) == "counsel_told"
    standing = firm.standing(linh)
    assert standing.leave_asked
    assert len(standing.in_force) == 1
    assert status(firm, linh) is Status.FILED
    with pytest.raises(NotNow, match="nothing_signed"):
        _take_back(firm, linh)


def _take_back(firm: Firm, sent: Sent) -> str:
    with firm.office.database.deed() as session:
        return take_back_power(session, sent.claim, matter_id=firm.court.matter.id, now=firm.office.now)


def test_nobody_is_invited_twice_or_before_being_checked(firm: Firm) -> None:
    linh = firm.invite(LINH)
    fresh = firm.office.send(LINH)
    assert firm.invite_again(linh, fresh) == ()
    with firm.office.database.question() as session:
        assert count_parts(session, linh.claim, kind=PartKind.APPOINTMENT) == 1
        assert count_parts(session, fresh.claim, kind=PartKind.APPOINTMENT) == 0
