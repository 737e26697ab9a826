"""Do the errands lent to this worker, one after the other; work done is kept, lent keys are destroyed with the errand's end."""

from claims.actions.bundle_files import Export
from claims.actions.export_bundle import export_bundle, stop_bundle
from claims.actions.open_mail import open_mail
from claims.errors import Damaged, Refusal
from claims.model.session import Errand
from claims.model.vocabulary import ErrandKind
from claims.store.clock import now, seconds
from claims.store.errands import WorkerKeys, end_errand, errands_of, keys_of
from claims.store.host_key import HostKey


def run_errands(export: Export, worker: WorkerKeys, *, host_key: HostKey) -> int:
    """Every errand of this worker that is in time is done and ended; a bundle that cannot be exported is stopped by name.

    Returns how many were done.
    """
    with export.database.question() as session:
        errands = errands_of(session, worker, host_key=host_key, now=seconds(now()))
    for errand in errands:
        try:
            _run(export, worker, errand)
        finally:
            with export.database.deed() as session:
                end_errand(session, errand.id)
    if errands:
        export.database.forget()
    return len(errands)


def _run(export: Export, worker: WorkerKeys, errand: Errand) -> None:
    keys = keys_of(errand, worker=worker)
    if ErrandKind(errand.kind) is ErrandKind.OPEN_MAIL:
        with export.database.deed() as session:
            open_mail(session, errand.office_id, keys=keys, now=now())
        return
    try:
        export_bundle(export, bundle_id=errand.subject, keys=keys, now=now())
    except Refusal as refusal:
        stop_bundle(export, bundle_id=errand.subject, refusal=refusal, now=now())
    except Exception as error:
        # A traceback can quote a claimant; the kind of the error may stand in a log, its words may not.
        unforeseen = Damaged("unforeseen", error=type(error).__name__)
        stop_bundle(export, bundle_id=errand.subject, refusal=unforeseen, now=now())
