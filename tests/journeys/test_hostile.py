"""The running service, attacked over HTTP: what it answers, what it keeps, what it logs. docs/hostile.md says what was tried."""

import json
import re
import socket
import sqlite3
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import takewhile
from time import perf_counter

import pytest

from claims.rules.references import ALPHABET, CODE_LENGTH, REFERENCE_LENGTH, with_check
from tests.client import Page, Visitor
from tests.journeys.running import Service

ALWAYS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)
NAUGHTY = (
    *("a\x00b", "\x1b[31m", "‮gpj.exe", "900101-1234567", "９００１０１－１２３４５６７", "٩٠٠١٠١-١٢٣٤٥٦٧"),
    *("9 0 0 1 0 1 1 2 3 4 5 6 7", "x" * 30_000, "<script>alert(1)</script>", "{{7*7}}", "%(name)s", "' OR 1=1--"),
    *("\r\nSet-Cookie: a=b", "￾￿", "", "﷽" * 199, "=cmd|' /C calc'!A0", "../../../etc/passwd"),
)
MARKS = ("a" + "\u0300\u0323" * 150_000).encode()
TRIED_AT_ONCE = 20
PATIENCE = 30  # seconds in which a machine busy with other tests answers


def raw(service: Service, sent: bytes, *, then_close: bool = False) -> bytes:
    """What comes back for exactly these bytes: the head, and as much behind it as the head says."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=PATIENCE) as connection:
        connection.sendall(sent)
        if then_close:
            connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as coming:
            head = b"".join(takewhile(bytes.strip, coming)) + b"\r\n"
            length = re.search(rb"(?i)\r\nContent-Length: (\d+)", head)
            return head + coming.read(int(length[1]) if length else 0)


def begun(service: Service, language: str = "en") -> tuple[Visitor, dict[str, str], str]:
    """Somebody with a draft: the browser, what every form of the claim carries, and the receipt's code."""
    visitor = Visitor(service, home=service.home)
    page = visitor.open(f"/{language}/begin")
    receipt = page.form(button=page.buttons[0]).press(page.buttons[0])
    code = receipt.value("code")
    filled = receipt.fill(last_four=code[-4:])
    filled.press(receipt.buttons[0])
    sent = visitor.open(f"/{language}/person").form("name").form
    return visitor, {name: sent.values(name)[0] for name in ("csrf_token", "which_claim")}, code


def filled(service: Service) -> tuple[Visitor, dict[str, str]]:
    """A draft with enough in it to be sent."""
    visitor, carried, _ = begun(service)
    trip = {"passport": "VNM", "entered-year": "2015", "entered-month": "3"}
    for page, answers in (("agreements", {"C1": "yes", "C8": "no"}), ("person", {"name": "Linh"}), ("trip", trip)):
        answer = visitor.fetch(f"/en/{page}", method="POST", data=carried | answers)
        assert answer.status_code == 303, page
    return visitor, carried


def at_once(deed: Callable[[int], int]) -> Counter[int]:
    with ThreadPoolExecutor(TRIED_AT_ONCE) as pool:
        return Counter(pool.map(deed, range(TRIED_AT_ONCE)))


def cookies(visitor: Visitor) -> str:
    return "; ".join(
        f"{name}={visitor.browser.get_cookie(name, domain='127.0.0.1').value}" for name in ("door", "claimant")
    )


def post(service: Service, cookie: str, path: str, fields: dict[str, str]) -> int:
    """One POST on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", service.port, timeout=60)
    body = "&".join(f"{name}={value}" for name, value in fields.items())
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, body=body, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.mark.parametrize("language", ["ko", "ar"])
def test_nonsense_is_refused_in_words_and_kept(service: Service, language: str) -> None:
    visitor, carried, _ = begun(service, language)
    for typed in NAUGHTY:
        answers = carried | dict.fromkeys(("name", "name_latin", "representative_contact"), typed)
        answer = visitor.fetch(f"/{language}/person", method="POST", data=answers)
        assert answer.status_code in (303, 422), repr(typed)
        if answer.status_code == 422:
            page = Page(visitor=visitor, address=f"/{language}/person", answer=answer)
            assert page.errors
            assert page.language == language
            assert len(page.value("name")) >= len(typed.strip()) - 2
    assert visitor.fetch(f"/{language}/claim").status_code == 200


def test_forged_choices_and_dates_are_refused(service: Service) -> None:
    visitor, carried, _ = begun(service)
    for typed in ("x", "-1", "99999999999999999999", "²", "Ⅳ", "\x00", "[]", "2101"):
        fields = ("passport", "port_in", "channel_in", "capacity", "entered-day", "entered-month", "entered-year")
        answer = visitor.fetch("/en/trip", method="POST", data=carried | dict.fromkeys(fields, typed))
        assert answer.status_code == 422, repr(typed)
        assert visitor.fetch("/en/agreements", method="POST", data=carried | {"C1": typed}).status_code == 422
    assert visitor.open("/en/trips").says("No trip yet") or "/remove" not in visitor.open("/en/trips").html


def test_a_row_of_marks_holds_nobody_up(service: Service) -> None:
    """Before it was mended, one such request held a process for minutes."""
    _, carried, _ = begun(service)
    before = perf_counter()
    head = b"POST /en/come-back HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    body = b"reference=" + MARKS
    answer = raw(service, head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    assert answer.startswith(b"HTTP/1.1 422")
    assert perf_counter() - before < PATIENCE
    assert carried["which_claim"]


@pytest.mark.parametrize(
    "path", ["/", "/ko", "/ar/", "/ar/nothing", "/xx/", "/en/send", "/static/style.css", "/static/../app.py"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "TRACE", "OPTIONS", "HEAD"])
def test_every_answer_carries_the_headers(service: Service, method: str, path: str) -> None:
    answer = Visitor(service, home=service.home).fetch(path, method=method)
    assert answer.status_code < 500
    assert [name for name in ALWAYS if name not in answer.headers] == []
    assert "no-store" in answer.headers["Cache-Control"] or path.startswith("/static")
    assert answer.headers["Server"] == "gunicorn"
    assert not answer.headers.get("Location", "/").startswith(("http", "//"))
    if answer.status_code == 405 and path.startswith("/ar"):
        assert '<html lang="ar" dir="rtl">' in answer.get_data(as_text=True) or method == "HEAD"


@pytest.mark.parametrize("host", [b"evil.example", b"127.0.0.1@evil.example", b"127.0.0.1:1x", b""])
def test_a_foreign_host_is_refused(service: Service, host: bytes) -> None:
    answer = raw(service, b"GET /ar/ HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /ar/" + b"a" * 9000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /ar/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
        b"GET /ar/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\r\n b\r\n\r\n",
        b"POST /ar/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /ar/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused(service: Service, sent: bytes) -> None:
    """What is logged of it is tested in tests/web/test_quiet_log.py."""
    answer = raw(service, sent)
    assert answer.startswith(b"HTTP/1.1 4")
    assert b"Traceback" not in answer


@pytest.mark.parametrize(
    "word",
    [
        b"X-Forwarded-Host: evil.example",
        b"X-Forwarded-Proto: http",
        b"X-Forwarded-Ssl: on",
        b"Forwarded: host=evil.example;proto=http",
        b"X-Original-URL: /en/office",
        b"X-Rewrite-URL: /en/office",
        b"SCRIPT_NAME: //evil.example",
        b"PATH_INFO: /en/gone",
        b"X-HTTP-Method-Override: DELETE",
    ],
)
def test_nobodys_word_about_host_path_or_scheme_is_taken(service: Service, word: bytes) -> None:
    """Behind Tor and a proxy everybody comes from this machine, so this machine's word is a stranger's too."""
    asked = b"GET /en HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + word + b"\r\n\r\n"
    answer = raw(service, asked)
    assert answer.startswith(b"HTTP/1.1 308")
    assert b"\r\nLocation: /en/\r\n" in answer
    assert b"evil" not in answer


@pytest.mark.parametrize(
    "sent",
    [
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\nGET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"POST /en/check HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"GET /en/ HTTP/3.9\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X-A: canary\r\n" * 100 + b"\r\n",
        b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-canary : b\r\n\r\n",
    ],
)
def test_what_the_server_itself_refuses_has_our_words_and_headers(service: Service, sent: bytes) -> None:
    answer = raw(service, sent)
    head = answer.partition(b"\r\n\r\n")[0].decode()
    assert head[9:12] in ("400", "431", "501", "505")
    assert [name for name in ALWAYS if f"{name}: " not in head] == []
    assert "no-store" in head
    assert 'lang="ko"' in answer.decode()
    assert b"canary" not in answer


def test_sending_twenty_times_at_once_is_sending_once(service: Service) -> None:
    visitor, carried = filled(service)
    cookie = cookies(visitor)
    assert at_once(lambda _: post(service, cookie, "/en/send", carried)) == {303: TRIED_AT_ONCE}
    with sqlite3.connect(service.settings.folder / "office.sqlite") as database:
        counts = "SELECT count(*) FROM ledger_line WHERE action = 'receive' AND reference = ?"
        assert database.execute(counts, (carried["which_claim"],)).fetchone() == (1,)
    database.close()


def test_twenty_trips_at_once_are_twenty_trips(service: Service) -> None:
    visitor, carried, _ = begun(service)
    cookie = cookies(visitor)
    added = at_once(lambda n: post(service, cookie, "/en/trip", carried | {"entered-year": str(2000 + n)}))
    assert added == {303: TRIED_AT_ONCE}
    assert visitor.open("/en/trips").html.count("/remove") == TRIED_AT_ONCE


def test_destroying_while_sending_leaves_no_half_and_no_crash(service: Service) -> None:
    visitor, carried = filled(service)
    cookie = cookies(visitor)
    seen = at_once(lambda n: post(service, cookie, ("/en/send", "/en/destroy")[n % 2], carried))
    assert set(seen) <= {303, 403, 404, 409}


def test_a_cookie_of_one_kind_opens_nothing_of_the_other(service: Service) -> None:
    visitor, _, _ = begun(service)
    claimant = visitor.browser.get_cookie("claimant", domain="127.0.0.1").value
    for name, value, page in (
        ("member", claimant, "/en/office/claims"),
        ("claimant", ("B" if claimant[0] == "A" else "A") + claimant[1:], "/en/claim"),
        ("claimant", "A" * 43, "/en/claim"),
    ):
        stranger = Visitor(service, home=service.home)
        answer = stranger.fetch(page, headers={"Cookie": f"{name}={value}"})
        assert answer.status_code == 303
        assert "come-back" in answer.headers["Location"] or "sign-in" in answer.headers["Location"]


def test_an_unknown_reference_and_a_wrong_code_are_answered_alike(service: Service) -> None:
    _, carried, _ = begun(service)
    stranger = Visitor(service, home=service.home)
    token = stranger.open("/en/come-back").form("reference").form.values("csrf_token")[0]
    wrong = with_check(ALPHABET[3] * (CODE_LENGTH - 1))
    said = set()
    for reference in (carried["which_claim"], with_check(ALPHABET[5] * (REFERENCE_LENGTH - 1))):
        answer = stranger.fetch(
            "/en/come-back", method="POST", data={"csrf_token": token, "reference": reference, "code": wrong}
        )
        headers = [pair for pair in answer.headers if pair[0] not in ("Date", "Set-Cookie")]
        said.add((answer.status_code, answer.get_data(as_text=True).replace(reference, ""), json.dumps(headers)))
    assert len(said) == 1


def test_an_upload_cut_off_anywhere_leaves_nothing(service: Service) -> None:
    visitor, carried, _ = begun(service, "ko")
    parts = carried | {"kind": "stamp", "note": "메모", "record_id": ""}
    text = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in parts.items()
    ).encode()
    body = text + b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n' + b"\xff\xd8" * 40_000
    whole = body + b"\r\n--b--\r\n"
    head = (
        f"POST /ko/evidence HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies(visitor)}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {len(whole)}\r\n\r\n"
    ).encode()
    for cut in (0, 1, len(text) // 2, len(text) + 20, len(text) + 5000, len(body), len(whole) - 3):
        assert raw(service, head + whole[:cut], then_close=True).startswith(b"HTTP/1.1 422"), cut
    parts_kept = [path for path in service.settings.vault.rglob("*") if path.is_file()]
    assert parts_kept == []
