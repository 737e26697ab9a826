"""`claims keys invite, leave, renew, reset, counsel`: members and what they hold. This is where each is done or rehearsed at the terminal."""

from argparse import Namespace
from typing import Literal

from sqlmodel import Session, col, select

from claims.actions.add_counsel import add_counsel, counsel_ids, remove_counsel
from claims.actions.end_membership import end_membership
from claims.actions.invite_member import invite_member
from claims.actions.make_member import SignIn
from claims.actions.open_matter import open_matter, read_matter
from claims.actions.renew_words import confirm_words, offer_words
from claims.actions.reset_member import reset_member
from claims.cli.init import parse_member, print_sign_ins
from claims.cli.keys_checks import check_holds_nothing, check_sign_in
from claims.cli.terminal_sign_in import ask_unseen, deed_or_rehearsal, said_yes, sign_in_here
from claims.errors import Damaged, NotNow, StartRefused
from claims.model.matter import Matter, MatterFacts
from claims.model.staff import Member, Office
from claims.rules.access import May
from claims.store.clock import now
from claims.store.database import Database
from claims.store.keyring import unlock_member_key
from claims.store.passphrases import key_of_passphrase, make_words


def invite(database: Database, office: Office, given: Namespace) -> int:
    """Add a member, with words that are good for making their own."""
    new = parse_member(given.member)
    here = sign_in_here(database, office.id, needs=May.MANAGE_MEMBERS)
    words, actor = make_words(language=new.language), here.acting(May.MANAGE_MEMBERS)
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        keyring = here.keyring(session)
        told = invite_member(session, office.id, new=new, words=words, keyring=keyring, actor=actor, now=now())
        check_sign_in(session, told)
    return _tell(told, office, given, done=f"{new.name} was added.")


def leave(database: Database, office: Office, given: Namespace) -> int:
    """End somebody's membership."""
    here = sign_in_here(database, office.id, needs=May.MANAGE_MEMBERS)
    alone: Literal["refuse", "leave"] = "leave" if given.matters_alone == "leave" else "refuse"
    with database.question() as session:
        member = named_member(session, office.id, given.name)
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        end_membership(
            session,
            office.id,
            member_id=member.id,
            matters_alone=alone,
            actor=here.acting(May.MANAGE_MEMBERS),
            now=now(),
        )
        check_holds_nothing(session, member.id)
    forget_unless_rehearsed(database, given)
    print(
        f"{member.name} holds no key. What they knew they may have kept: renew the office's key next (claims keys rotate)."
    )
    return rehearsed(given)


def renew(database: Database, office: Office, given: Namespace) -> int:
    """New words for oneself; the old ones die when the new ones were typed back."""
    here = sign_in_here(database, office.id, needs=May.OWN_DOOR)
    member = here.member
    words = make_words(language=member.language, salt=member.salt)
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        offer_words(session, member.id, words=words, private=here.private, now=now())
        if given.dry_run:
            private = confirm_words(session, member.id, key=words.key, now=now())
            if unlock_member_key(session.get_one(Member, member.id), passphrase=words.passphrase) != private:
                raise Damaged("sign_in")
    if given.dry_run:
        print("New words were made, opened your key, and are forgotten again. Your words are the old ones.")
        return rehearsed(given)
    print(
        f"Your new seven words, shown only now:\n\n    {words.passphrase}\n\nWrite them down, then clear this screen."
    )
    typed = ask_unseen("Type them back (not shown): ")
    try:
        with database.deed() as session:
            confirm_words(session, member.id, key=key_of_passphrase(typed, salt=words.salt), now=now())
    except NotNow:
        raise StartRefused("These are not the new words. Your old words stay good; run this once more.") from None
    forget_unless_rehearsed(database, given)
    print("The new words are good, the old ones are not any more. Shred the old paper.")
    return 0


def reset(database: Database, office: Office, given: Namespace) -> int:
    """New words and a new authenticator for somebody who lost theirs."""
    here = sign_in_here(database, office.id, needs=May.MANAGE_MEMBERS)
    with database.question() as session:
        member = named_member(session, office.id, given.name)
    words = make_words(language=member.language)
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        keyring = here.keyring(session)
        actor = here.acting(May.MANAGE_MEMBERS)
        made = reset_member(
            session, office.id, member_id=member.id, words=words, keyring=keyring, actor=actor, now=now()
        )
        check_sign_in(session, made.sign_in)
    forget_unless_rehearsed(database, given)
    for each in made.waiting:
        whose = "another counsel can hand it again" if each.holders else "only the recovery sheets can open it now"
        print(f"  matter {each.matter_id}: its key is not {member.name}'s any more; {whose}.")
    return _tell(made.sign_in, office, given, done=f"{member.name} was reset.")


def counsel(database: Database, office: Office, given: Namespace) -> int:
    """Hand a matter's key to another counsel, or take it away from one."""
    here = sign_in_here(database, office.id, needs=May.ADD_COUNSEL)
    name = given.add or given.remove
    deed = add_counsel if given.add else remove_counsel
    with database.question() as session:
        matter_id = _named_matter(session, office.id, given.matter)
        member = named_member(session, office.id, name)
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        keyring, actor = here.keyring(session), here.acting(May.ADD_COUNSEL)
        deed(session, matter_id, member_id=member.id, keyring=keyring, actor=actor, now=now())
        if (member.id in counsel_ids(session, matter_id)) != bool(given.add):
            raise Damaged("key_wrap")
        left = len(counsel_ids(session, matter_id))
    print(f"{member.name} {'holds' if given.add else 'does not hold'} the matter's key; {left} counsel hold it.")
    return rehearsed(given)


def matter(database: Database, office: Office, given: Namespace) -> int:
    """Open a matter with a key of its own, handed to its counsel."""
    here = sign_in_here(database, office.id, needs=May.OPEN_MATTER)
    facts = MatterFacts(title=given.title, route=given.route)
    with database.question() as session:
        lawyers = [named_member(session, office.id, name) for name in given.counsel]
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        opened = open_matter(
            session, office.id, facts=facts, counsel=lawyers, actor=here.acting(May.OPEN_MATTER), now=now()
        )
        if counsel_ids(session, opened.id) != {each.id for each in lawyers}:
            raise Damaged("key_wrap")
        if read_matter(opened, keyring=here.keyring(session)) != facts:
            raise Damaged("matter_facts")
    print(f"The matter '{given.title}' has a key of its own, held by {', '.join(each.name for each in lawyers)}.")
    return rehearsed(given)


def named_member(session: Session, office_id: str, name: str) -> Member:
    """Who works here by this sign-in name. Raises StartRefused."""
    found = select(Member).where(Member.office_id == office_id, Member.sign_in_name == name.strip().lower())
    member = session.exec(found.where(Member.active)).first()
    if member is None:
        raise StartRefused(f"Nobody who works here signs in as '{name}'.")
    return member


def rehearsed(given: Namespace) -> int:
    """Say that it was a rehearsal, where it was one. The exit code of all that went well."""
    if given.dry_run:
        print("This was a rehearsal: everything was done, tried and undone. Only your sign-in stands in the ledger.")
    return 0


def forget_unless_rehearsed(database: Database, given: Namespace) -> None:
    """What was destroyed leaves no copy in the write-ahead log."""
    if not given.dry_run:
        database.forget()


def confirmed(given: Namespace, question: str) -> None:
    """Ask before something that cannot be undone; a rehearsal asks nothing. Raises StartRefused."""
    if not given.dry_run and not said_yes(question):
        raise StartRefused("Nothing was done.")


def _tell(told: SignIn, office: Office, given: Namespace, *, done: str) -> int:
    if given.dry_run:
        print(f"{done} The words that were made open what they should, and are forgotten again.")
        return rehearsed(given)
    print(f"{done}\n")
    print_sign_ins([told], issuer=office.name)
    print("Shown only now: hand this over on paper, then clear this screen. The words are good for making one's own.")
    return 0


def _named_matter(session: Session, office_id: str, beginning: str) -> str:
    found = select(Matter.id).where(Matter.office_id == office_id, col(Matter.id).startswith(beginning.lower()))
    ids = session.exec(found).all()
    if len(ids) != 1:
        raise StartRefused(f"'{beginning}' is the beginning of {len(ids)} matters' keys; the desk shows them.")
    return ids[0]
