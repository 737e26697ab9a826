"""What a volume says about itself: well-formed whatever the matter is called, and no archive claimed for the work of others."""

import io
import xml.etree.ElementTree as Tree

import pikepdf
import pytest

from claims.store.volume_archive import is_archival, mark_volume, written
from tests.paper_samples import DAY
from tests.volume_samples import an_exhibit, odd_bundle, odd_volumes

HOSTILE = "A & B <x> \u202e\x00\ud800 한국"


@pytest.mark.parametrize("archival", [True, False])
def test_the_marks_are_well_formed_and_say_the_same_in_both_places(archival: bool) -> None:
    plan, _ = odd_volumes("korea")[0]
    index = odd_bundle().head("korea").set_index(plan)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 200))
        mark_volume(pdf, title=HOSTILE, day=DAY, language="ko", archival=archival, index=index)
        made = written(pdf)
        assert made == written(pdf)
    with pikepdf.open(io.BytesIO(made)) as opened:
        Tree.fromstring(opened.Root.Metadata.read_bytes())
        said, title = opened.open_metadata(), "A & B <x> [U+202E][U+0000][U+D800] 한국"
        assert said["dc:title"] == str(opened.docinfo.Title) == title
        assert said["xmp:CreateDate"].startswith("2026-11-22T00:00:00")
        assert said.pdfa_status == ("2B" if archival else "")
        assert str(opened.docinfo.CreationDate) == str(opened.docinfo.ModDate) == "D:20261122000000Z"


@pytest.mark.parametrize(
    ("media_type", "slip", "archival"),
    [("", "", True), ("image/jpeg", "", True), ("application/pdf", "", False), ("application/pdf", "encrypted", True)],
)
def test_only_what_was_made_here_counts_as_archival(media_type: str, slip: str, archival: bool) -> None:
    assert is_archival(an_exhibit(1, media_type=media_type).model_copy(update={"slip": slip})) is archival
