"""A bundle at the desk: how far it is, collect it, destroy it. This is where a bundle leaves the house."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from flask import Response, render_template
from sqlmodel import Session

from claims.actions.assemble_bundle import bundle_key, read_order
from claims.actions.collect_bundle import collect_bundle, destroy_bundle, read_finished
from claims.desks.matters.finding import FoundMatter, find_counsels_matter, find_matter
from claims.errors import NotNow
from claims.model.matter import Bundle, BundleOrder, BundlePaper
from claims.model.vocabulary import BundleStatus
from claims.queries.matter_page import Lent, bundle_of, lent_for
from claims.rules.access import May
from claims.store.clock import seconds
from claims.web.guards import acting
from claims.web.house import house
from claims.web.office_desk import go_to
from claims.web.reasons import ReasonForm

FINISHED = frozenset({BundleStatus.READY, BundleStatus.COLLECTED})
BEING_MADE = frozenset({BundleStatus.ORDERED, BundleStatus.EXPORTING})
Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class ShownBundle:
    """A bundle: its clear facts, its order and paper for those who hold the matter's key, whether a worker holds its keys."""

    row: Bundle
    order: BundleOrder | None
    paper: BundlePaper | None
    lent: Lent

    @property
    def collectable(self) -> bool:
        """Whether it can be taken away now."""
        return self.paper is not None and BundleStatus(self.row.status) in FINISHED

    @property
    def destroyable(self) -> bool:
        """Whether it can be destroyed now: finished, stopped, or ordered and left alone by every worker."""
        status = BundleStatus(self.row.status)
        return status is not BundleStatus.DESTROYED and not (status in BEING_MADE and self.lent.held)


def bundle(matter_id: str, bundle_id: str) -> Answer:
    """How far it is, and what to do."""
    return _page(find_matter(matter_id), bundle_id, ReasonForm())


def _page(found: FoundMatter, bundle_id: str, form: ReasonForm) -> Answer:
    with house().database.question() as session:
        shown = _shown(session, found, bundle_id)
    page = render_template("matters/bundle.html", found=found, shown=shown, bundle=shown.row, form=form)
    return page, form.status


def collect(matter_id: str, bundle_id: str) -> Answer:
    """The bundle's bytes, each part checked as it leaves; a part that does not hold breaks the download off. Asks why."""
    here, found, form = house(), find_counsels_matter(matter_id), ReasonForm.from_page()
    if not form.accepted():
        return _page(found, bundle_id, form)
    with here.database.deed() as session:
        row = bundle_of(session, found.row, bundle_id)
        actor, now = acting(May.ORDER_BUNDLE), here.now()
        paper, parts = collect_bundle(
            session, row, why=form.reason, keyring=found.keyring, vault=here.vault, actor=actor, now=now
        )
    # The first part is opened before the answer begins, so that most damage is a page that says so, not half a file.
    answer = Response(_from_the_first(parts), mimetype="application/zip")
    answer.headers["Content-Length"] = str(paper.size)
    answer.headers["Content-Disposition"] = f'attachment; filename="bundle-{row.number}.zip"'
    return answer


def destroy(matter_id: str, bundle_id: str) -> Response:
    """Its sealed parts are destroyed. Refuses NotNow while a worker makes it."""
    here, found = house(), find_counsels_matter(matter_id)
    with here.database.deed() as session:
        shown = _shown(session, found, bundle_id)
        if not shown.destroyable:
            raise NotNow("not_ready")
        actor = acting(May.ORDER_BUNDLE)
        destroy_bundle(session, shown.row, vault=here.vault, actor=actor, now=here.now())
    return go_to("matters.bundle", matter_id=matter_id, bundle_id=bundle_id)


def _shown(session: Session, found: FoundMatter, bundle_id: str) -> ShownBundle:
    row = bundle_of(session, found.row, bundle_id)
    order = read_order(row, key=bundle_key(row, keyring=found.keyring)) if found.counsel else None
    done = found.counsel and row.finished is not None and BundleStatus(row.status) in FINISHED
    paper = read_finished(row, keyring=found.keyring)[1] if done else None
    lent = lent_for(session, row, now=seconds(house().now()))
    return ShownBundle(row=row, order=order, paper=paper, lent=lent)


def _from_the_first(parts: Iterator[bytes]) -> Iterator[bytes]:
    first = next(parts, b"")
    return chain((first,), parts)
