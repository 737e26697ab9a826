"""What stands around every answer."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from claims.web import headers
from tests.web.small_house import small_house

EVERYWHERE = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
POLICY = (
    "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src 'self'; img-src 'self'"
)
FILES = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
ONION = "a" * 56 + ".onion"


@pytest.mark.parametrize("path", ["/en/", "/en/nothing", "/static/style.css", "/", "/refuse/conflict"])
def test_every_answer_carries_the_headers(page: FlaskClient, path: str) -> None:
    headers = page.get(path, buffered=True).headers
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert headers["Content-Security-Policy"] == (FILES if path.startswith("/static") else POLICY)
    assert "camera=()" in headers["Permissions-Policy"]


def test_only_the_door_of_the_office_may_run_a_script(page: FlaskClient) -> None:
    assert page.get("/desk/sign-in").headers["Content-Security-Policy"] == f"{POLICY}; script-src 'self'"
    assert "script" not in page.get("/en/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("kind", ["application/json", "application/pdf", "image/svg+xml", "text/plain"])
def test_what_is_no_page_gets_nothing_to_work_with(house: Flask, kind: str) -> None:
    house.add_url_rule("/file", "file", lambda: Response("x", mimetype=kind))
    assert house.test_client().get("/file").headers["Content-Security-Policy"] == FILES


def test_over_tls_a_page_tells_its_onion_address() -> None:
    page = small_house(SECURE=True, ONION=ONION, HOSTS=("claims.example", ONION)).test_client()
    clear = {"Host": "claims.example"}
    assert page.get("/en/ranges", headers=clear).headers["Onion-Location"] == f"http://{ONION}/en/ranges"
    assert page.get("/en/%0d%0aX:y", headers=clear).headers["Onion-Location"] == f"http://{ONION}/en/%0D%0AX%3Ay"
    for quiet in (
        page.get("/en/", headers={"Host": ONION}),
        page.get("/static/style.css", headers=clear, buffered=True),
    ):
        assert "Onion-Location" not in quiet.headers
    plain = small_house(ONION=ONION).test_client()
    assert "Onion-Location" not in plain.get("/en/").headers


def test_pages_are_kept_nowhere_and_static_files_by_their_hash(page: FlaskClient) -> None:
    home = page.get("/en/")
    assert home.headers["Cache-Control"] == "no-store"
    address = re.search(r'href="(/static/style\.css\?v=[0-9a-f]{12})"', home.text)
    assert address
    assert page.get(address[1], buffered=True).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert page.get("/static/style.css", buffered=True).headers["Cache-Control"] == "no-cache"
    assert page.get("/static/style.css?v=000000000000", buffered=True).headers["Cache-Control"] == "no-cache"


def test_only_what_says_that_it_is_for_everybody_may_be_kept() -> None:
    app = small_house()
    app.add_url_rule("/open", "open", lambda: Response(headers={"Cache-Control": "public, max-age=300"}))
    app.add_url_rule("/mine", "mine", lambda: Response(headers={"Cache-Control": "private, max-age=300"}))
    page = app.test_client()
    assert page.get("/open").headers["Cache-Control"] == "public, max-age=300"
    assert page.get("/mine").headers["Cache-Control"] == "no-store"


def test_transport_security_only_behind_tls(page: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in page.get("/en/").headers
    answer = small_house(SECURE=True).test_client().get("/en/")
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_a_host_that_is_not_ours_is_refused_with_a_page(house: Flask) -> None:
    answer = house.test_client().get("/en/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert '<html lang="en"' in answer.text
    assert "evil.example" not in answer.text


def test_the_hosts_of_the_office_are_taken() -> None:
    page = small_house(HOSTS=("claims.example",)).test_client()
    assert page.get("/en/", headers={"Host": "claims.example:8443"}).status_code == 200
    assert page.get("/en/", headers={"Host": "localhost"}).status_code == 400


def test_a_form_too_large_gets_a_page(house: Flask) -> None:
    page = small_house(MAX_FORM_BYTES=1000).test_client()
    answer = page.post("/en/everything", data={"account": "x" * 2000})
    assert answer.status_code == 413
    assert "That was too large to take" in answer.text


def test_the_longest_allowed_accounts_fit_into_a_form(page: FlaskClient) -> None:
    assert page.post("/en/everything", data={"account": "가" * 20_000, "name": "An"}).status_code == 422  # no token


def test_a_page_may_be_stricter_than_the_house(house: Flask) -> None:
    house.add_url_rule("/bare", "bare", lambda: ("", 200, {"Content-Security-Policy": "sandbox"}))
    assert house.test_client().get("/bare").headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [("/ko", "/ko/"), ("/en//", "/en/"), ("/en?a=//b", "/en/?a=//b"), ("/\\evil.example", "/%5Cevil.example/")],
)
def test_a_missing_slash_is_added_by_path_alone(page: FlaskClient, asked: str, led_to: str) -> None:
    answer = page.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (308, led_to)


def test_no_slash_leads_to_another_host(page: FlaskClient) -> None:
    answer = page.open("//evil.example", base_url="http://localhost")
    assert not answer.headers.get("Location", "/").startswith(("//", "http"))


@pytest.mark.parametrize("name", ["x" * 300 + ".css", "a%00b", "%FF" * 300])
def test_a_static_name_that_no_file_can_have_is_not_there(page: FlaskClient, name: str) -> None:
    """The hash in its address is compared with a file's, which must not be looked for at any price."""
    assert page.get(f"/static/{name}?v=000000000000").status_code == 404


@pytest.mark.parametrize("way", ["../headers.py", "/{file}", "..%2Fweb%2Fheaders.py"])
def test_no_file_beside_the_static_ones_is_read_for_its_hash(page: FlaskClient, way: str) -> None:
    """Whoever knows a file's hash would learn from the caching rule that it lies here."""
    file = Path(headers.__file__)
    known = sha256(file.read_bytes()).hexdigest()[:12]
    answer = page.get(f"/static/{way.format(file=file)}?v={known}")
    assert "immutable" not in answer.headers["Cache-Control"]
