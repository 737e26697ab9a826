"""A rotation that waits goes on as soon as somebody is here who can lend the keys. This is where that is seen to, at whichever desk."""

from contextlib import suppress

from claims.actions.rotate_keys import order_rotation
from claims.errors import NotNow
from claims.store.lent_keys import generations_left
from claims.web.guards import current_keyring, current_member
from claims.web.house import house


def let_rotation_go_on() -> None:
    """Lend a worker what it needs to wrap the rest of the claims, where some are left and no worker is at it."""
    here = house()
    with here.database.question() as session:
        if not generations_left(session, here.office_id) or not current_keyring(session).opens_office:
            return
    with suppress(NotNow), here.database.deed() as session:
        keyring = current_keyring(session)
        order_rotation(session, current_member(), keyring=keyring, host_key=here.host_key, now=here.now())
