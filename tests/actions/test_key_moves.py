"""Any order of inviting, leaving, resetting, renewing, recovering, sending and opening: who works here opens every claim, nobody else one."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlmodel import select

from claims.actions.end_membership import end_membership
from claims.actions.invite_member import invite_member
from claims.actions.make_recovery import make_recovery
from claims.actions.open_matter import open_matter
from claims.actions.open_office import NewMember
from claims.actions.recover_office import recover_office
from claims.actions.renew_words import confirm_words, offer_words
from claims.actions.reset_member import reset_member
from claims.actions.rotate_keys import rotate_office_key
from claims.errors import NotNow
from claims.model.claim import Claim, ClaimWrap
from claims.model.matter import MatterFacts
from claims.model.staff import Member
from claims.model.vocabulary import Recipient, Role
from claims.queries.office_keys import read_office_keys
from claims.store.claim_parts import add_wrap
from claims.store.keyring import Keyring, matter_key, open_claim, open_keyring
from claims.store.ledger import SERVICE
from claims.store.member_keys import unlock_with
from claims.store.passphrases import NewWords
from claims.store.recovery import join_shares
from claims.store.seal import new_key
from tests.cast import HAN, LINH, PARK
from tests.databases import sqlite_copy
from tests.make import MadeOffice, Sent, make_office
from tests.rotating import opens, rewrap, wraps_opened

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


class KeyMoves(RuleBasedStateMachine):
    """An office whose members come and go. `holders`: private keys of those who open claims, by member; `past`: keyrings of before."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(dir="/dev/shm"))
        self.office: MadeOffice = make_office(sqlite_copy(self.template, self.folder), self.folder, members=(HAN, PARK))
        han, park = self.office.sign_in(HAN), self.office.sign_in(PARK)
        self.holders: dict[str, bytes] = {han.member.id: han.private}
        self.counsel = (park.member.id, park.private)
        self.past: list[tuple[int, Keyring]] = []
        self.left: list[tuple[str, bytes]] = []
        self.claims: list[Sent] = []
        self.chosen: list[Sent] = []
        self.shares: tuple[str, ...] = ()
        self.names = 0
        with self.office.database.deed() as session:
            facts = MatterFacts(title="one")
            self.matter = open_matter(session, self.id, facts=facts, counsel=[park.member], actor=han.actor, now=NOW)
        self.send()

    @property
    def id(self) -> str:
        """The office's."""
        return self.office.office.id

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.office.close()
        shutil.rmtree(self.folder)

    def keyring(self, member_id: str, private: bytes) -> Keyring:
        """What somebody opens now."""
        with self.office.database.question() as session:
            return open_keyring(session, session.get_one(Member, member_id), private=private)

    def anyone(self) -> Keyring:
        """What a holder opens."""
        return self.keyring(*next(iter(self.holders.items())))

    def words(self) -> NewWords:
        """Words as such need Argon2; their key is what opens."""
        return NewWords(passphrase="words", salt=b"s" * 16, key=new_key())

    def new(self, *roles: Role) -> NewMember:
        """Somebody not seen before."""
        self.names += 1
        return NewMember(name=f"M{self.names}", sign_in_name=f"m{self.names}", roles=roles, language="en")

    def key_of(self, sign_in_name: str, words: NewWords) -> tuple[str, bytes]:
        """Who it is, and the private key that the words open."""
        with self.office.database.question() as session:
            member = session.exec(select(Member).where(Member.sign_in_name == sign_in_name)).one()
        private = unlock_with(words.key, member.locked_key, member_id=member.id)
        assert private is not None
        return member.id, private

    @rule()
    def send(self) -> None:
        """A claim comes in."""
        self.claims.append(self.office.send(LINH))

    @rule()
    def open_the_mail(self) -> None:
        """What errands do to a claim's wraps when its mail is opened, without the papers around it."""
        keyring = self.anyone()
        with self.office.database.deed() as session:
            for sent in self.claims:
                wraps = session.exec(select(ClaimWrap).where(ClaimWrap.claim_id == sent.claim.id)).all()
                if not any(wrap.recipient == Recipient.READING for wrap in wraps):
                    claim = open_claim(session, session.get_one(Claim, sent.claim.id), keyring=keyring)
                    place = {"recipient": Recipient.READING, "recipient_id": self.id, "generation": keyring.generation}
                    add_wrap(session, claim, key=keyring.reading, **place)  # type: ignore[arg-type]  # as named

    @rule()
    def choose(self) -> None:
        """The latest claim goes with the matter."""
        with self.office.database.deed() as session:
            claim = open_claim(session, session.get_one(Claim, self.claims[-1].claim.id), keyring=self.anyone())
            add_wrap(
                session,
                claim,
                recipient=Recipient.MATTER,
                recipient_id=self.matter.id,
                key=self.matter.public_key,
            )
        self.chosen.append(self.claims[-1])

    @rule(roles=st.sampled_from([(Role.LEAD,), (Role.TRIAGE,), (Role.LEAD, Role.TRIAGE)]))
    def invite(self, roles: tuple[Role, ...]) -> None:
        """Somebody comes."""
        new, words = self.new(*roles), self.words()
        keyring = self.anyone()
        with self.office.database.deed() as session:
            invite_member(session, self.id, new=new, words=words, keyring=keyring, actor=SERVICE, now=NOW)
        self.holders.update([self.key_of(new.sign_in_name, words)])

    @precondition(lambda self: len(self.holders) > 1)
    @rule()
    def leave(self) -> None:
        """Whoever came last leaves, if they may; what they opened they may have kept."""
        member_id, private = list(self.holders.items())[-1]
        kept = self.keyring(member_id, private)
        try:
            with self.office.database.deed() as session:
                end_membership(session, self.id, member_id=member_id, matters_alone="refuse", actor=SERVICE, now=NOW)
        except NotNow:
            return
        del self.holders[member_id]
        self.left.append((member_id, private))
        self.past.append((kept.generation, kept))

    @precondition(lambda self: len(self.holders) > 1)
    @rule()
    def reset(self) -> None:
        """Whoever came last lost their words."""
        member_id, words, keyring = list(self.holders)[-1], self.words(), self.anyone()
        with self.office.database.deed() as session:
            reset_member(session, self.id, member_id=member_id, words=words, keyring=keyring, actor=SERVICE, now=NOW)
            name = session.get_one(Member, member_id).sign_in_name
        self.holders.update([self.key_of(name, words)])

    @rule()
    def renew_words(self) -> None:
        """Somebody makes new words, and has a new pair by that."""
        member_id, private = next(iter(self.holders.items()))
        with self.office.database.deed() as session:
            words = NewWords(passphrase="", salt=session.get_one(Member, member_id).salt, key=new_key())
            offer_words(session, member_id, words=words, private=private, now=NOW)
            self.holders[member_id] = confirm_words(session, member_id, key=words.key, now=NOW)

    @rule()
    def rotate(self) -> None:
        """The first half of a renewal, also while another is not through."""
        old = self.anyone()
        with self.office.database.deed() as session:
            rotate_office_key(session, self.id, keyring=old, actor=SERVICE, now=NOW)
        self.past.append((old.generation, old))

    @rule(batches=st.integers(1, 9))
    def go_on(self, batches: int) -> None:
        """Some of the second half."""
        member_id, private = next(iter(self.holders.items()))
        who = self.office.again(HAN, private=private, member_id=member_id)
        rewrap(self.office, who, at_once=1, batches=batches)

    @rule(need=st.integers(2, 3), more=st.integers(0, 2))
    def print_sheets(self, need: int, more: int) -> None:
        """A new set."""
        keyring = self.anyone()
        with self.office.database.deed() as session:
            made = make_recovery(
                session, self.id, keyring=keyring, need=need, shares=need + more, actor=SERVICE, now=NOW
            )
        self.shares = made.shares[-need:]

    @precondition(lambda self: self.shares)
    @rule()
    def recover(self) -> None:
        """With the sheets alone."""
        new, words = self.new(Role.LEAD), self.words()
        with self.office.database.deed() as session:
            private = join_shares(self.shares)
            recover_office(session, self.id, private=private, whom=new, words=words, now=NOW)
        self.holders.update([self.key_of(new.sign_in_name, words)])

    @invariant()
    def who_works_here_opens_every_claim(self) -> None:
        """Whichever half of whatever is done."""
        for member_id, private in self.holders.items():
            keyring = self.keyring(member_id, private)
            assert all(opens(self.office, sent, keyring) for sent in self.claims)

    @invariant()
    def who_left_opens_nothing_with_what_lies_here(self) -> None:
        """Their private key, on whatever is in the database now."""
        for member_id, private in self.left:
            assert self.keyring(member_id, private) == Keyring()

    @invariant()
    def no_earlier_key_opens_a_claim_once_a_renewal_is_through(self) -> None:
        """Tried on every wrap, whatever stands on it."""
        with self.office.database.question() as session:
            keys = read_office_keys(session, self.id)
        for generation, keyring in self.past:
            if generation < keys.generation and not keys.claims_left:
                assert wraps_opened(self.office, keyring) == 0

    @invariant()
    def counsel_open_the_claims_of_their_matter(self) -> None:
        """And none besides."""
        keyring = self.keyring(*self.counsel)
        assert matter_key(self.matter.id, keyring=keyring)
        for sent in self.claims:
            assert opens(self.office, sent, keyring, matter_id=self.matter.id) is (sent in self.chosen)


def test_any_order_of_key_moves(sqlite_template: Path) -> None:
    machine = type("Moves", (KeyMoves,), {"template": sqlite_template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(3, settings().max_examples // 12),
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )


@pytest.mark.deep
def test_very_many_orders_of_key_moves(sqlite_template: Path) -> None:
    machine = type("Moves", (KeyMoves,), {"template": sqlite_template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=150, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
