"""A picture comes out upright, on white, in sRGB, of bounded size, whatever it went in as."""

import io

import pytest
from PIL import ExifTags, Image, ImageCms

from claims.errors import NotValid
from claims.rules.uploads import LIMITS
from claims.store.picture_cleaning import LONG_SIDE, clean_picture, encode


def saved(picture: Image.Image, kind: str, **saving: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **saving)
    return written.getvalue()


def cleaned(content: bytes, media_type: str) -> Image.Image:
    clean = Image.open(io.BytesIO(clean_picture(content, media_type=media_type).clean))
    clean.load()
    assert (clean.format, clean.mode) == ("JPEG", "RGB")
    return clean


def near(found: tuple[int, ...], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) <= 8 for one, other in zip(found, wanted, strict=True))


def half_red(size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, (0, 0, 250))
    picture.paste((250, 0, 0), (0, 0, size[0] // 2, size[1]))
    return picture


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(1, (80, 40), (10, 20)), (3, (80, 40), (70, 20)), (6, (40, 80), (20, 10)), (8, (40, 80), (20, 70))],
)
def test_a_photo_taken_on_its_side_is_turned_upright(
    orientation: int, size: tuple[int, int], red_at: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    clean = cleaned(saved(half_red(), "JPEG", exif=exif, quality=95), "image/jpeg")
    assert clean.size == size
    assert near(clean.getpixel(red_at), (250, 0, 0))
    assert near(clean.getpixel((size[0] - 1 - red_at[0], size[1] - 1 - red_at[1])), (0, 0, 250))


def test_a_damaged_orientation_does_not_cost_the_picture() -> None:
    broken = b"Exif\0\0MM\0*\0\0\0\x08\0\x09\x01\x12\0\x03"
    assert cleaned(saved(half_red(), "JPEG", exif=broken), "image/jpeg").size == (80, 40)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    glass = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    glass.paste((0, 0, 0, 255), (0, 0, 20, 40))
    clean = cleaned(saved(glass.convert(mode), "PNG"), "image/png")
    assert near(clean.getpixel((35, 20)), (255, 255, 255))
    assert near(clean.getpixel((5, 20)), (0, 0, 0))


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "RGB"])
def test_every_depth_keeps_light_and_dark(mode: str) -> None:
    picture = Image.new(mode, (40, 40), 0)
    picture.paste(65535 if mode == "I;16" else "white" if mode == "RGB" else 255, (20, 0, 40, 40))
    clean = cleaned(saved(picture, "PNG"), "image/png")
    assert near(clean.getpixel((5, 20)), (0, 0, 0))
    assert near(clean.getpixel((35, 20)), (255, 255, 255))


def test_four_colour_print_becomes_three() -> None:
    assert near(cleaned(saved(half_red().convert("CMYK"), "JPEG"), "image/jpeg").getpixel((10, 20)), (250, 0, 0))


def test_colours_are_those_the_profile_meant_and_the_profile_is_gone() -> None:
    source, profile = Image.new("RGB", (16, 16), (90, 160, 40)), ImageCms.createProfile("LAB")
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = cleaned(saved(source, "PNG", icc_profile=srgb), "image/png")
    assert near(same.getpixel((8, 8)), (90, 160, 40))
    assert "icc_profile" not in same.info
    swapped = srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    assert near(cleaned(saved(source, "PNG", icc_profile=swapped), "image/png").getpixel((8, 8)), (40, 160, 90))
    mismatched = ImageCms.ImageCmsProfile(profile).tobytes()
    assert near(cleaned(saved(source, "PNG", icc_profile=mismatched), "image/png").getpixel((8, 8)), (90, 160, 40))
    assert near(cleaned(saved(source, "PNG", icc_profile=b"junk"), "image/png").getpixel((8, 8)), (90, 160, 40))


@pytest.mark.parametrize(
    ("size", "expected"), [((4001, 100), (4000, 100)), ((60, 8200), (29, 4000)), ((90, 60), (90, 60))]
)
def test_the_long_side_is_bounded_and_small_pictures_stay(size: tuple[int, int], expected: tuple[int, int]) -> None:
    for kind, media_type in (("JPEG", "image/jpeg"), ("PNG", "image/png")):
        assert cleaned(saved(Image.new("RGB", size), kind), media_type).size == expected
    assert max(expected) <= LONG_SIDE


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    side = int(LIMITS.pixels_per_picture**0.5) + 10
    bomb = saved(Image.new("1", (side, side)), "PNG")
    assert len(bomb) < 100_000
    with pytest.raises(NotValid) as refused:
        clean_picture(bomb, media_type="image/png")
    assert refused.value.reason == "upload_too_large"
    assert refused.value.facts["pixels"] == side * side


@pytest.mark.parametrize("side", [10_000, 60_000])
def test_a_header_that_promises_gigabytes_is_refused(side: int) -> None:
    content = bytearray(saved(Image.new("L", (16, 16)), "JPEG"))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = side.to_bytes(2, "big") * 2
    with pytest.raises(NotValid, match="upload_too_large"):
        clean_picture(bytes(content), media_type="image/jpeg")


def test_only_the_first_picture_of_a_moving_one_is_kept() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    moving = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    assert near(cleaned(moving, "image/webp").getpixel((10, 10)), (255, 0, 0))


def test_metadata_is_read_out_as_words_in_each_encoding() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = "plain words"
    exif[ExifTags.Base.XPComment] = "wide words".encode("utf-16-le")
    words = clean_picture(saved(half_red(), "JPEG", exif=exif, comment=b"a comment"), media_type="image/jpeg").metadata
    for wanted in ("plain words", "wide words", "a comment"):
        assert any(wanted in found for found in words)


def test_encoding_forgets_what_the_picture_knew() -> None:
    picture = half_red()
    picture.info = {"comment": b"secret", "exif": b"Exif\0\0secret"}
    assert b"secret" not in encode(picture)
    assert picture.info["comment"] == b"secret"
