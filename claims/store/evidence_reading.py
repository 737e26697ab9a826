"""Evidence as it arrives. This is where a file is found to be what it is, read by the real decoder, and cleaned.

Everything happens in memory: no decoder here is given a path, and none makes a temporary file.
"""

from dataclasses import dataclass

import filetype
import pillow_heif

from claims.errors import NotValid
from claims.rules.forbidden import contains_resident_number
from claims.rules.uploads import PDF, UploadRefusal, check_kind, check_size
from claims.store.pdf_cleaning import clean_pdf
from claims.store.picture_cleaning import clean_picture


@dataclass(frozen=True)
class ReadEvidence:
    """What a file was found to be, and its clean copy.

    `media_type` is found from the bytes, never from the name; `clean` is a JPEG or a PDF without metadata, active parts
    and hidden companions, safe to show and print; `text` is the text layer of a PDF, empty for pictures.
    """

    media_type: str
    pages: int
    clean: bytes
    clean_media_type: str
    text: str


def read_evidence(content: bytes, *, declared_name: str) -> ReadEvidence:
    """Reads and cleans one uploaded file; the original bytes are not changed.

    Refuses with NotValid and a code of `rules/uploads.UploadRefusal`, and with nothing else, whatever the bytes are. An
    unmasked resident registration number in the text layer, the metadata or the file name is refused
    (`rules/forbidden`); one that is only seen in the picture is for staff to mask (`store/masking`).
    """
    check_size(len(content))
    _check_holdable(declared_name)
    media_type = found_media_type(content)
    check_kind(media_type, declared_name=declared_name)
    if media_type == PDF:
        paper = clean_pdf(content)
        _check_holdable(*paper.texts, *paper.metadata)
        return ReadEvidence(PDF, len(paper.texts), paper.clean, PDF, "\n".join(paper.texts))
    picture = clean_picture(content, media_type=media_type)
    _check_holdable(*picture.metadata)
    return ReadEvidence(media_type, 1, picture.clean, "image/jpeg", "")


def found_media_type(content: bytes) -> str:
    """The media type that the first bytes show, or an empty text."""
    found = filetype.guess_mime(content[:8192])
    if found == "image/apng":
        return "image/png"
    # filetype knows the commonest brand of HEIF only; telephones write a dozen.
    return found or pillow_heif.get_file_mimetype(content[:64])


def _check_holdable(*texts: str) -> None:
    if any(contains_resident_number(text) for text in texts):
        raise NotValid(UploadRefusal.RESIDENT_NUMBER)
