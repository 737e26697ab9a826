"""Limits at their edges, and a file's name held against its bytes."""

import pytest

from claims.errors import NotValid
from claims.rules.uploads import ACCEPTED, LIMITS, UploadRefusal, check_count, check_kind, check_size


def test_the_limits_are_those_that_are_told() -> None:
    assert LIMITS.bytes_per_file == 20_971_520
    assert LIMITS.files_per_claim == 20


def test_sizes_at_the_edge() -> None:
    check_size(1)
    check_size(LIMITS.bytes_per_file)
    with pytest.raises(NotValid, match=r"^upload_empty$"):
        check_size(0)
    with pytest.raises(NotValid, match=r"^upload_too_large$") as refused:
        check_size(LIMITS.bytes_per_file + 1)
    assert refused.value.facts["limit"] == LIMITS.bytes_per_file


def test_counts_at_the_edge() -> None:
    check_count(0)
    check_count(LIMITS.files_per_claim - 1)
    with pytest.raises(NotValid, match=r"^upload_too_many$"):
        check_count(LIMITS.files_per_claim)


@pytest.mark.parametrize("found", sorted(ACCEPTED))
@pytest.mark.parametrize("name", ["", "scan", "ticket 12.03", ".", "사진."])
def test_a_name_that_claims_nothing_passes(found: str, name: str) -> None:
    check_kind(found, declared_name=name)


@pytest.mark.parametrize(
    ("found", "name"),
    [("image/jpeg", "A.JPG"), ("image/heic", "IMG_1.jpg"), ("image/webp", "x.png "), ("application/pdf", "증명.PDF")],
)
def test_a_picture_may_bear_another_pictures_ending(found: str, name: str) -> None:
    check_kind(found, declared_name=name)


@pytest.mark.parametrize(
    ("found", "name", "reason"),
    [
        ("application/pdf", "stamp.jpg", "upload_not_what_it_claims"),
        ("image/png", "certificate.pdf", "upload_not_what_it_claims"),
        ("image/jpeg", "page.html", "upload_not_what_it_claims"),
        ("image/jpeg", "letter.docx", "upload_not_what_it_claims"),
        ("application/zip", "photo.jpg", "upload_not_what_it_claims"),
        (None, "photo.heic", "upload_not_what_it_claims"),
        ("", "photo.jpg", "upload_not_what_it_claims"),
        ("application/zip", "letter.docx", "upload_kind_not_accepted"),
        ("image/tiff", "scan.tif", "upload_kind_not_accepted"),
        ("image/gif", "anything", "upload_kind_not_accepted"),
        (None, "", "upload_kind_not_accepted"),
    ],
)
def test_what_is_refused_and_why(found: str | None, name: str, reason: str) -> None:
    with pytest.raises(NotValid) as refused:
        check_kind(found, declared_name=name)
    assert refused.value.reason == reason


def test_every_code_begins_alike_and_stands_once() -> None:
    assert sorted(UploadRefusal) == [
        "upload_cut_off",
        "upload_empty",
        "upload_encrypted_pdf",
        "upload_kind_not_accepted",
        "upload_not_what_it_claims",
        "upload_resident_number",
        "upload_too_large",
        "upload_too_many",
    ]
