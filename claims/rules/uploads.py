"""What may be uploaded. This is where the limits stand as data and each refusal has its code.

Accepted are the pictures that telephones and scanners make, and PDF. TIFF is not: no telephone makes it, its decoder is
the one most often broken into, and whoever has a TIFF has a program that saves it as PDF.
"""

from dataclasses import dataclass
from enum import StrEnum

from claims.errors import NotValid


class UploadRefusal(StrEnum):
    """Why a file is not taken; the reason of `errors.NotValid`."""

    EMPTY = "upload_empty"
    TOO_LARGE = "upload_too_large"
    CUT_OFF = "upload_cut_off"
    NOT_WHAT_IT_CLAIMS = "upload_not_what_it_claims"
    KIND_NOT_ACCEPTED = "upload_kind_not_accepted"
    ENCRYPTED_PDF = "upload_encrypted_pdf"
    RESIDENT_NUMBER = "upload_resident_number"
    TOO_MANY = "upload_too_many"


@dataclass(frozen=True)
class UploadLimits:
    """The most that is taken. `unpacked_bytes`: what all compressed streams of one PDF may unfold to."""

    bytes_per_file: int = 20 * 1024 * 1024
    files_per_claim: int = 20
    pixels_per_picture: int = 64_000_000
    pages_per_file: int = 300
    unpacked_bytes: int = 512 * 1024 * 1024


LIMITS = UploadLimits()

PDF = "application/pdf"
PICTURES = frozenset({"image/jpeg", "image/png", "image/heic", "image/heif", "image/webp"})
ACCEPTED = PICTURES | {PDF}

_NOT_ACCEPTED = """
    avif bmp csv doc docx eml exe gif htm html hwp hwpx mov mp3 mp4 odt ppt pptx rtf svg tif tiff txt xls xlsx zip
"""
_EXTENSIONS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "jpe": "image/jpeg",
    "jfif": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "heif": "image/heif",
    "webp": "image/webp",
    "pdf": PDF,
} | dict.fromkeys(_NOT_ACCEPTED.split(), "application/octet-stream")


def check_size(length: int) -> None:
    """Refuses an empty file and one over the limit (bytes)."""
    if length == 0:
        raise NotValid(UploadRefusal.EMPTY)
    if length > LIMITS.bytes_per_file:
        raise NotValid(UploadRefusal.TOO_LARGE, size=length, limit=LIMITS.bytes_per_file)


def check_count(already: int) -> None:
    """Refuses one more file where a claim already holds as many as it may."""
    if already >= LIMITS.files_per_claim:
        raise NotValid(UploadRefusal.TOO_MANY, limit=LIMITS.files_per_claim)


def check_kind(found: str | None, *, declared_name: str) -> None:
    """Refuses a kind that is not accepted, and a file whose name says another kind than its bytes.

    A picture under the name of another picture format passes: telephones do that. A name without an ending, or with an
    unknown one, claims nothing. Example: PDF bytes named `stamp.jpg` are not what they claim.
    """
    claimed = _EXTENSIONS.get(declared_name.rpartition(".")[2].strip().lower()) if "." in declared_name else None
    if found not in ACCEPTED:
        raise NotValid(UploadRefusal.NOT_WHAT_IT_CLAIMS if claimed in ACCEPTED else UploadRefusal.KIND_NOT_ACCEPTED)
    if claimed is not None and (claimed != found) and not {claimed, found} <= PICTURES:
        raise NotValid(UploadRefusal.NOT_WHAT_IT_CLAIMS)
