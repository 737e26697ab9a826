"""Do the errands lent to this worker, one after the other; work done is kept, lent keys are destroyed with the errand's end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from claims.actions.export_bundle import Shift, export_bundle, stop_bundle
from claims.actions.making import Export
from claims.actions.open_mail import open_mail
from claims.actions.preview_revision import preview_revision
from claims.actions.rematch_claims import rematch
from claims.actions.rewrap_claims import rewrap_claims
from claims.errors import Damaged, Refusal
from claims.model.session import Errand, Worker
from claims.model.vocabulary import ErrandKind
from claims.store.clock import now, seconds
from claims.store.errands import WorkerKeys, end_errand, errands_of, is_lent, keys_of
from claims.store.host_key import HostKey
from claims.store.ledger import SERVICE, write_line

SEEN_EVERY = 20
ENDED = "errand_ended"


def never() -> bool:
    """Nobody tells this process to stop."""
    return False


def run_errands(export: Export, worker: WorkerKeys, *, host_key: HostKey, stopping: Callable[[], bool] = never) -> int:
    """Every errand of this worker that is in time is done and ended; a bundle that cannot be exported is stopped by name.

    A bundle that other workers still have shares of stays lent, so that this one goes on if they are killed; so does one that this
    process leaves because it is told to stop (`stopping`). Returns how many were done.
    """
    with export.database.question() as session:
        errands = errands_of(session, worker, host_key=host_key, now=seconds(now()))
    done = 0
    for errand in errands:
        over = True
        try:
            if _still_lent(export, errand)():  # one may be taken back while another is done
                keys = keys_of(errand, worker=worker)
                if ErrandKind(errand.kind) is ErrandKind.EXPORT_BUNDLE:
                    over = _export_bundle(export, errand, keys, stopping=stopping)
                else:
                    _RUN[ErrandKind(errand.kind)](export, errand, keys)
        finally:
            if over:
                with export.database.deed() as session:
                    end_errand(session, errand.id)
        done += over
    if done:
        export.database.forget()
    return done


def _open_mail(export: Export, errand: Errand, keys: dict[str, str]) -> None:
    lent = _still_lent(export, errand)
    with _refused(export, errand):
        open_mail(export.database, errand.office_id, keys=keys, registry=export.registry, now=now, still_lent=lent)


def _export_bundle(export: Export, errand: Errand, keys: dict[str, str], *, stopping: Callable[[], bool]) -> bool:
    lent, key = _still_lent(export, errand), bytes.fromhex(keys.get("bundle", ""))
    goes_on = lambda: not stopping() and lent()  # noqa: E731 -- a question, not a deed
    shift = Shift(worker_id=errand.worker_id, keys=keys, clock=now, still_lent=goes_on)
    try:
        return export_bundle(export, bundle_id=errand.subject, shift=shift)
    except OperationalError:
        return False  # the database is held or away: what was made is kept, and the keys are still lent
    except Refusal as refusal:
        if refusal.reason == ENDED:
            return not stopping()
        stop_bundle(export, bundle_id=errand.subject, refusal=refusal, key=key, now=now())
    except Exception as error:
        # A traceback can quote a claimant; the kind of the error may stand in a log, its words may not.
        unforeseen = Damaged("unforeseen", error=type(error).__name__)
        stop_bundle(export, bundle_id=errand.subject, refusal=unforeseen, key=key, now=now())
    return True


def _rematch(export: Export, errand: Errand, keys: dict[str, str]) -> None:
    lent = _still_lent(export, errand)
    with _refused(export, errand):
        rematch(export.database, errand.office_id, keys=keys, registry=export.registry, now=now, still_lent=lent)


def _preview(export: Export, errand: Errand, keys: dict[str, str]) -> None:
    lent = _still_lent(export, errand)
    with _refused(export, errand):
        preview_revision(
            export.database, errand.office_id, preview_id=errand.subject, keys=keys, now=now, still_lent=lent
        )


def _rotate(export: Export, errand: Errand, keys: dict[str, str]) -> None:
    lent = _still_lent(export, errand)
    with _refused(export, errand):
        rewrap_claims(export.database, errand.office_id, keys=keys, now=now, still_lent=lent)


@contextmanager
def _refused(export: Export, errand: Errand) -> Iterator[None]:
    """What cannot be done ends this errand by name, and the worker goes on to the next."""
    try:
        yield
    except Refusal as refusal:
        details = {"kind": str(errand.kind), "reason": refusal.reason, **refusal.facts}
        with export.database.deed() as session:
            write_line(session, errand.office_id, actor=SERVICE, action="errand_refused", details=details, now=now())


_RUN: dict[ErrandKind, Callable[[Export, Errand, dict[str, str]], None]] = {
    ErrandKind.OPEN_MAIL: _open_mail,
    ErrandKind.REMATCH: _rematch,
    ErrandKind.PREVIEW_REVISION: _preview,
    ErrandKind.ROTATE: _rotate,
}


def _still_lent(export: Export, errand: Errand) -> Callable[[], bool]:
    """Asks whether the keys are still lent: in time, not taken back at the desk, not a leaver's. Meanwhile the worker shows that it lives."""
    seen = 0

    def still_lent() -> bool:
        nonlocal seen
        moment = seconds(now())
        if moment - seen >= SEEN_EVERY:
            seen = moment
            with export.database.deed() as session:
                worker = session.get(Worker, errand.worker_id)
                if worker is not None:
                    worker.seen = moment
                    session.add(worker)
        with export.database.question() as session:
            return is_lent(session, errand.id, now=moment)

    return still_lent
