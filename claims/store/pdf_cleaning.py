"""PDFs as evidence. This is where a paper is read, stripped of all that is not its visible pages, and written anew."""

import io
from dataclasses import dataclass

import pikepdf

from claims.errors import NotValid
from claims.rules.uploads import UploadRefusal
from claims.store.pdf_extent import check_extent, is_short
from claims.store.pdf_objects import strings
from claims.store.pdf_pages import page_texts
from claims.store.pdf_stripping import visible_pages


@dataclass(frozen=True)
class CleanPdf:
    """The clean PDF; the text layer page by page; every other text that the file as given held."""

    clean: bytes
    texts: tuple[str, ...]
    metadata: tuple[str, ...]


def clean_pdf(content: bytes) -> CleanPdf:
    """Reads a PDF and writes it anew; NotValid for one that is cut off, asks for a password, or is none.

    A PDF that only forbids printing or copying opens without a password and is taken; its clean copy is free of that.
    """
    if is_short(content):
        raise NotValid(UploadRefusal.CUT_OFF)
    try:
        with pikepdf.open(io.BytesIO(content)) as paper:
            check_extent(paper)
            metadata = tuple(strings(paper))
            with visible_pages(paper) as visible:
                clean = _written(visible)
        return CleanPdf(clean, tuple(page_texts(clean)), metadata)
    except NotValid:
        raise
    except pikepdf.PasswordError:
        raise NotValid(UploadRefusal.ENCRYPTED_PDF) from None
    except Exception:
        # qpdf and PDFium meet hostile bytes with errors of many kinds; each means the same to the sender.
        raise NotValid(UploadRefusal.NOT_WHAT_IT_CLAIMS) from None


def _written(paper: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    paper.save(
        written,
        encryption=False,
        preserve_pdfa=False,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        deterministic_id=True,
    )
    return written.getvalue()
