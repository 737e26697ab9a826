"""Make the lists of a bundle once all claimants are made: the papers over everybody, then the plan of the volumes, load files, covers last."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from claims.actions.bundle_changes import change_files
from claims.actions.counsel_lists import counsel_lists
from claims.actions.court_lists import court_lists
from claims.actions.court_order import by_number
from claims.actions.covers import counsel_cover, court_cover
from claims.actions.listed import Listed
from claims.actions.making import Making
from claims.actions.share_reading import Shares
from claims.actions.shared_exhibits import shared_exhibits, shared_originals
from claims.model.bundle_share import BundleShare
from claims.model.made_bundle import MadeDocument
from claims.model.share_plan import SharePlan
from claims.model.vocabulary import Package, ShareKind
from claims.model.volume import VolumePlan
from claims.rules.volumes import SECTIONS, court_place, plan_volumes
from claims.store.load_fields import numbered
from claims.store.load_files import load_files
from claims.store.share_made import ShareMade
from claims.store.share_streams import ShareStream
from claims.store.volume_index import VolumeHead

Follow = list[tuple[ShareKind, SharePlan]]


def make_lists(making: Making, share: BundleShare) -> tuple[ShareMade, Follow]:
    """What the lists' share made, and the shares that follow: one a volume, and the packing."""
    shares = Shares(making, (ShareKind.CLAIMANTS,))
    with making.streams(share.vault_folder) as (court, counsel):
        return _made(making, share, shares, court=court, counsel=counsel)


def _made(
    making: Making, share: BundleShare, shares: Shares, *, court: ShareStream, counsel: ShareStream
) -> tuple[ShareMade, Follow]:
    documents: list[MadeDocument] = []
    shared = list(shared_exhibits(making))
    for listed in chain.from_iterable(one.listed for one in shared):
        _add(court, listed, documents)
    for listed in court_lists(making, shares, shared=[one.row for one in shared]):
        making.breathe()
        _add(court, listed, documents)
    for file in chain(counsel_lists(making, shares, shared=shared), shared_originals(making)):
        making.breathe()
        counsel.add(file.path, file.content, what=file.what)
    volumes = list(_volumes(making, shares, documents)) if making.order.options.volumes else []
    _add_load_files(making, shares, documents, volumes=volumes, court=court, counsel=counsel)
    for package, file in change_files(making, shares, court=court, counsel=counsel):
        (court if package is Package.COURT else counsel).add(file.path, file.content, what=file.what)
    for stream, cover in (
        (court, court_cover(making, shares, documents, volumes=volumes)),
        (counsel, counsel_cover(making, shares)),
    ):
        stream.add(cover.path, cover.content, what=cover.what)
    made = ShareMade(
        court=tuple(court.files),
        counsel=tuple(counsel.files),
        court_parts=court.finish(),
        counsel_parts=counsel.finish(),
        documents=tuple(documents),
        last_page=volumes[-1].last if volumes else _before(making)[1],
        last_volume=volumes[-1].number if volumes else _before(making)[0],
    )
    return made, _following(making, shares, documents, volumes=volumes, own=share.number)


def _add(stream: ShareStream, listed: Listed, documents: list[MadeDocument]) -> None:
    file = listed.file
    made = stream.add(file.path, file.content, what=file.what)
    if listed.document is not None:
        documents.append(listed.document.model_copy(update={"sha256": made.sha256, "size": made.size}))


def in_court_order(shares: Shares, documents: list[MadeDocument]) -> Iterator[MadeDocument]:
    """Every document with pages, section by section, those of claimants share by share; exhibits by their numbers, whoever's they are."""
    for section in SECTIONS:
        mine = [one for one in documents if one.section == section]
        if section == "exhibits":
            yield from by_number(mine, partial(_sorted_by_share, shares, section), place=court_place)
        else:
            yield from sorted(mine, key=court_place)
            yield from _sorted_by_share(shares, section)


def _sorted_by_share(shares: Shares, section: str) -> Iterator[MadeDocument]:
    for _share, made in shares.rows("documents"):
        yield from sorted((one for one in made if one.section == section), key=court_place)


def volume_head(making: Making) -> VolumeHead:
    """What all volumes of this bundle share."""
    return VolumeHead(matter=making.order.matter.case, day=making.day, profile=making.profile, press=making.press)


def _volumes(making: Making, shares: Shares, documents: list[MadeDocument]) -> Iterator[VolumePlan]:
    sizes = {one.path: one.size for one in in_court_order(shares, documents)}
    head, (number, page) = volume_head(making), _before(making)
    yield from plan_volumes(
        in_court_order(shares, documents),
        sizes=sizes,
        limits=making.profile.limits,
        index_pages=head.pages,
        number=number + 1,
        first=page + 1,
        names=making.order.options.names,
    )


def _before(making: Making) -> tuple[int, int]:
    """Last volume and last page of the bundle that a supplement goes on from; whole bundles begin anew."""
    before = making.order.supersedes
    if before is None or making.order.options.mode == "whole":
        return 0, 0
    return before.last_volume, before.last_page


def _add_load_files(
    making: Making,
    shares: Shares,
    documents: list[MadeDocument],
    *,
    volumes: list[VolumePlan],
    court: ShareStream,
    counsel: ShareStream,
) -> None:
    """Load files for whoever the court's profile says; with volumes, every page has the number it has there."""

    def pages() -> Iterator[tuple[MadeDocument, int]]:
        if not volumes:
            return numbered(in_court_order(shares, documents))
        return (pair for plan in volumes for pair in zip(plan.documents, plan.starts(), strict=True))

    counsels = making.profile.load_files_in == "counsel"
    stream = counsel if counsels else court
    for path, content, what in load_files(pages, profile=making.profile, for_counsel=counsels):
        stream.add(path, content, what=what)


def _following(
    making: Making, shares: Shares, documents: list[MadeDocument], *, volumes: list[VolumePlan], own: int
) -> Follow:
    """One share a volume, which names the shares its documents lie in, then the packing."""
    homes = {one.path: own for one in documents}
    for share, made in shares.rows("documents") if volumes else ():
        homes |= {one.path: share.number for one in made}
    follow: Follow = [
        (
            ShareKind.VOLUMES,
            SharePlan(
                volume=plan.model_dump_json(),
                shares=tuple(sorted({homes[one.path] for one in plan.documents})),
            ),
        )
        for plan in volumes
    ]
    return [*follow, (ShareKind.PACKING, SharePlan())]
