"""What a browser, or what pretends to be one, may send: bodies of forms and uploads. This is where the pages are tried."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask

from claims.errors import NotValid
from claims.web.csrf import TOKEN, csrf_token, door
from claims.web.uploads import receive_upload
from tests.cast import LINH
from tests.client import Visitor
from tests.fuzz.harness import Harness, Take, texts
from tests.fuzz.standing_office import claimant_cookie, running_office
from tests.web.multipart import CONTENT_TYPE, field, file, whole
from tests.web.small_house import on_page, small_house
from tests.web.test_uploads import DOOR, Taken

MOST = 20_000
TYPED = "application/x-www-form-urlencoded"
REASONS = frozenset({"page_too_old", "upload_too_large", "upload_cut_off"})
PAGES = (
    "/en/check",
    "/en/come-back",
    "/ko/agreements",
    "/ar/person",
    "/ja/trip",
    "/vi/account",
    "/zh-Hans/lawyers",
    "/en/contact",
)


def token_of(house: Flask) -> str:
    """The token of the browser that holds DOOR."""
    with house.test_request_context(headers={"Cookie": f"door={DOOR}"}):
        assert door() == DOOR
        return csrf_token()


@contextmanager
def upload_page(folder: Path) -> Iterator[Take]:
    """Multipart bodies; what was refused leaves nothing behind, what was taken is whole."""
    house = small_house()

    def take(content: bytes) -> None:
        takers: list[Taken] = []

        def begin() -> Taken:
            takers.append(Taken())
            return takers[-1]

        sent = {"CONTENT_TYPE": CONTENT_TYPE, "CONTENT_LENGTH": str(len(content)), "HTTP_COOKIE": f"door={DOOR}"}
        with on_page(house, method="POST", environ_overrides={**sent, "wsgi.input": io.BytesIO(content)}):
            try:
                received = receive_upload(begin=begin, most_bytes=MOST)
            except NotValid:
                assert all(taker.abandoned for taker in takers)
                raise
        assert len(takers) == (received.taker is not None)
        assert not any(taker.abandoned or taker.size > MOST for taker in takers)

    yield take


def bodies() -> list[bytes]:
    """Forms with and without a token, a file, a second file; cut off; with a name that turns letters around."""
    good = field(TOKEN, token_of(small_house()))
    return [
        whole(good, field("note", "words"), file(b"content")),
        whole(good, file(b"first"), file(b"second", name="\u202egpj.exe")),
        whole(field("note", "words"), file(b"content")),
        whole(good, file(b"", name="")),
        whole(good, file(b"content"))[:-9],
    ]


@contextmanager
def a_page_of_every_field(folder: Path) -> Iterator[Take]:
    """Every kind of field in one form: it is taken, or comes again with what was typed. Typed, or in parts after a hyphen."""
    house = small_house(TESTING=True)
    browser, good = house.test_client(), token_of(house).encode()
    browser.set_cookie("door", DOOR)

    def take(content: bytes) -> None:
        typed, kind = b"csrf_token=" + good + b"&" + content, TYPED
        if content.startswith(b"--"):
            typed, kind = field(TOKEN, good) + content, CONTENT_TYPE
        answer = browser.post("/en/everything", data=typed, content_type=kind)
        assert answer.status_code in (200, 400, 413, 422)

    yield take


def typed_forms() -> list[bytes]:
    """As browsers write them, and as nobody does."""
    parts = [
        whole(field("name", "Linh"), field("entered-year", "2015"), file(b"x")),
        whole(field("name", b"\xff"))[:-5],
    ]
    return parts + texts(
        "name=Linh&number=C1&entered-day=2&entered-month=3&entered-year=2015&told=yes&parts=a&parts=b&sure=y",
        "exited-none=y&exited-year=2015&born-year=%D9%A2%D9%A0%D9%A1%D9%A5&passport=VNM&channel=gate&code=7K3M-9Q4T",
        "words=one%20two&account=%EA%B5%AD%EA%B0%80%00&port=ICN&passport=%F0%9F%87%BB%F0%9F%87%B3",
        "name=900101-1234567", "name=%ED%A0%80", "&&&===", "name[]=1;name=2", "%", "born-year=9999&born-month=99",
    )  # fmt: skip


@contextmanager
def real_pages(folder: Path) -> Iterator[Take]:
    """The claimant's own pages on a real office, with an open draft: nothing typed there is our fault."""
    with running_office(folder) as (office, service):
        visitor = Visitor(service)
        visitor.browser.set_cookie("claimant", claimant_cookie(office, LINH), domain="127.0.0.1")
        hidden = [hidden_fields(visitor, page) for page in PAGES]

        def take(content: bytes) -> None:
            place = content[0] % len(PAGES) if content else 0
            answer = visitor.fetch(
                PAGES[place], method="POST", data=hidden[place] + b"&" + content[1:], content_type=TYPED
            )
            assert answer.status_code in (200, 302, 303, 403, 409, 413, 422, 429), PAGES[place]

        yield take


def hidden_fields(visitor: Visitor, page: str) -> bytes:
    """What the page itself sends with every answer: the token, and which claim it is of."""
    (form,) = [form for form in visitor.open(page).forms() if form.form.has("csrf_token")]
    names = [name for name, found in form.form.controls.items() if found[0].attrib.get("type") == "hidden"]
    return urlencode([(name, form.form.values(name)[0]) for name in names]).encode()


def typed_pages() -> list[bytes]:
    """One filled form for each of the pages."""
    typed = texts(
        "passport=VNM&entered-day=2&entered-month=3&entered-year=2015",
        "reference=7K3M-9Q4T&code=0000-0000",
        "C1=yes&C2=no&C3=yes&C8=no",
        "name=Linh&nationality=VNM&born-year=1988&born-month=5&passport_number=C1&for_whom=self&in_korea=no",
        "entered-year=2015&entered-month=3&port_in=ICN&channel_in=gate&passport=VNM&exited-none=y&capacity=visitor",
        "account=words&told_of_ai=yes&could_refuse=no&notice_seen=dont_know&language=vi",
        "learned_when-year=2021&learned_how=news&access_request=no&other_proceedings=yes&other_proceedings_what=x",
        "channel=email&address=a%40example.org&own_address=yes&service_address=Seoul",
    )
    return [bytes([number]) + each for number, each in enumerate(typed)]


HARNESSES = {
    "uploads": Harness(upload_page, bodies, (NotValid,), REASONS, longest=4096),
    "forms": Harness(a_page_of_every_field, typed_forms, longest=2048),
    "pages": Harness(real_pages, typed_pages, longest=2048),
}
