"""One page of a clean copy as a picture: only pages there are, never a byte of the original."""

from io import BytesIO

import pytest
from PIL import Image

from claims.errors import NotFound
from claims.model.claim_file import EvidenceFacts
from claims.model.vocabulary import EvidenceKind
from claims.queries.evidence_preview import MOST_PAGES, WIDTH, evidence_in, preview_page, previewed_pages
from claims.store.claim_parts import read_claim_file
from tests.cast import LINH
from tests.desks.at_work import send_with_picture, white_picture
from tests.make import MadeOffice


def test_a_page_is_a_small_jpeg_without_where_and_when(small_bare_office: MadeOffice) -> None:
    office = small_bare_office
    picture = white_picture(width=2000, height=1000, place="Seoul")
    assert b"Seoul" in picture
    sent = send_with_picture(office, LINH, picture)
    with office.database.question() as session:
        file, _ = read_claim_file(session, sent.claim)
    piece = file.evidence[0]

    content = preview_page(sent.claim, file, piece, number=1, vault=office.vault)

    shown = Image.open(BytesIO(content))
    assert (shown.format, shown.size) == ("JPEG", (WIDTH, 480))
    assert b"Seoul" not in content
    for number in (0, 2):
        with pytest.raises(NotFound):
            preview_page(sent.claim, file, piece, number=number, vault=office.vault)
    with pytest.raises(NotFound):
        evidence_in(file, "another")
    assert evidence_in(file, piece.id) == piece


def test_long_papers_are_looked_at_in_part() -> None:
    long = EvidenceFacts(
        id="a", kind=EvidenceKind.OTHER, media_type="application/pdf", size=1, sha256="", parts=(), pages=300
    )

    assert previewed_pages(long) == MOST_PAGES
    assert previewed_pages(long.model_copy(update={"pages": 0})) == 1
