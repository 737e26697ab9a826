"""The office's keys: which is in force, how far a renewal is, what the recovery sheets open. This is where a lead renews the office's key."""

from flask import Response, render_template

from claims.actions.rotate_keys import rotate_office_key
from claims.model.vocabulary import ErrandKind
from claims.queries.members_page import key_wants_renewal
from claims.queries.office_keys import read_office_keys
from claims.queries.rematching import errand_runs
from claims.rules.access import May
from claims.store.clock import seconds
from claims.store.errands import living_worker
from claims.web.guards import acting, current_keyring
from claims.web.house import house
from claims.web.office_desk import go_to
from claims.web.rotating import let_rotation_go_on

# What is typed at the machine itself, in no language.
COMMANDS = {
    "sheets": "claims keys sheets --need 3 --of 5 --out /dev/shm/sheets",
    "rehearse": "claims keys recover --dry-run",
}


def keys() -> str:
    """How the keys stand; a renewal that waits goes on by this visit."""
    let_rotation_go_on()
    here = house()
    now = seconds(here.now())
    with here.database.question() as session:
        return render_template(
            "staff/keys.html",
            keys=read_office_keys(session, here.office_id),
            holds_it=current_keyring(session).opens_office,
            commands=COMMANDS,
            wanted=key_wants_renewal(session, here.office_id),
            running=errand_runs(session, here.office_id, kind=ErrandKind.ROTATE, now=now),
            worker=living_worker(session, here.office_id, host_key=here.host_key, now=now) is not None,
        )


def renew_keys() -> Response:
    """A new key is in force at once; the claims follow by an errand."""
    here = house()
    with here.database.deed() as session:
        keyring, actor = current_keyring(session), acting(May.MANAGE_KEYS)
        rotate_office_key(session, here.office_id, keyring=keyring, actor=actor, now=here.now())
    here.database.forget()
    let_rotation_go_on()
    return go_to("staff.keys")
