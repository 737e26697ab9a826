"""A PDF is taken when it can be read by everybody, and refused by the right code when not."""

import io

import pikepdf
import pytest

from claims.errors import NotValid
from claims.store.pdf_cleaning import clean_pdf


def paper(*, pages: int = 1, **saving: object) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(200, 200))
        document.save(written, **saving)
    return written.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(NotValid) as refused:
        clean_pdf(content)
    return refused.value.reason


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_one_that_asks_for_a_password_is_refused(revision: int) -> None:
    modern = revision > 3
    locked = paper(encryption=pikepdf.Encryption(owner="o", user="secret", R=revision, aes=modern, metadata=modern))
    assert refusal(locked) == "upload_encrypted_pdf"


def test_one_that_only_forbids_copying_is_taken_and_freed() -> None:
    held = paper(encryption=pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions(extract=False)))
    with pikepdf.open(io.BytesIO(clean_pdf(held).clean)) as clean:
        assert not clean.is_encrypted


def test_pages_are_counted_and_the_same_paper_gives_the_same_bytes() -> None:
    content = paper(pages=3)
    clean = clean_pdf(content)
    assert clean.texts == ("", "", "")
    assert clean == clean_pdf(content)


def test_none_without_pages_and_none_with_too_many() -> None:
    assert refusal(paper(pages=0)) == "upload_not_what_it_claims"
    assert refusal(paper(pages=301)) == "upload_too_large"


def test_words_in_the_document_information_are_reported() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        with document.open_metadata() as metadata:
            metadata["dc:title"] = "in the XMP"
        document.docinfo["/Subject"] = "주민번호"
        written = io.BytesIO()
        document.save(written)
    words = clean_pdf(written.getvalue()).metadata
    assert "주민번호" in words
    assert any("in the XMP" in found for found in words)
