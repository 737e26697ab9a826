"""The made-up stamp shows its day and port, on a photo that lies on its side."""

import io
from datetime import date

from PIL import ExifTags, Image

from claims.cli.demonstration.specimen_stamp import entry_stamp_jpeg
from claims.store.evidence_reading import read_evidence

DAY = date(2015, 3, 2)


def test_a_stamp_lies_on_its_side_and_is_cleaned_upright() -> None:
    with Image.open(io.BytesIO(entry_stamp_jpeg(day=DAY))) as photo:
        assert photo.height > photo.width
    with Image.open(io.BytesIO(read_evidence(entry_stamp_jpeg(day=DAY), declared_name="").clean)) as clean:
        assert clean.width > clean.height


def test_day_and_port_change_the_stamp() -> None:
    stamps = {
        entry_stamp_jpeg(day=DAY),
        entry_stamp_jpeg(day=date(2012, 2, 29)),
        entry_stamp_jpeg(day=DAY, port="KRPUS"),
    }
    assert len(stamps) == 3


def test_the_photo_was_taken_after_the_entry() -> None:
    with Image.open(io.BytesIO(entry_stamp_jpeg(day=date(2012, 2, 29)))) as photo:
        assert photo.getexif()[ExifTags.Base.DateTime] == "2015:02:28 20:14:09"
