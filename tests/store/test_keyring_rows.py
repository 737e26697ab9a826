"""The keyring on bare rows: which key opens which wrap, of which generation, and that every row stays in its place.

No deeds and no passphrases here (but one), so that each line of the keyring can be bent in turn within a second.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, select

from claims.errors import Damaged, NotAllowed
from claims.model.claim import Claim, ClaimWrap
from claims.model.matter import Matter
from claims.model.staff import KeyWrap, Member, Office, OfficeKey
from claims.model.vocabulary import Recipient, Status
from claims.store import keyring as rings
from claims.store.claim_parts import wrap_context
from claims.store.keyring import (
    Keyring,
    archive_keys,
    hand_key,
    matter_key,
    office_keyring,
    open_claim,
    open_facts,
    open_keyring,
    open_office_key,
    seal_facts,
    unlock_member_key,
    wrap_office_key,
)
from claims.store.member_keys import lock_with
from claims.store.passphrases import key_of_passphrase
from claims.store.seal import context, open_wrap, public_half, seal, wrap_to

OFFICE, ELSEWHERE, CLAIM, MATTER, OTHER, MEMBER, FOLDER = (
    each * 16 for each in ("0f", "1f", "a1", "c3", "c4", "e5", "f0")
)
NOW, BEFORE, LONG_AGO, MINE, THEIRS, OF_MATTER = (bytes([number]) * 32 for number in range(1, 7))
READING, CARD, OLD_READING, OLDEST_READING, CLAIM_KEY = (bytes([number]) * 32 for number in range(11, 16))
WHOLE = Keyring(
    office=NOW, generation=3, older={2: BEFORE, 1: LONG_AGO}, older_readings={2: OLD_READING, 1: OLDEST_READING},
    reading=READING, card=CARD, matters={MATTER: OF_MATTER},
)  # fmt: skip


@pytest.fixture
def session() -> Iterator[Session]:
    """An office in its third generation, one member, one claim, in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(
            Office(
                id=OFFICE,
                kind="real",
                name="Office",
                generation=3,
                public_key=public_half(NOW),
                reading_wrap=wrap_office_key(public_half(NOW), READING, office_id=OFFICE, which="reading"),
                card_wrap=wrap_office_key(public_half(NOW), CARD, office_id=OFFICE, which="card"),
            )
        )
        for generation, private, reading in ((1, LONG_AGO, OLDEST_READING), (2, BEFORE, OLD_READING)):
            kept = archive_keys(
                public_half(NOW), private=private, reading=reading, office_id=OFFICE, generation=generation
            )
            public = public_half(private)
            session.add(OfficeKey(office_id=OFFICE, generation=generation, public_key=public, archived=kept))
        session.add(OfficeKey(office_id=OFFICE, generation=3, public_key=public_half(NOW)))
        session.add(
            OfficeKey(office_id=ELSEWHERE, generation=9, public_key=public_half(BEFORE), archived=b"another office's")
        )
        session.add(member())
        session.add(
            Claim(
                id=CLAIM,
                office_id=OFFICE,
                reference="7K3M9Q4T",
                status=next(iter(Status)),
                week="",
                retention_week="",
                vault_folder=FOLDER,
            )
        )
        session.flush()
        yield session
    engine.dispose()


def member(locked: bytes = b"", *, name: str = MEMBER) -> Member:
    """Somebody whose private half is MINE."""
    return Member(id=name, office_id=OFFICE, name="Han", sign_in_name=name, roles="lead", salt=b"salt" * 4, locked_key=locked,
                  public_key=public_half(MINE), second_factor=b"")  # fmt: skip


def held(session: Session) -> list[KeyWrap]:
    return list(session.exec(select(KeyWrap)))


def wrap(recipient: Recipient, *, of: str, generation: int, key: bytes) -> ClaimWrap:
    """The claim key for one recipient."""
    bound = wrap_context(office_id=OFFICE, claim_id=CLAIM, recipient=recipient, recipient_id=of, generation=generation)
    symmetric = recipient in {Recipient.READING, Recipient.RECEIPT}
    sealed = (
        seal(key, CLAIM_KEY, context=bound, least=64)
        if symmetric
        else wrap_to(public_half(key), CLAIM_KEY, context=bound)
    )
    return ClaimWrap(claim_id=CLAIM, recipient=recipient, recipient_id=of, generation=generation, office_id=OFFICE,
                     wrapped=sealed)  # fmt: skip


def opened(session: Session, ring: Keyring, *wraps: ClaimWrap, matter_id: str = "") -> bytes:
    """The claim key, or nothing where this keyring opens none of these wraps."""
    session.add_all(wraps)
    session.flush()
    try:
        claim = open_claim(session, session.get_one(Claim, CLAIM), keyring=ring, matter_id=matter_id)
    except NotAllowed as refusal:
        if refusal.reason != "no_key":
            raise
        return b""
    assert (claim.id, claim.reference) == (CLAIM, "7K3M9Q4T")
    return claim.key


def test_a_whole_keyring_is_read_from_one_wrap(session: Session) -> None:
    """The office's key of the generation in force opens reading, card, and whatever came before."""
    hand_key(session, member(), kind="office", key_id=OFFICE, private=NOW, generation=3)
    hand_key(session, member(), kind="matter", key_id=MATTER, private=OF_MATTER)

    assert open_keyring(session, session.get_one(Member, MEMBER), private=MINE) == WHOLE
    assert (WHOLE.opens_office, WHOLE.office_public) == (True, public_half(NOW))


def test_an_earlier_key_alone_opens_nothing_of_the_present(session: Session) -> None:
    """Who holds only what was in force before holds no office, but keeps their matters."""
    hand_key(session, member(), kind="office", key_id=OFFICE, private=BEFORE, generation=2)
    hand_key(session, member(), kind="matter", key_id=MATTER, private=OF_MATTER)

    found = open_keyring(session, session.get_one(Member, MEMBER), private=MINE)
    assert found == Keyring(matters={MATTER: OF_MATTER})
    assert not found.opens_office


def test_nobody_is_given_what_was_handed_to_another(session: Session) -> None:
    """Wraps are found by member, and none is found where none was made."""
    session.add(member(name="e6" * 16))
    session.flush()
    hand_key(session, member(), kind="office", key_id=OFFICE, private=NOW, generation=3)

    assert open_keyring(session, session.get_one(Member, "e6" * 16), private=MINE) == Keyring()


def test_a_key_is_handed_once_and_to_the_pair_of_now(session: Session) -> None:
    """A second time replaces; the pair is read from the row, not from what the caller remembers."""
    remembered = member()
    session.get_one(Member, MEMBER).public_key = public_half(THEIRS)
    session.flush()
    for private in (BEFORE, NOW):
        hand_key(session, remembered, kind="office", key_id=OFFICE, private=private, generation=3)

    (row,) = held(session)
    assert (row.member_id, row.key_kind, row.key_id, row.generation, row.office_id) == (
        MEMBER,
        "office",
        OFFICE,
        3,
        OFFICE,
    )
    assert open_wrap(THEIRS, row.wrapped, context=context("held", OFFICE, MEMBER, "office", OFFICE, 3)) == NOW


def test_a_key_is_of_the_first_generation_unless_said_otherwise(session: Session) -> None:
    hand_key(session, member(), kind="matter", key_id=MATTER, private=OF_MATTER)

    assert [(row.key_kind, row.key_id, row.generation) for row in held(session)] == [("matter", MATTER, 1)]


@pytest.mark.parametrize(
    "facts",
    [{"key_kind": "matter"}, {"key_id": OTHER}, {"generation": 2}, {"member_id": "e6" * 16}, {"office_id": ELSEWHERE}],
)
def test_a_wrap_in_another_place_is_damaged(session: Session, facts: dict) -> None:
    """Kind, key, generation, member and office are all under the seal."""
    hand_key(session, member(), kind="office", key_id=OFFICE, private=NOW, generation=3)
    (row,) = held(session)
    moved = KeyWrap(**{name: getattr(row, name) for name in KeyWrap.model_fields} | facts)
    session.delete(row)
    session.add_all([moved, member(name="e6" * 16)])
    session.flush()

    with pytest.raises(Damaged):
        open_keyring(session, session.get_one(Member, moved.member_id), private=MINE)


def test_earlier_keys_lie_under_the_one_in_force(session: Session) -> None:
    """Both halves of what was kept, of this office alone; whoever holds no key in force reads none of them."""
    office = session.get_one(Office, OFFICE)

    assert office_keyring(session, office, private=NOW, matters={MATTER: OF_MATTER}) == WHOLE
    with pytest.raises(Damaged):
        office_keyring(session, office, private=BEFORE, matters={})
    kept = session.get_one(OfficeKey, (OFFICE, 2))
    assert open_wrap(NOW, kept.archived, context=context("archived", OFFICE, 2)) == BEFORE + OLD_READING
    kept.generation = 4
    session.flush()
    with pytest.raises(Damaged):
        office_keyring(session, office, private=NOW, matters={})


def test_what_was_renewed_meanwhile_is_read_as_it_is(session: Session) -> None:
    """Rows this session has seen before are read once more: a renewal elsewhere moved them under another key."""
    office = session.get_one(Office, OFFICE)
    seen = session.exec(select(OfficeKey).where(OfficeKey.office_id == OFFICE, OfficeKey.generation == 2)).one()
    changed = archive_keys(public_half(NOW), private=THEIRS, reading=CARD, office_id=OFFICE, generation=2)
    table = OfficeKey.__table__
    session.connection().execute(
        table.update().where(table.c.office_id == OFFICE, table.c.generation == 2).values(archived=changed)
    )

    assert office_keyring(session, office, private=NOW, matters={}).older[2] == THEIRS
    assert seen.archived == changed


def test_a_keyring_knows_its_generations() -> None:
    assert [WHOLE.office_key(generation) for generation in range(5)] == [b"", LONG_AGO, BEFORE, NOW, b""]
    assert [WHOLE.reading_key(generation) for generation in range(5)] == [
        b"",
        OLDEST_READING,
        OLD_READING,
        READING,
        b"",
    ]
    assert (Keyring().generation, Keyring().office_key(1), Keyring().reading_key(2)) == (1, b"", b"")


def test_the_offices_symmetric_keys_are_told_apart(session: Session) -> None:
    """One is not opened as the other, nor another office's as ours."""
    office = session.get_one(Office, OFFICE)

    assert open_office_key(office, private=NOW, which="reading") == READING
    assert open_office_key(office, private=NOW, which="card") == CARD
    bound = context("office key", OFFICE, "card")
    assert (
        open_wrap(NOW, wrap_office_key(public_half(NOW), CARD, office_id=OFFICE, which="card"), context=bound) == CARD
    )
    office.reading_wrap, office.card_wrap = office.card_wrap, office.reading_wrap
    for which in ("reading", "card"):
        with pytest.raises(Damaged):
            open_office_key(office, private=NOW, which=which)
    office.reading_wrap = wrap_office_key(public_half(NOW), READING, office_id=ELSEWHERE, which="reading")
    with pytest.raises(Damaged):
        open_office_key(office, private=NOW, which="reading")


@pytest.mark.parametrize(
    ("recipient", "of", "keys"),
    [
        (Recipient.OFFICE, OFFICE, {1: LONG_AGO, 2: BEFORE, 3: NOW, 4: THEIRS}),
        (Recipient.READING, OFFICE, {1: OLDEST_READING, 2: OLD_READING, 3: READING, 4: THEIRS}),
    ],
)
def test_a_claim_opens_by_the_key_of_its_generation(
    session: Session, recipient: Recipient, of: str, keys: dict[int, bytes]
) -> None:
    """And by none where the keyring has not that generation."""
    for generation, key in keys.items():
        found = opened(session, WHOLE, made := wrap(recipient, of=of, generation=generation, key=key))
        assert found == (CLAIM_KEY if generation <= 3 else b"")
        session.delete(made)


def test_a_claim_opens_by_its_matter_and_no_other(session: Session) -> None:
    """The matter named must be the one of the wrap, and its key on the ring."""
    made = wrap(Recipient.MATTER, of=MATTER, generation=1, key=OF_MATTER)

    assert opened(session, WHOLE, made, matter_id=MATTER) == CLAIM_KEY
    for ring, matter_id in product((WHOLE, Keyring(), Keyring(office=NOW, matters={OTHER: OF_MATTER})), ("", OTHER)):
        assert opened(session, ring, matter_id=matter_id) == b""
    assert opened(session, Keyring(), matter_id=MATTER) == b""


def test_a_receipts_wrap_opens_for_no_member(session: Session) -> None:
    """Whatever the keyring holds; a draft has no other."""
    assert opened(session, WHOLE, wrap(Recipient.RECEIPT, of=CLAIM, generation=1, key=READING)) == b""


def test_the_quickest_and_newest_wrap_is_opened_first(session: Session) -> None:
    """A damaged wrap that comes later does no harm; one that comes first is named."""
    order = [
        (Recipient.MATTER, MATTER, 1),
        (Recipient.READING, OFFICE, 3),
        (Recipient.READING, OFFICE, 2),
        (Recipient.OFFICE, OFFICE, 3),
    ]
    keys = [OF_MATTER, READING, OLD_READING, NOW]
    for place, ((recipient, of, generation), key) in enumerate(zip(order, keys, strict=True)):
        made = [wrap(recipient, of=of, generation=generation, key=key)]
        made += [ClaimWrap(claim_id=CLAIM, recipient=kind, recipient_id=name, generation=number, office_id=OFFICE, wrapped=b"\x01")
                 for kind, name, number in order[place + 1 :]]  # fmt: skip
        assert opened(session, WHOLE, *made, matter_id=MATTER) == CLAIM_KEY
        made[0].wrapped = b"\x01"
        with pytest.raises(Damaged):
            opened(session, WHOLE, matter_id=MATTER)
        for each in made:
            session.delete(each)


def test_a_matters_key_is_on_the_ring_or_refused() -> None:
    assert matter_key(MATTER, keyring=WHOLE) == OF_MATTER
    with pytest.raises(NotAllowed) as refused:
        matter_key(OTHER, keyring=WHOLE)
    assert refused.value.reason == "no_key"


def test_a_matters_facts_are_read_by_counsel_and_by_the_office() -> None:
    """Each by their own; counsel's key first; bound to matter, office and reader."""
    matter = Matter(id=MATTER, office_id=OFFICE, public_key=public_half(OF_MATTER), for_office=b"", for_counsel=b"")
    matter.for_counsel = seal_facts(public_half(OF_MATTER), b"counsel's", matter=matter, reader="counsel")
    matter.for_office = seal_facts(public_half(NOW), b"the office's", matter=matter, reader="office")

    assert open_facts(matter, keyring=WHOLE) == b"counsel's"
    assert open_facts(matter, keyring=Keyring(office=NOW)) == b"the office's"
    bound = context("matter facts", OFFICE, MATTER, "office")
    assert open_wrap(NOW, matter.for_office, context=bound) == b"the office's"
    for ring in (Keyring(), Keyring(matters={OTHER: OF_MATTER})):
        with pytest.raises(NotAllowed) as refused:
            open_facts(matter, keyring=ring)
        assert refused.value.reason == "no_key"
    for facts in ({"id": OTHER}, {"office_id": ELSEWHERE}, {"for_office": matter.for_counsel}):
        moved = Matter(**{name: getattr(matter, name) for name in Matter.model_fields} | facts)
        with pytest.raises(Damaged):
            open_facts(moved, keyring=Keyring(office=NOW))
    counsel = Keyring(matters={MATTER: OF_MATTER})
    for facts in ({"office_id": ELSEWHERE}, {"for_counsel": matter.for_office}):
        with pytest.raises(Damaged):
            open_facts(Matter(**{name: getattr(matter, name) for name in Matter.model_fields} | facts), keyring=counsel)


def test_words_open_the_key_of_their_member(monkeypatch: pytest.MonkeyPatch) -> None:
    """With that member's salt, in that member's place; anything else is None, and never an error."""
    locked = lock_with(key_of_passphrase("seven words", salt=b"salt" * 4), MINE, member_id=MEMBER)
    asked: list[tuple[str, bytes]] = []

    def quick(passphrase: str, *, salt: bytes) -> bytes:
        asked.append((passphrase, salt))
        return key_of_passphrase(passphrase, salt=salt)

    monkeypatch.setattr(rings, "key_of_passphrase", quick)
    assert unlock_member_key(member(locked), passphrase="seven words") == MINE
    assert asked == [("seven words", b"salt" * 4)]
    assert unlock_member_key(member(locked, name="e6" * 16), passphrase="seven words") is None
    assert unlock_member_key(member(locked[:-1]), passphrase="seven words") is None
