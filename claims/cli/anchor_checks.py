"""What `claims doctor` says of the ledger's head outside. This is where it is noticed that nobody would notice a rewritten ledger."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session

from claims.cli.ledger_anchor import OUTCOMES, PLACES
from claims.errors import StartRefused
from claims.queries.ledger_anchors import AnchorState, places_named, read_anchor_states
from claims.settings import Settings
from claims.store.clock import moment_of
from claims.store.timestamps import read_roots

LATE = timedelta(days=2)


def anchor_checks(
    settings: Settings, session: Session, office_id: str, *, now: datetime
) -> Iterator[tuple[str, str, str]]:
    """(ok, warn or FAIL; what was looked at; what to do), per place that the settings name."""
    places = places_named(settings)
    if not places:
        yield (
            "warn",
            "the ledger's head is put down nowhere outside",
            "set CLAIMS_ANCHOR_FILE, CLAIMS_ANCHOR_MAIL or CLAIMS_TIMESTAMP_URL, or nobody would notice a rewritten ledger",
        )
    if settings.anchor_mail and not (settings.mail_server and settings.mail_sender):
        yield "FAIL", "mail of the ledger's head", "set CLAIMS_MAIL_SERVER and CLAIMS_MAIL_SENDER too"
    if settings.timestamp_roots is not None:
        try:
            read_roots(settings.timestamp_roots)
        except StartRefused as refused:
            yield "FAIL", "certificates of the time-stamping authority", str(refused)
    for state in read_anchor_states(session, office_id, places=places):
        yield _check(state, now)


def _check(state: AnchorState, now: datetime) -> tuple[str, str, str]:
    last = f"last at {state.kept}, line {state.number}" if state.kept else "never yet"
    what = f"the ledger's head outside, {PLACES[state.place]}: {last}"
    if state.failures:
        return "warn", what, f"failed {state.failures} times since, last at {state.tried}: {OUTCOMES[state.outcome]}"
    if not state.kept or now - moment_of(state.kept) > LATE:
        return "warn", what, "start the worker, or run `claims ledger anchor` while the service runs"
    return "ok", what, ""
