"""A bundle at the desk: how far it is, cancel it, go on making it, destroy it. This is where an order is followed to its end."""

from dataclasses import dataclass
from datetime import date

from flask import Response, render_template
from sqlmodel import Session

from claims.actions.bundle_shares import Progress, progress
from claims.actions.cancel_bundle import cancel_bundle
from claims.actions.collect_bundle import destroy_bundle
from claims.actions.lend_bundle import BEING_MADE, lend_again
from claims.desks.matters.finding import FoundMatter, find_counsels_matter, find_matter
from claims.desks.matters.profiles import profile_title
from claims.errors import NotNow
from claims.model.bundle import Bundle, BundleOrder, BundlePaper, BundleRefusal
from claims.model.bundle_share import BundleStamp
from claims.model.vocabulary import BundleStatus, StampStatus
from claims.queries.matter_page import Lent, bundle_of, bundles_of, lent_for
from claims.rules.access import May
from claims.rules.retention import bundle_until
from claims.store.bundle_stamps import stamps_of
from claims.store.clock import seconds
from claims.store.sealed_bundle import bundle_key, read_order, read_paper, read_refusal
from claims.web.fields import PageForm
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.reasons import ReasonForm

FINISHED = frozenset({BundleStatus.READY, BundleStatus.COLLECTED})
MOST_LEFT_OUT = 200
WHY_NOT = {
    "no_worker": _l(
        "No worker is running. Have the worker started, then press the button again; what was made is kept."
    ),
    "bundle_over": _l("This bundle is over already. Please look at it again."),
    "not_ready": _l("A worker is making this bundle. Cancel it first."),
}
Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class ShownBundle:
    """A bundle: its clear facts, its order and paper for those who hold the matter's key, how far it is, its stamps.

    `until`: the last day it lies here. `others`: whether the matter has another bundle to compare it with.
    """

    row: Bundle
    order: BundleOrder | None
    paper: BundlePaper | None
    refusal: BundleRefusal | None
    lent: Lent
    progress: Progress | None
    stamps: tuple[BundleStamp, ...]
    until: date
    others: bool

    @property
    def collectable(self) -> bool:
        """Whether it can be taken away now."""
        return self.paper is not None and BundleStatus(self.row.status) in FINISHED

    @property
    def being_made(self) -> bool:
        """Whether it was ordered and is not over."""
        return BundleStatus(self.row.status) in BEING_MADE

    @property
    def destroyable(self) -> bool:
        """Whether it can be destroyed now: finished or stopped, not while it is being made."""
        return not self.being_made and BundleStatus(self.row.status) is not BundleStatus.DESTROYED

    @property
    def stamped(self) -> bool:
        """Whether every package has its time stamp."""
        return bool(self.stamps) and all(StampStatus(each.status) is StampStatus.STAMPED for each in self.stamps)


def bundle(matter_id: str, bundle_id: str) -> Answer:
    """How far it is, and what to do."""
    return show_bundle(find_matter(matter_id), bundle_id)


def cancel(matter_id: str, bundle_id: str) -> Answer:
    """It is stopped while it is being made; nothing of it is kept."""
    here, found, form = house(), find_counsels_matter(matter_id), PageForm.from_page()
    if not form.accepted():
        return show_bundle(found, bundle_id, refused=form)
    try:
        with here.database.deed() as session:
            row = bundle_of(session, found.row, bundle_id)
            cancel_bundle(session, row.id, vault=here.vault, actor=acting(May.ORDER_BUNDLE), now=here.now())
    except NotNow as refusal:
        return _refused(found, bundle_id, form, refusal)
    return go_to("matters.bundle", matter_id=matter_id, bundle_id=bundle_id)


def go_on(matter_id: str, bundle_id: str) -> Answer:
    """Workers are lent the keys again; what was made is kept."""
    here, found, form = house(), find_counsels_matter(matter_id), PageForm.from_page()
    if not form.accepted():
        return show_bundle(found, bundle_id, refused=form)
    try:
        with here.database.deed() as session:
            lend_again(
                session,
                bundle_of(session, found.row, bundle_id),
                keyring=found.keyring,
                by=current_member(),
                actor=acting(May.ORDER_BUNDLE),
                vault=here.vault,
                host_key=here.host_key,
                now=here.now(),
            )
    except NotNow as refusal:
        return _refused(found, bundle_id, form, refusal)
    return go_to("matters.bundle", matter_id=matter_id, bundle_id=bundle_id)


def destroy(matter_id: str, bundle_id: str) -> Answer:
    """Its sealed parts are destroyed. Not while it is being made: that is cancelled."""
    here, found, form = house(), find_counsels_matter(matter_id), PageForm.from_page()
    if not form.accepted():
        return show_bundle(found, bundle_id, refused=form)
    try:
        with here.database.deed() as session:
            row = bundle_of(session, found.row, bundle_id)
            if BundleStatus(row.status) in BEING_MADE:
                raise NotNow("not_ready")
            if BundleStatus(row.status) is BundleStatus.DESTROYED:  # by somebody else, or by this button's first press
                raise NotNow("bundle_over")
            destroy_bundle(session, row, vault=here.vault, actor=acting(May.ORDER_BUNDLE), now=here.now())
    except NotNow as refusal:
        return _refused(found, bundle_id, form, refusal)
    return go_to("matters.bundle", matter_id=matter_id, bundle_id=bundle_id)


def show_bundle(found: FoundMatter, bundle_id: str, *, refused: PageForm | None = None) -> Answer:
    """The page, with a refused form as it was typed."""
    with house().database.question() as session:
        shown = _shown(session, found, bundle_id)
    page = render_template(
        "matters/bundle.html",
        found=found,
        shown=shown,
        bundle=shown.row,
        form=refused if isinstance(refused, ReasonForm) else ReasonForm(None),
        refused=refused,
        profile_title=profile_title,
        most_left_out=MOST_LEFT_OUT,
        authority=bool(house().settings.timestamp_url),
    )
    return page, refused.status if refused else 200


def _refused(found: FoundMatter, bundle_id: str, form: PageForm, refusal: NotNow) -> Answer:
    form.add_problem(WHY_NOT.get(refusal.reason, WHY_NOT["bundle_over"]))
    return show_bundle(found, bundle_id, refused=form)


def _shown(session: Session, found: FoundMatter, bundle_id: str) -> ShownBundle:
    row = bundle_of(session, found.row, bundle_id)
    key = bundle_key(row, keyring=found.keyring) if found.counsel else b""
    return ShownBundle(
        row=row,
        order=read_order(row, key=key) if key else None,
        paper=read_paper(row, key=key) if key and row.finished is not None else None,
        refusal=read_refusal(row, key=key) if key and row.refused is not None else None,
        lent=lent_for(session, row, now=seconds(house().now())),
        progress=progress(session, row.id),
        stamps=tuple(stamps_of(session, row.id)),
        until=bundle_until(row.week),
        others=any(each.id != row.id and each.finished is not None for each in bundles_of(session, found.row)),
    )
