"""Collect a bundle, as it is or wrapped for its recipient, and the time stamps beside it. This is where a bundle leaves the house."""

from collections.abc import Iterator, Mapping
from itertools import chain

from flask import Response

from claims.actions.collect_bundle import collect_bundle
from claims.actions.collect_stamps import collect_stamps
from claims.desks.matters.bundle_pages import show_bundle
from claims.desks.matters.finding import FoundMatter, find_counsels_matter
from claims.errors import NotNow
from claims.model.bundle import Bundle, BundlePaper
from claims.queries.matter_page import bundle_of
from claims.rules.access import May
from claims.store.age_wrap import age_wrapped
from claims.store.sealed_bundle import bundle_key, read_order
from claims.web.guards import acting
from claims.web.house import house
from claims.web.reasons import ReasonForm

Answer = Response | tuple[str, int]


def collect(matter_id: str, bundle_id: str) -> Answer:
    """The bundle's bytes, each part checked as it leaves; a part that does not hold breaks the download off. Asks why."""
    found, form = find_counsels_matter(matter_id), ReasonForm.from_page()
    if not form.accepted():
        return show_bundle(found, bundle_id, refused=form)
    row, paper, parts = _collected(found, bundle_id, form.reason)
    # The first part is opened before the answer begins, so that most damage is a page that says so, not half a file.
    answer = Response(_from_the_first(parts), mimetype="application/zip")
    answer.headers["Content-Length"] = str(paper.size)
    return _named(answer, f"bundle-{row.number}.zip")


def collect_wrapped(matter_id: str, bundle_id: str) -> Answer:
    """The same bytes as one age file that only the recipient named in the order opens. Asks why."""
    found, form = find_counsels_matter(matter_id), ReasonForm.from_page()
    if not form.accepted():
        return show_bundle(found, bundle_id, refused=form)
    with house().database.question() as session:
        row = bundle_of(session, found.row, bundle_id)
    recipient = read_order(row, key=bundle_key(row, keyring=found.keyring)).options.age_recipient
    if not recipient:
        raise NotNow("not_ready")
    row, _paper, parts = _collected(found, bundle_id, form.reason | {"wrapped_for": recipient})
    answer = Response(_from_the_first(age_wrapped(parts, recipient=recipient)), mimetype="application/octet-stream")
    return _named(answer, f"bundle-{row.number}.zip.age")


def stamps(matter_id: str, bundle_id: str) -> Answer:
    """The time stamps as far as there are, and how to check them. Asks why."""
    here, found, form = house(), find_counsels_matter(matter_id), ReasonForm.from_page()
    if not form.accepted():
        return show_bundle(found, bundle_id, refused=form)
    with here.database.deed() as session:
        row = bundle_of(session, found.row, bundle_id)
        content = collect_stamps(
            session,
            row,
            why=form.reason,
            roots=here.settings.timestamp_roots,
            keyring=found.keyring,
            actor=acting(May.ORDER_BUNDLE),
            now=here.now(),
        )
    return _named(Response(content, mimetype="application/zip"), f"bundle-{row.number}-stamps.zip")


def _collected(
    found: FoundMatter, bundle_id: str, why: Mapping[str, str]
) -> tuple[Bundle, BundlePaper, Iterator[bytes]]:
    here = house()
    with here.database.deed() as session:
        row = bundle_of(session, found.row, bundle_id)
        actor, now = acting(May.ORDER_BUNDLE), here.now()
        paper, parts = collect_bundle(
            session, row, why=why, keyring=found.keyring, vault=here.vault, actor=actor, now=now
        )
    return row, paper, parts


def _from_the_first(parts: Iterator[bytes]) -> Iterator[bytes]:
    first = next(parts, b"")
    return chain((first,), parts)


def _named(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
