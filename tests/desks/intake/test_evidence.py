"""Files: sealed while they come in, or nothing of them stays in the vault."""

from io import BytesIO

import pytest
from PIL import Image
from werkzeug.test import EnvironBuilder

from claims.rules.uploads import LIMITS
from tests.client import HOME, Page
from tests.desks.intake.opened import claim_of, file_of

BOUNDARY = "----a-boundary"


def photo() -> bytes:
    """A small made-up JPEG."""
    into = BytesIO()
    Image.new("RGB", (64, 48), (180, 200, 190)).save(into, "JPEG")
    return into.getvalue()


@pytest.fixture
def vault_names(begun: Page, office):
    """What lies in the vault for this claim, asked each time."""
    return lambda: list(office.vault.list(claim_of(begun).vault_folder))


def test_a_photo_is_listed_and_its_bytes_are_sealed(begun: Page, office, vault_names):
    page = begun.visitor.open("/en/evidence")
    assert page.says("Choose the version that hides the last digits; cover them in the photo.")
    assert page.says("At most 20 MB for one file, 20 files in all.")
    page = page.fill(kind="stamp", note="Tampon de mars", file=("IMG_1.jpg", photo())).press("Add this file")
    assert page.address == "/en/evidence"
    assert page.says("IMG_1.jpg")
    assert page.says("Tampon de mars")
    facts = file_of(begun).evidence[0]
    assert (facts.kind, facts.media_type, facts.size) == ("stamp", "image/jpeg", len(photo()))
    folder = claim_of(begun).vault_folder
    assert all(photo()[:64] not in office.vault.open_part(folder, name) for name in vault_names())


def test_a_file_names_the_trip_it_shows(begun: Page):
    begun.visitor.open("/en/trip").fill({"passport": "VNM", "entered-year": 2015}).press("Save this trip")
    record = file_of(begun).records[0].id
    begun.visitor.open("/en/evidence").fill(kind="ticket", record_id=record, file=("a.jpg", photo())).press(
        "Add this file"
    )
    assert file_of(begun).evidence[0].record_id == record


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("stamp.jpg", b"", "This file is empty."),
        ("stamp.jpg", b"not a picture at all", "does not fit its name"),
        ("stamp.exe", b"MZ\x90\x00" + b"\0" * 200, "cannot take this kind of file"),
        ("stamp.jpg", photo()[:200], ""),
        ("900101-1234567.jpg", photo(), "resident registration number"),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_nothing(begun: Page, vault_names, name: str, content: bytes, says: str):
    page = begun.visitor.open("/en/evidence").fill(kind="letter", note="from school", file=(name, content))
    page = page.press_refused("Add this file")
    assert any(says in line for line in page.errors)
    assert (page.value("kind"), page.value("note")) == ("letter", "from school")
    assert vault_names() == []
    assert file_of(begun).evidence == ()


def test_a_file_that_is_too_large_leaves_nothing(begun: Page, vault_names):
    parts = [*fields(begun), ('name="file"; filename="a.jpg"', photo() + b"\0" * LIMITS.bytes_per_file)]
    answer = send(begun, body(parts))
    assert answer.status_code == 422
    page = Page(visitor=begun.visitor, address="/en/evidence", answer=answer)
    assert any("too large" in line for line in page.errors)
    assert page.value("kind") == "stamp"
    assert vault_names() == []


def test_without_a_file_or_a_kind_the_page_comes_again(begun: Page, vault_names):
    page = begun.visitor.open("/en/evidence")
    assert any("choose a file" in line for line in page.fill(kind="stamp").press_refused("Add this file").errors)
    refused = page.fill(note="which?", file=("a.jpg", photo())).press_refused("Add this file")
    assert any("What is it?" in line for line in refused.errors)
    assert refused.value("note") == "which?"
    assert '<a href="#file">Photo or PDF</a>' in refused.html
    assert vault_names() == []


def body(parts: list[tuple[str, bytes]], *, whole: bool = True) -> bytes:
    """A multipart body as a browser writes it; cut off before its end unless `whole`."""
    lines = b"".join(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return lines + f"--{BOUNDARY}--\r\n".encode() if whole else lines[:-400]


def send(begun: Page, content: bytes):
    """A raw upload by this visitor."""
    made = EnvironBuilder(
        path="/en/evidence",
        base_url=HOME,
        method="POST",
        data=content,
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )
    return begun.visitor.browser.open(made)


def fields(begun: Page) -> list[tuple[str, bytes]]:
    """The fields of the page in their order, without the file."""
    sent = begun.visitor.open("/en/evidence").fill(kind="stamp").form.sent
    return [(f'name="{name}"', str(value).encode()) for name, values in sent.items() for value in values]


def test_an_upload_that_is_cut_off_leaves_nothing(begun: Page, vault_names):
    parts = [*fields(begun), ('name="file"; filename="a.jpg"', photo() * 40)]
    answer = send(begun, body(parts, whole=False))
    assert answer.status_code == 422
    assert "did not arrive whole" in answer.get_data(as_text=True)
    assert vault_names() == []


def test_a_note_that_may_not_be_held_takes_no_file(begun: Page, vault_names):
    noted = [(head, b"900101-1234567" if "note" in head else content) for head, content in fields(begun)]
    several_parts = photo() + b"\0" * (5 * 1024 * 1024)
    answer = send(begun, body([*noted, ('name="file"; filename="a.jpg"', several_parts)]))
    assert answer.status_code == 422
    page = Page(visitor=begun.visitor, address="/en/evidence", answer=answer)
    assert any("resident registration number" in line for line in page.errors)
    assert page.value("note") == "900101-1234567"
    assert vault_names() == []


def test_the_token_must_come_before_the_first_byte(begun: Page, office, vault_names, monkeypatch: pytest.MonkeyPatch):
    written = []
    monkeypatch.setattr("claims.store.sealed_files.HashingSealer.write", lambda self, chunk: written.append(chunk))
    file = ('name="file"; filename="a.jpg"', photo())
    known = fields(begun)
    token = next(part for part in known if "csrf_token" in part[0])
    others = [part for part in known if part is not token]
    for parts in ([*others, file, token], [*others, file], [(token[0], b"0" * 64), *others, file]):
        assert send(begun, body(parts)).status_code == 422
    assert written == []
    assert vault_names() == []


def test_a_body_that_is_no_form_is_refused(begun: Page):
    assert send(begun, b"just bytes").status_code == 422
    answer = begun.visitor.fetch("/en/evidence", method="POST", data=b"{}", content_type="application/json")
    assert answer.status_code == 422


def test_an_upload_to_another_claim_than_its_page_was_made_for_is_refused(begun: Page, vault_names):
    parts = [*fields(begun), ('name="file"; filename="a.jpg"', photo())]
    parts = [(head, b"OTHERONE" if "which_claim" in head else content) for head, content in parts]
    assert send(begun, body(parts)).status_code == 422
    assert vault_names() == []


def test_an_upload_after_the_session_has_ended_is_answered(begun: Page, vault_names):
    parts = [*fields(begun), ('name="file"; filename="a.jpg"', photo() * 100)]
    names = vault_names()
    begun.visitor.browser.delete_cookie("claimant", domain="127.0.0.1")
    answer = send(begun, body(parts))
    assert answer.status_code == 403
    assert "Open your claim again" in answer.get_data(as_text=True)
    assert names == []


def test_a_file_is_destroyed_with_its_bytes(begun: Page, vault_names):
    page = begun.visitor.open("/en/evidence").fill(kind="stamp", file=("a.jpg", photo())).press("Add this file")
    assert vault_names()
    page = page.follow("Destroy file 1").press("Destroy it")
    assert page.says("No file yet.")
    assert vault_names() == []
    assert begun.visitor.fetch(f"/en/evidence/{'0' * 32}/remove").status_code == 404
