"""`claims keys status, rotate`: the office's own key. This is where it is renewed at the terminal, or the renewal rehearsed."""

from argparse import Namespace

from claims.actions.rewrap_claims import Rewrapping, always, rewrap_claims
from claims.actions.rotate_keys import Renewed, rotate_office_key
from claims.cli.keys_checks import check_opens_claims
from claims.cli.keys_members import confirmed, forget_unless_rehearsed, rehearsed
from claims.cli.terminal_sign_in import AtTerminal, deed_or_rehearsal, sign_in_here
from claims.errors import NotAllowed
from claims.model.staff import Office
from claims.queries.office_keys import read_office_keys
from claims.rules.access import May
from claims.store.clock import now
from claims.store.database import Database
from claims.store.lent_keys import generations_left, lent_for_rotation


def status(database: Database, office: Office, _given: Namespace) -> int:
    """Say how the keys stand; needs no key. 1 where something should be done."""
    with database.question() as session:
        keys = read_office_keys(session, office.id)
    print(f"Office key: generation {keys.generation}, held by {', '.join(keys.holders) or 'NOBODY'}.")
    if keys.claims_left:
        print(
            f"A renewal is under way: {keys.claims_left} claims still lie under an earlier key. Go on: claims keys rotate"
        )
    sheets = keys.sheets
    if sheets is None:
        print("Recovery sheets: NONE. Make them: claims keys sheets --need 3 --of 5 --out /dev/shm/sheets")
        return 1
    print(
        f"Recovery sheets: {sheets.shares} made in week {sheets.week}, any {sheets.need} open; check words: {sheets.words}."
    )
    if not sheets.opens_office:
        print("They do NOT open the office's key in force. Make new ones: claims keys sheets")
    if sheets.matters < keys.matters:
        left = keys.matters - sheets.matters
        print(f"They do not open {left} of {keys.matters} matters yet: their counsel sign in once, then they do.")
    done = not keys.claims_left and sheets.opens_office and sheets.matters == keys.matters
    return 0 if done and keys.holders else 1


def rotate(database: Database, office: Office, given: Namespace) -> int:
    """Renew the office's key and wrap every claim to it; one that was stopped half-way is only finished."""
    here = sign_in_here(database, office.id, needs=May.MANAGE_KEYS)
    with database.question() as session:
        unfinished = bool(generations_left(session, office.id))
        if not here.keyring(session).opens_office:
            raise NotAllowed("no_key")
    if unfinished:
        print("An earlier renewal was not finished; it goes on.")
    else:
        confirmed(given, "The office's key is renewed; whoever holds it now and works here is handed the new one.")
        renewed = _renew(database, office, here, given)
        print(f"Generation {renewed.generation} is in force; it was handed to {', '.join(renewed.holders)}.")
    if not given.dry_run:
        _wrap_all(database, office, here)
        forget_unless_rehearsed(database, given)
    return rehearsed(given)


def _renew(database: Database, office: Office, here: AtTerminal, given: Namespace) -> Renewed:
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        old = here.keyring(session)
        actor = here.acting(May.MANAGE_KEYS)
        renewed = rotate_office_key(session, office.id, keyring=old, actor=actor, now=now())
        new = here.keyring(session)
        opened = check_opens_claims(session, office.id, keyring=new)
        if given.dry_run:
            run = Rewrapping(office_id=office.id, keys=lent_for_rotation(session, office.id, keyring=new))
            run.next_batch(session, now=now())
            check_opens_claims(session, office.id, keyring=new)
            print(f"{run.wrapped} claims were wrapped to the new key for a try.")
        print(f"The new key opens the queue and {opened} claims taken by chance.")
    return renewed


def _wrap_all(database: Database, office: Office, here: AtTerminal) -> None:
    with database.question() as session:
        keys = lent_for_rotation(session, office.id, keyring=here.keyring(session))
    run = rewrap_claims(database, office.id, keys=keys, now=now, still_lent=always)
    print(f"{run.wrapped} claims are wrapped to the new key. The old key opens none.")
    if run.damaged:
        print(f"{len(run.damaged)} claims are damaged and opened with no key; the ledger names them.")
