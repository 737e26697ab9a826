"""Members who come, go and renew, by the real deeds. This is where tests of membership get their people.

with small_circle(url, folder) as office:      # Han leads, Triin triages, Park and Lee are counsel, Ada administers
    told = invite(office, MIN, by=office.sign_in(HAN))
    visit = enter(office, told)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pyotp
from sqlmodel import select

from claims.actions.invite_member import invite_member
from claims.actions.make_member import NewMember, SignIn
from claims.actions.open_matter import open_matter
from claims.actions.sign_in import sign_in
from claims.model.ledger import LedgerLine
from claims.model.matter import Matter, MatterFacts
from claims.model.staff import Member
from claims.model.vocabulary import Role
from claims.store.keyring import Keyring, open_keyring
from claims.store.ledger import Actor
from claims.store.passphrases import make_words
from claims.store.sessions import Visit
from tests.cast import ADA, HAN, LEE, PARK, TRIIN
from tests.make import NOW, MadeOffice, SignedIn, make_office

MIN = NewMember(name="Min", sign_in_name="min", roles=(Role.TRIAGE,), language="en")
CIRCLE = (HAN, TRIIN, PARK, LEE, ADA)
_steps = count(1)


@contextmanager
def small_circle(url: str, folder: Path) -> Iterator[MadeOffice]:
    """An office with five people at work."""
    office = make_office(url, folder, members=CIRCLE)
    yield office
    office.close()


def later() -> datetime:
    """A moment two minutes after the one asked for before: codes are good once."""
    return NOW + timedelta(minutes=2 * next(_steps))


def invite(office: MadeOffice, new: NewMember, *, by: SignedIn) -> SignIn:
    """Somebody is invited."""
    with office.database.deed() as session:
        return invite_member(
            session,
            office.office.id,
            new=new,
            words=make_words(language=new.language),
            keyring=by.keyring,
            actor=by.actor,
            now=NOW,
        )


def enter(office: MadeOffice, told: SignIn, *, words: str = "", secret: str = "") -> Visit:
    """They sign in with what they were told, or with other words or another authenticator."""
    now = later()
    code = pyotp.TOTP(secret or told.totp_secret).at(now)
    with office.database.deed() as session:
        return sign_in(
            session,
            office.office.id,
            name=told.sign_in_name,
            passphrase=words or told.passphrase,
            code=code,
            now=now,
        )


def member(office: MadeOffice, name: str) -> Member:
    """Somebody's row as it is now."""
    with office.database.question() as session:
        return session.exec(select(Member).where(Member.sign_in_name == name)).one()


def keys_of(office: MadeOffice, visit: Visit) -> Keyring:
    """What somebody who is here can open."""
    with office.database.question() as session:
        return open_keyring(session, session.get_one(Member, visit.subject), private=visit.key)


def matter_of(office: MadeOffice, *counsel: str) -> Matter:
    """A matter with these counsel, opened by the lead."""
    facts = MatterFacts(title="Test matter", court="서울중앙지방법원", defendant="대한민국", firm="F", lawyer="P")
    people = [member(office, name) for name in counsel]
    with office.database.deed() as session:
        actor = office_lead(office)
        return open_matter(session, office.office.id, facts=facts, counsel=people, actor=actor, now=NOW)


def office_lead(office: MadeOffice) -> Actor:
    """As whom the lead acts."""
    return Actor(id=member(office, "han").id, role="lead")


def lines(office: MadeOffice, action: str) -> list[LedgerLine]:
    """The ledger's lines of one action, the latest last."""
    with office.database.question() as session:
        found = session.exec(select(LedgerLine).where(LedgerLine.action == action))
        return sorted(found, key=lambda line: line.number)
