"""Pictures as evidence. This is where a photo is decoded, turned upright and encoded anew without anything but its pixels."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from claims.errors import NotValid
from claims.rules.uploads import LIMITS, UploadRefusal

LONG_SIDE = 4000
QUALITY = 88

_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
}
_SRGB = ImageCms.createProfile("sRGB")
_CUT_OFF = re.compile("truncated|unexpected end|end of file|broken data|incomplete", re.IGNORECASE)
_WIDE_TEXT = re.compile(rb"(?:[\x20-\x7e]\x00){7,}|(?:\x00[\x20-\x7e]){7,}")

pillow_heif.register_heif_opener()
# One picture is decoded at a time: it bounds the memory that many senders at once can ask for, and warning filters, which
# belong to the whole process, may be changed meanwhile.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class CleanPicture:
    """A JPEG in sRGB of at most 4000 pixels a side, without metadata; and what words the metadata held."""

    clean: bytes
    metadata: tuple[str, ...]


def clean_picture(content: bytes, *, media_type: str) -> CleanPicture:
    """Decodes a JPEG, PNG, WebP or HEIF wholly and encodes it anew; NotValid if that is not possible.

    Only the first picture of a file is kept: bursts, depth maps, thumbnails and whatever follows the last byte are gone.
    """
    if _is_short(content, media_type):
        raise NotValid(UploadRefusal.CUT_OFF)
    try:
        with _ONE_AT_A_TIME, _strictly(), Image.open(io.BytesIO(content), formats=[_FORMATS[media_type]]) as picture:
            return _clean(picture)
    except NotValid:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotValid(UploadRefusal.TOO_LARGE) from None
    except Exception as trouble:
        # Decoders fed with hostile bytes raise anything at all; each of it means the same to the person who sent them.
        unfinished = media_type == "image/jpeg" and not content.rstrip(b"\0\r\n ").endswith(b"\xff\xd9")
        short = unfinished or isinstance(trouble, EOFError) or _CUT_OFF.search(str(trouble))
        raise NotValid(UploadRefusal.CUT_OFF if short else UploadRefusal.NOT_WHAT_IT_CLAIMS) from None


def encode(picture: Image.Image) -> bytes:
    """An RGB picture as JPEG with nothing but its pixels."""
    bare = picture.copy()
    # Pillow writes a comment that it finds here.
    bare.info = {}
    encoded = io.BytesIO()
    bare.save(encoded, "JPEG", quality=QUALITY)
    return encoded.getvalue()


@contextmanager
def _strictly() -> Iterator[None]:
    """A picture that unfolds to gigabytes is an error; Pillow's remarks on crooked metadata, which go, are none."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="PIL")
        warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
        yield


def _clean(picture: Image.Image) -> CleanPicture:
    width, height = picture.size
    if width * height > LIMITS.pixels_per_picture:
        raise NotValid(UploadRefusal.TOO_LARGE, pixels=width * height, limit=LIMITS.pixels_per_picture)
    shrink = max(1.0, max(width, height) / LONG_SIDE)
    # Asks the JPEG decoder for a half or a quarter while decoding, where that is still large enough.
    picture.draft(None, (int(width / shrink), int(height / shrink)))
    picture.load()
    metadata = tuple(_words(picture.info)) + tuple(_words(getattr(picture, "applist", ())))
    upright = _upright(picture)
    upright.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return CleanPicture(encode(_in_srgb(upright)), metadata)


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:
        # A damaged orientation is no reason to refuse a sound picture.
        return picture


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Three channels on white, in the colours the profile meant; the profile itself goes, it can name a device."""
    if picture.has_transparency_data:
        layers = picture.convert("RGBA")
        page = Image.new("RGBA", layers.size, "white")
        page.alpha_composite(layers)
        page.info = picture.info
        picture = page.convert("RGB")
    if profile := picture.info.get("icc_profile"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            return picture.convert("RGB")
        return converted or picture
    return picture.convert("RGB")


def _is_short(content: bytes, media_type: str) -> bool:
    """Whether the file says itself that more should follow, where the decoder does not notice."""
    if media_type == "image/png":
        return b"IEND\xaeB`\x82" not in content
    if media_type == "image/webp":
        return int.from_bytes(content[4:8], "little") + 8 > len(content)
    return _FORMATS[media_type] == "HEIF" and _last_box_is_short(content)


def _last_box_is_short(content: bytes) -> bool:
    """HEIF is boxes in a row, each beginning with its length; 1 means a longer length follows, 0 means to the end."""
    at = 0
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16], "big")
        if length < 8:
            return False
        at += length
    return at > len(content)


def _words(found: object) -> Iterator[str]:
    """Every text in the metadata, however deep, bytes read as each encoding that cameras write."""
    if isinstance(found, dict):
        for value in found.values():
            yield from _words(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from _words(value)
    elif isinstance(found, bytes):
        yield found.decode("utf-8", "replace")
        yield from (wide.replace(b"\0", b"").decode("ascii") for wide in _WIDE_TEXT.findall(found))
    elif isinstance(found, str):
        yield found
