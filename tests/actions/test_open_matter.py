"""Opening a matter: a key pair of its own, for its counsel alone, and facts that only they and the office read."""

import pytest
from sqlmodel import Session, select

from claims.actions.open_matter import open_matter, read_matter
from claims.errors import NotAllowed, NotValid
from claims.model.matter import Matter, MatterFacts
from claims.model.staff import KeyWrap, Member
from claims.store.keyring import Keyring
from claims.store.ledger import Actor
from tests.cast import ADA, HAN, LEE, PARK
from tests.make import NOW, MadeOffice

FACTS = MatterFacts(title="국가배상 청구 Q-title", firm="Firm One", purpose="x" * 300)


def member(session: Session, name: str) -> Member:
    """A member by the name they sign in with."""
    return session.exec(select(Member).where(Member.sign_in_name == name)).one()


def opened(office: MadeOffice, *counsel: str, facts: MatterFacts = FACTS) -> Matter:
    """A matter with these counsel, by Han."""
    with office.database.deed() as session:
        people = [member(session, name) for name in counsel]
        actor = office_actor(session)
        return open_matter(session, office.office.id, facts=facts, counsel=people, actor=actor, now=NOW)


def office_actor(session: Session) -> Actor:
    """Han, as lead."""
    return Actor(id=member(session, "han").id, role="lead")


def test_its_counsel_hold_its_key_and_nobody_else(small_module_office: MadeOffice) -> None:
    """Two of counsel: two wraps; the office reads the facts by its own key and holds no key of the matter."""
    matter = opened(small_module_office, "park", "lee")
    with small_module_office.database.question() as session:
        holders = session.exec(select(KeyWrap.member_id).where(KeyWrap.key_id == matter.id)).all()
        expected = {member(session, name).id for name in ("park", "lee")}
    park, lee, han = (small_module_office.sign_in(who).keyring for who in (PARK, LEE, HAN))

    assert set(holders) == expected
    assert park.matters[matter.id] == lee.matters[matter.id]
    assert matter.id not in han.matters
    assert [read_matter(matter, keyring=keyring) for keyring in (park, lee, han)] == [FACTS] * 3
    with pytest.raises(NotAllowed):
        read_matter(matter, keyring=small_module_office.sign_in(ADA).keyring)
    with pytest.raises(NotAllowed):
        read_matter(matter, keyring=Keyring())


def test_facts_are_sealed_and_their_length_is_a_class(small_module_office: MadeOffice) -> None:
    """Whatever fits into the form looks alike; what is longer still shows as a class."""
    sizes = []
    for purpose in (0, 20_000, 60_000, 60_003):
        matter = opened(small_module_office, "park", facts=FACTS.model_copy(update={"purpose": "x" * purpose}))
        sizes.append((len(matter.for_office), len(matter.for_counsel)))
        assert b"Q-title" not in matter.for_office + matter.for_counsel
        assert "국가배상".encode() not in matter.for_office + matter.for_counsel

    assert sizes[0] == sizes[1] < sizes[2] == sizes[3]


@pytest.mark.parametrize("names", [(), ("han",), ("park", "ada")])
def test_only_counsel_are_counsel(small_module_office: MadeOffice, names: tuple[str, ...]) -> None:
    """At least one, and each in that role."""
    with pytest.raises(NotValid, match="counsel_needed"):
        opened(small_module_office, *names)
