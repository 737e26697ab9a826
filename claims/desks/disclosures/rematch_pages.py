"""Try a working copy before it is published, and have all claims matched again afterwards. This is where members with the office key lend it for that.

The errands themselves are deeds of claims/actions; this desk orders them and shows how far they are.
"""

from dataclasses import dataclass

from flask import Response, render_template
from sqlmodel import Session

from claims.actions.note_reading import note_reading
from claims.actions.preview_revision import order_preview
from claims.actions.rematch_claims import order_rematch
from claims.desks.disclosures.finding import member_here
from claims.errors import NotValid, RegistryError
from claims.model.vocabulary import ErrandKind
from claims.queries.registry_drafts import WorkingCopy, working_copy
from claims.queries.rematching import Rematching, errand_runs, read_rematching
from claims.queries.revision_previews import read_preview
from claims.rules.access import May, may
from claims.store.clock import seconds
from claims.store.errands import living_worker
from claims.store.revision_content import content_of
from claims.web.guards import acting, current_keyring, current_member, current_roles
from claims.web.house import house
from claims.web.office_desk import go_to


@dataclass(frozen=True)
class RematchState:
    """How far the claims are behind, whether a worker is alive, and whether the member who is here holds the office key."""

    far: Rematching
    worker: bool
    may_order: bool


@dataclass(frozen=True)
class PreviewState:
    """Whether a working copy can be tried now: something is to be tried, the member may, a worker is alive."""

    ready: bool
    worker: bool
    may_order: bool


def rematch_state(session: Session) -> RematchState:
    """How far the claims are behind."""
    here = house()
    return RematchState(
        far=read_rematching(session, here.office_id, now=seconds(here.now())),
        worker=_worker_is_alive(session),
        may_order=_holds_office_key(session),
    )


def preview_state(session: Session, copy: WorkingCopy) -> PreviewState:
    """Whether a working copy can be tried."""
    return PreviewState(
        ready=any(project.changes for project in copy.drafted)
        and not any(project.problems for project in copy.drafted),
        worker=_worker_is_alive(session),
        may_order=_holds_office_key(session),
    )


def rematch() -> Response:
    """Lend a worker what it needs to match all claims again."""
    here = house()
    with here.database.deed() as session:
        keyring = current_keyring(session)
        order_rematch(session, current_member(), keyring=keyring, host_key=here.host_key, now=here.now())
    return go_to("disclosures.list")


def try_copy(member_id: str) -> Response:
    """Lend a worker what it needs to try a working copy on the trips of all claims."""
    here = house()
    with here.database.deed() as session:
        copy = working_copy(session, here.office_id, member_here(session, member_id).id)
        try:
            content = content_of(copy.registry())
        except RegistryError:
            raise NotValid("registry_unreadable") from None
        preview_id = order_preview(
            session,
            current_member(),
            keyring=current_keyring(session),
            host_key=here.host_key,
            content=content,
            base_revision=copy.revision.id,
            now=here.now(),
        )
    return go_to("disclosures.preview", member_id=member_id, preview_id=preview_id)


def preview(member_id: str, preview_id: str) -> str:
    """How many claims gain, lose or change a result. The line in the ledger stands before the counts are opened."""
    here = house()
    with here.database.deed() as session:
        actor = acting(May.ORDER_REMATCH)
        note_reading(session, here.office_id, actor=actor, action="read_preview", now=here.now())
    with here.database.question() as session:
        member = member_here(session, member_id)
        copy = working_copy(session, here.office_id, member.id)
        outcome = read_preview(session, here.office_id, preview_id=preview_id, keyring=current_keyring(session))
        running = errand_runs(session, here.office_id, kind=ErrandKind.PREVIEW_REVISION, now=seconds(here.now()))
    return render_template(
        "disclosures/preview.html",
        whose=member,
        copy=copy,
        outcome=outcome,
        running=running,
        same=outcome is not None and _revision_of(copy) == outcome.revision,
        registry=here.registry,
        samples=may(current_roles(), May.READ_CLAIM),
    )


def _revision_of(copy: WorkingCopy) -> str:
    try:
        return copy.registry().revision
    except RegistryError:
        return ""


def _worker_is_alive(session: Session) -> bool:
    here = house()
    now = seconds(here.now())
    return living_worker(session, here.office_id, host_key=here.host_key, now=now) is not None


def _holds_office_key(session: Session) -> bool:
    return may(current_roles(), May.ORDER_REMATCH) and current_keyring(session).opens_office
