"""Make one share of claimants: their papers are set side by side in threads and sealed in the order of their numbers."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache

from claims.actions.counsel_files import CounselPart, counsel_part
from claims.actions.court_exhibits import CourtPart, Stamps
from claims.actions.court_files import court_part
from claims.actions.making import Making
from claims.actions.open_parties import Ordered, open_party
from claims.errors import Refusal
from claims.model.bundle import Chosen
from claims.model.bundle_share import BundleShare
from claims.model.made_bundle import MadeDocument, MadeFile
from claims.model.share_plan import SharePlan
from claims.rules.exhibits import ExhibitNumber, label_of
from claims.store.share_made import ShareMade
from claims.store.share_streams import ShareStream

# Setting a paper leaves Python free, so two threads keep two cores busy; what is made and not yet sealed waits in memory.
THREADS = min(4, os.cpu_count() or 1)
AHEAD = THREADS + 1
Parts = tuple[CourtPart, CounselPart]


def make_claimants(making: Making, share: BundleShare, plan: SharePlan) -> ShareMade:
    """Both packages' files of these claimants, sealed in two streams of the share's folder, and the rows they add to the lists.

    Raises what stops a bundle by name; what was sealed then is the caller's to destroy.
    """
    made = _Rows()
    with making.streams(share.vault_folder) as (court, counsel):
        for court_side, counsel_side in _side_by_side(making, plan.chosen):
            files = {one.path: court.add(one.path, one.content, what=one.what) for one in court_side.files}
            for one in counsel_side.files:
                counsel.add(one.path, one.content, what=one.what)
            made.take(court_side, counsel_side, files=files)
        return made.share(court, counsel)


class _Rows:
    """What the claimants of a share add to the lists, in order."""

    def __init__(self) -> None:
        self._documents: list[MadeDocument] = []
        self._court: list[CourtPart] = []
        self._counsel: list[CounselPart] = []

    def take(self, court: CourtPart, counsel: CounselPart, *, files: dict[str, MadeFile]) -> None:
        self._documents += [
            one.model_copy(update={"sha256": files[one.path].sha256, "size": files[one.path].size})
            for one in court.documents
        ]
        court.files.clear()
        counsel.files.clear()
        self._court.append(court)
        self._counsel.append(counsel)

    def share(self, court: ShareStream, counsel: ShareStream) -> ShareMade:
        return ShareMade(
            court=tuple(court.files),
            counsel=tuple(counsel.files),
            court_parts=court.finish(),
            counsel_parts=counsel.finish(),
            documents=tuple(self._documents),
            parties=tuple(row for one in self._court for row in one.parties),
            exhibits=tuple(row for one in self._court for row in one.exhibits),
            claimants=tuple(one.rows for one in self._counsel),
        )


def _side_by_side(making: Making, chosen: Sequence[Chosen]) -> Iterator[Parts]:
    """Each claimant's parts in order; a few are made ahead. The first that is refused ends it."""
    stamps = _stamps(making, chosen)
    waiting: deque[Future[Parts]] = deque()
    pool = _pool(THREADS)
    try:
        for one in chosen:
            waiting.append(pool.submit(_make, making, one, stamps))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        wait(waiting)  # nobody opens a claim any more when the share is over


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """One for the whole process: each thread keeps an engine of its own, which is dear to start."""
    return ThreadPoolExecutor(threads, thread_name_prefix="papers")


def _make(making: Making, chosen: Chosen, stamps: Stamps) -> Parts:
    making.breathe()  # here and not where it is handed in: with keys that were taken back nobody more is opened
    try:
        return _parts(making, chosen, stamps)
    except Refusal as refusal:
        if "party" in refusal.facts:
            raise
        raise type(refusal)(refusal.reason, **refusal.facts, party=chosen.number) from refusal


def _parts(making: Making, chosen: Chosen, stamps: Stamps) -> Parts:
    ordered = Ordered(making.bundle.matter_id, making.order.at)
    one = open_party(making.export.database, chosen, keys=making.keys, zone=making.export.zone, ordered=ordered)
    court = court_part(making, one, stamps=stamps)
    slips = {(each.main, each.branch): each.slip for each in court.documents if each.slip}
    return court, counsel_part(making, one, slips=slips)


def _stamps(making: Making, chosen: Sequence[Chosen]) -> Stamps:
    """One paper with the stamps of the whole share: a stamp by itself takes as long to set."""
    labels = [
        label_of(ExhibitNumber(piece.main, piece.branch, one.letter), making.profile.exhibits)
        for one in chosen
        for piece in one.exhibits
        if not piece.gone
    ]
    pages = {label: page for page, label in enumerate(dict.fromkeys(labels))}
    return Stamps(pdf=making.press.stamps(tuple(pages)) if pages else b"", pages=pages)
