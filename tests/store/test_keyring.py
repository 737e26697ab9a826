"""The keyring: who holds which key, and that whoever holds none opens nothing."""

import pytest
from sqlmodel import col, delete, select

from claims.actions.choose_claims import choose_claim, unchoose_claims
from claims.actions.open_matter import open_matter, read_matter
from claims.errors import Damaged, NotAllowed
from claims.model.claim import Claim, ClaimWrap
from claims.model.matter import Matter, MatterFacts
from claims.model.staff import KeyWrap, Member
from claims.model.vocabulary import Recipient
from claims.store.claim_parts import read_claim_file
from claims.store.keyring import Keyring, matter_key, open_claim, open_keyring, unlock_member_key
from claims.store.sessions import Visit
from tests.cast import ADA, AUD, HAN, LEE, LINH, PARK, REA, TRIIN
from tests.make import MadeOffice, Sent, SignedIn

FACTS = MatterFacts(title="국가배상 one", firm="Firm One")


@pytest.fixture(scope="module")
def han(small_module_office: MadeOffice) -> SignedIn:
    """Leads."""
    return small_module_office.sign_in(HAN)


@pytest.fixture(scope="module")
def sent(small_module_office: MadeOffice) -> Sent:
    """Linh's claim."""
    return small_module_office.send(LINH)


@pytest.fixture(scope="module")
def matter(small_module_office: MadeOffice, han: SignedIn, sent: Sent) -> Matter:
    """A matter whose only counsel is Park, with Linh's claim chosen for it."""
    office = small_module_office
    with office.database.deed() as session:
        park = session.exec(select(Member).where(Member.sign_in_name == "park")).one()
        made = open_matter(session, office.office.id, facts=FACTS, counsel=[park], actor=han.actor, now=office.now)
        claim = open_claim(session, session.get_one(Claim, sent.claim.id), keyring=han.keyring)
        file, _ = read_claim_file(session, claim)
        choose_claim(session, made, claim=claim, file=file, actor=han.actor, now=office.now)
    return made


def opens(office: MadeOffice, sent: Sent, keyring: Keyring, *, matter_id: str = "") -> bool:
    """Whether this keyring opens that claim, down to its file."""
    try:
        with office.database.question() as session:
            claim = open_claim(session, session.get_one(Claim, sent.claim.id), keyring=keyring, matter_id=matter_id)
            return read_claim_file(session, claim)[0].claimant.name == LINH.claimant.name
    except NotAllowed:
        return False


@pytest.mark.parametrize("who", [HAN, TRIIN])
def test_triage_and_lead_open_claims(small_module_office: MadeOffice, sent: Sent, who: object) -> None:
    """They hold the office's key, and through it the reading key and the card key."""
    keyring = small_module_office.sign_in(who).keyring

    assert opens(small_module_office, sent, keyring)
    assert keyring.opens_office
    assert len({keyring.office, keyring.reading, keyring.card, b""}) == 4


@pytest.mark.parametrize("who", [ADA, AUD, REA, LEE])
def test_all_others_hold_nothing(small_module_office: MadeOffice, sent: Sent, matter: Matter, who: object) -> None:
    """Administrator, auditor, researcher, counsel without a matter: an empty keyring, and nothing opens."""
    keyring = small_module_office.sign_in(who).keyring

    assert keyring == Keyring()
    assert not opens(small_module_office, sent, keyring)
    assert not opens(small_module_office, sent, keyring, matter_id=matter.id)
    for asked in (lambda: read_matter(matter, keyring=keyring), lambda: matter_key(matter.id, keyring=keyring)):
        with pytest.raises(NotAllowed):
            asked()


def test_counsel_of_the_matter_opens_its_claims_and_no_other(
    small_module_office: MadeOffice, sent: Sent, matter: Matter
) -> None:
    """Park holds the matter's key only: the chosen claim opens through the matter, another claim does not."""
    park, other = small_module_office.sign_in(PARK), small_module_office.send(LINH)

    assert (park.keyring.office, set(park.keyring.matters)) == (b"", {matter.id})
    assert opens(small_module_office, sent, park.keyring, matter_id=matter.id)
    assert not opens(small_module_office, other, park.keyring, matter_id=matter.id)
    assert read_matter(matter, keyring=park.keyring) == FACTS


def test_counsel_of_another_matter_cannot_open(
    small_module_office: MadeOffice, han: SignedIn, sent: Sent, matter: Matter
) -> None:
    """Lee has a matter too; neither its key nor a keyring that claims to hold Park's opens Park's claim."""
    office = small_module_office
    with office.database.deed() as session:
        lee = session.exec(select(Member).where(Member.sign_in_name == "lee")).one()
        theirs = open_matter(session, office.office.id, facts=FACTS, counsel=[lee], actor=han.actor, now=office.now)
    keyring = office.sign_in(LEE).keyring
    pretending = Keyring(matters={matter.id: keyring.matters[theirs.id]})

    assert not opens(office, sent, keyring, matter_id=theirs.id)
    assert not opens(office, sent, keyring, matter_id=matter.id)
    with pytest.raises(Damaged):
        opens(office, sent, pretending, matter_id=matter.id)
    with office.database.deed() as session:
        session.exec(delete(KeyWrap).where(col(KeyWrap.key_id) == theirs.id))


def test_unchoosing_takes_it_back(small_module_office: MadeOffice, han: SignedIn, sent: Sent, matter: Matter) -> None:
    """The matter's wrap is gone; choosing again brings it back."""
    office, park = small_module_office, small_module_office.sign_in(PARK)
    with office.database.deed() as session:
        unchoose_claims(session, matter, claim_ids=[sent.claim.id], actor=han.actor, now=office.now)
    assert not opens(office, sent, park.keyring, matter_id=matter.id)
    with office.database.deed() as session:
        claim = open_claim(session, session.get_one(Claim, sent.claim.id), keyring=han.keyring)
        choose_claim(session, matter, claim=claim, file=LINH, actor=han.actor, now=office.now)

    assert opens(office, sent, park.keyring, matter_id=matter.id)


def test_a_draft_has_no_wrap_for_the_office(small_module_office: MadeOffice, han: SignedIn) -> None:
    """Not even with every key of the office: there is nothing that they would open."""
    _, draft = small_module_office.draft(LINH)
    with small_module_office.database.question() as session:
        wraps = session.exec(select(ClaimWrap).where(ClaimWrap.claim_id == draft.id)).all()
        assert [wrap.recipient for wrap in wraps] == [Recipient.RECEIPT]
        with pytest.raises(NotAllowed, match="no_key"):
            open_claim(session, session.get_one(Claim, draft.id), keyring=han.keyring)


def test_a_wrong_passphrase_opens_no_members_key(small_module_office: MadeOffice) -> None:
    """Nor does somebody else's."""
    words = small_module_office.sign_ins["triin"].passphrase
    with small_module_office.database.question() as session:
        han = session.exec(select(Member).where(Member.sign_in_name == "han")).one()
        triin = session.exec(select(Member).where(Member.sign_in_name == "triin")).one()

    assert unlock_member_key(han, passphrase=words) is None
    assert unlock_member_key(triin, passphrase=words) is not None


def test_the_row_of_somebody_who_left_opens_nothing(small_module_office: MadeOffice, han: SignedIn) -> None:
    """A stolen row of wraps without the member's key; a wrap moved to another member; a member whose wraps are gone."""
    office = small_module_office
    triin = office.sign_in(TRIIN)
    with office.database.question() as session:
        wrap = session.get_one(KeyWrap, (han.member.id, "office", office.office.id, 1))
    with office.database.deed() as session:
        mine = session.get_one(KeyWrap, (triin.member.id, "office", office.office.id, 1))
        kept, mine.wrapped = mine.wrapped, wrap.wrapped
        session.flush()
        with pytest.raises(Damaged):
            open_keyring(session, triin.member, private=triin.private)
        session.delete(mine)
        session.flush()
        assert open_keyring(session, triin.member, private=triin.private) == Keyring()
        session.add(KeyWrap(**{**wrap.model_dump(), "member_id": triin.member.id, "wrapped": kept}))
    with pytest.raises(Damaged), office.database.question() as session:
        open_keyring(session, han.member, private=triin.private)


def test_what_is_printed_shows_no_key(small_module_office: MadeOffice, han: SignedIn, sent: Sent) -> None:
    """A log or a traceback may print any of these: neither keys nor codes nor words are in it."""
    visit = Visit(kind="member", office_id="o", subject="s", key=han.private, since=0)
    printed = "".join(map(repr, (sent.claim, sent.receipt, han.keyring, visit, *small_module_office.sign_ins.values())))
    words = [entry.passphrase for entry in small_module_office.sign_ins.values()]

    for secret in (sent.claim.key, han.private, han.keyring.office, han.keyring.reading, han.keyring.card):
        assert repr(secret)[2:-1] not in printed
    assert not [word for word in (sent.receipt.code, *words) if word in printed]
