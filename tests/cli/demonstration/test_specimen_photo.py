"""A drawn page becomes a photo: turned, grained, with a place, and the same each time."""

import io
from datetime import datetime

import pytest
from PIL import ExifTags, Image

from claims.cli.demonstration.specimen_photo import grain, mark_as_specimen, photo_bytes, photographed, security_paper

PAGE = security_paper((400, 300), paper=(240, 240, 240), line=(200, 210, 200), other=(220, 200, 200))


def test_the_page_lies_on_a_table_with_a_margin_around() -> None:
    photo = photographed(PAGE, tilt=0, table=(60, 40, 20), seed="a")
    assert photo.size == (580, 480)
    assert sum(photo.getpixel((290, 240))) > 3 * sum(photo.getpixel((20, 20)))
    assert photo.tobytes() == photographed(PAGE, tilt=0, table=(60, 40, 20), seed="a").tobytes()
    assert photo.tobytes() != photographed(PAGE, tilt=0, table=(60, 40, 20), seed="b").tobytes()


def test_the_specimen_mark_is_seen() -> None:
    marked = PAGE.copy()
    mark_as_specimen(marked, ink=(255, 0, 0), size=40)
    assert marked.tobytes() != PAGE.tobytes()


def test_grain_covers_all_greys_alike() -> None:
    histogram = grain((256, 256), "x").histogram()
    assert min(histogram) > 150
    assert max(histogram) < 370


@pytest.mark.parametrize(
    ("latitude", "longitude", "sides"), [(37.3219, 126.8309, ("N", "E")), (-33.5, -70.25, ("S", "W"))]
)
def test_coordinates_are_written_as_telephones_write_them(
    latitude: float, longitude: float, sides: tuple[str, str]
) -> None:
    content = photo_bytes(PAGE, taken=datetime(2018, 3, 2, 20, 14), latitude=latitude, longitude=longitude)
    with Image.open(io.BytesIO(content)) as photo:
        assert photo.size == (300, 400)
        place = photo.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert (place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLongitudeRef]) == sides
    for tag, angle in ((ExifTags.GPS.GPSLatitude, latitude), (ExifTags.GPS.GPSLongitude, longitude)):
        degrees, minutes, seconds = place[tag]
        assert float(degrees + minutes / 60 + seconds / 3600) == pytest.approx(abs(angle), abs=1e-5)
