"""The first sheet of each package: what it is, for whom, and what lies in it."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from claims.actions.making import Making
from claims.actions.share_reading import Shares
from claims.model.bundle import BundleOrder
from claims.model.court_paper import Cover, CoverLine
from claims.model.made_bundle import MadeDocument
from claims.model.vocabulary import Package
from claims.model.volume import VolumePlan
from claims.rules.bundle_names import file_name
from claims.store.archive import BagFile


def court_cover(
    making: Making, shares: Shares, lists: Sequence[MadeDocument], *, volumes: Sequence[VolumePlan]
) -> BagFile:
    """Cover of the court's package: every list by name, claimants' documents by kind, volumes by their pages."""
    terms = making.press.court_terms
    contents = [CoverLine(title=one.title, path=one.path, pages=one.pages) for one in lists if one.section == "lists"]
    contents += _by_folder(making, shares, [one for one in lists if one.section != "lists"])
    contents += [
        CoverLine(
            title=terms["volume_index.volume_title"].replace("{number}", str(plan.number)),
            path=plan.path,
            pages=plan.pages,
            merged=True,
        )
        for plan in volumes
    ]
    return _cover(making, Package.COURT, contents)


def counsel_cover(making: Making, shares: Shares) -> BagFile:
    """Cover of counsel's package, which says on every sheet that it is never filed."""
    found = {file.path.split("/", 1)[0] for file in shares.files(Package.COUNSEL)} | {"00-lists"}
    found |= {"70-load"} if making.profile.load_files_in == "counsel" else set()
    terms = making.export.press.court_terms
    contents = [
        CoverLine(title=terms.get(f"counsel_folder.{folder[:2]}", folder), path=f"{folder}/")
        for folder in sorted(found)
    ]
    return _cover(making, Package.COUNSEL, contents)


def _by_folder(making: Making, shares: Shares, shared: Sequence[MadeDocument]) -> list[CoverLine]:
    """One line a folder: what the claimants have there, and what they all share. Sheets before exhibits have pages and are no pieces."""
    terms, pages, pieces = making.press.court_terms, Counter[str](), Counter[str]()
    for one in chain(shared, shares.documents("statements", "exhibits", "match", "powers")):
        folder = one.path.split("/", 1)[0]
        pages[folder] += one.pages
        pieces[folder] += one.kind != "cover"
    sections = {"10": "statements", "20": "exhibits", "30": "match", "40": "powers"}
    titles = {
        folder: terms.get(f"volume_section.{sections.get(folder[:2], folder)}", folder) for folder in sorted(pages)
    }
    return [
        CoverLine(title=f"{title} ({pieces[folder]})", path=f"{folder}/", pages=pages[folder])
        for folder, title in titles.items()
    ]


def _cover(making: Making, package: Package, contents: Sequence[CoverLine]) -> BagFile:
    order, facts, profile = making.order, making.order.matter, making.profile
    # Counsel are Korean lawyers whatever the court is.
    press = making.press if package is Package.COURT else making.export.press
    cover = Cover(
        matter=facts.case if package is Package.COURT else facts.title,
        day=making.day,
        package=package.value,
        court=facts.court,
        case_number=facts.case_number,
        counsel=f"{facts.firm} {facts.lawyer}".strip(),
        defendant=facts.defendant,
        route=facts.route,
        profile=profile.title.get(press.terms, profile.title["en"]),
        number=making.bundle.number,
        supersedes=_supersedes(order),
        parties=order.parties,
        contents=tuple(contents),
    )
    path = file_name("cover", names=order.options.names if package is Package.COURT else "ascii")
    return BagFile(path, press.cover(cover), f"cover of the {package.value} package")


def _supersedes(order: BundleOrder) -> str:
    before = order.supersedes
    return "" if before is None else f"{before.number} ({before.day})"
