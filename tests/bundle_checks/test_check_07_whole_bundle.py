"""7, on whole bundles: every link of the index and every bookmark lands on the page that holds that very document, by what is on it."""

import pypdfium2
import pytest

from claims.model.volume import VolumePlan
from tests.bundle_checks.test_check_07_links import landings
from tests.unpacked_bundle import Unpacked, page_texts

COURTS = {"korean": ("counsel", ""), "american": ("court", "RC")}


def places(bundle: Unpacked, court: str) -> dict[int, str]:
    """Page (from 0) of the volume on which each document begins by the load file, and the document's own first page as read alone."""
    package, prefix = COURTS[court]
    found = {}
    for row in bundle.loaded(package):
        path = _path(bundle, row)
        found[int(row["BEGBATES"].removeprefix(prefix)) - 1] = page_texts(bundle.files[path])[0]
    return found


def _path(bundle: Unpacked, row: dict[str, str]) -> str:
    covers = "covers/" if row["DOCTYPE"] == "cover" else ""
    (path,) = (
        path
        for path in bundle.under("court/data/")
        if path.endswith(f"/{covers}{row['FILENAME']}") and ("/covers/" in path) == bool(covers)
    )
    return path


def same_page(alone: str, bound: str) -> bool:
    """Whether the bound page shows what the document's page shows; the volume adds its number and nothing else."""
    shown = "".join(bound.split())
    return all("".join(line.split()) in shown for line in alone.splitlines())


@pytest.mark.parametrize("court", COURTS)
def test_every_link_and_bookmark_lands(court: str, request: pytest.FixtureRequest) -> None:
    bundle: Unpacked = request.getfixturevalue(court)
    (volume,) = bundle.under("court/data/60-volumes/", ".pdf").values()
    wanted, text = places(bundle, court), page_texts(volume)
    plan = VolumePlan(
        number=1, path="60-volumes/volume-001.pdf", documents=(), index_pages=min(wanted), first=1, size=0
    )

    assert {at for page in landings(volume, plan) for at in page} == set(wanted)
    reader = pypdfium2.PdfDocument(volume)
    marked = {mark.get_dest().get_index() for mark in reader.get_toc() if mark.level == 1}
    reader.close()
    assert marked == set(wanted)
    for at, alone in wanted.items():
        assert same_page(alone, text[at]), (at, alone)
    # Neighbours are told apart: a link one page off would not pass for right.
    assert sum(same_page(alone, text[(at + 1) % len(text)]) for at, alone in wanted.items()) < len(wanted) / 2
