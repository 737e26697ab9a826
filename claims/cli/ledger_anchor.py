"""`claims ledger anchor`: put the head down outside, now. This is where somebody does by hand what the worker does once a day."""

from argparse import Namespace
from typing import Any

from claims.actions.anchor_ledger import anchor_ledger
from claims.errors import StartRefused
from claims.queries.ledger_anchors import places_named
from claims.settings import read_settings
from claims.store.anchors import KEPT
from claims.store.clock import now
from claims.store.host_key import read_host_key
from claims.web.opening import find_office

PLACES = {"file": "file", "mail": "mail", "timestamp": "time stamp"}
OUTCOMES = {
    "kept": "kept",
    "not_written": "not written: look at CLAIMS_ANCHOR_FILE, its folder and its disk",
    "not_reached": "not reached: look at the address and the network",
    "refused": "refused by the other side",
    "does_not_fit": "the answer does not fit, or is by an authority that CLAIMS_TIMESTAMP_ROOTS does not vouch for",
}


def register(verbs: Any) -> None:
    """Add the verb."""
    anchor = verbs.add_parser(
        "anchor",
        help="sign the head and put it down outside: file, mail, time stamp",
        description="Puts the signed head into every place that the settings name (CLAIMS_ANCHOR_FILE, CLAIMS_ANCHOR_MAIL, "
        "CLAIMS_TIMESTAMP_URL). The worker does the same once a day. The service must be running, for its key signs. "
        "Exit code 0 if all was kept, 1 if a place failed, 2 if no place is named or no service runs.",
    )
    anchor.set_defaults(run=run)


def run(_given: Namespace) -> int:
    """Anchor in every place and say."""
    settings = read_settings()
    places = places_named(settings)
    if not places:
        raise StartRefused(
            "No place outside is named: set CLAIMS_ANCHOR_FILE, CLAIMS_ANCHOR_MAIL or CLAIMS_TIMESTAMP_URL."
        )
    database, office = find_office(settings)
    try:
        host_key = read_host_key(settings.runtime)
        anchors = anchor_ledger(database, office.id, places=places, settings=settings, host_key=host_key, now=now())
    finally:
        database.engine.dispose()
    for anchor in anchors:
        print(f"{PLACES[anchor.place]}: {OUTCOMES[anchor.outcome]}")
    print(anchors[0].statement.decode())
    return 0 if all(anchor.outcome == KEPT for anchor in anchors) else 1
