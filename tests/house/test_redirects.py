"""No word in an address leads anywhere else, every text says its letters, and nesting without end is refused in a sentence."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.client import Visitor
from tests.house.doors import Entrance, Person, open_entrance

EVIL = (
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/en/office/../..//evil.example",
    "/en/office@evil.example",
    "/en/office\r\nSet-Cookie: a=b",
    "javascript:alert(1)",
    "/%0d%0aLocation:%20https://evil.example",
    "/en/office?a=b#//evil.example",
    "https:evil.example",
    "/\t/evil.example",
)
NAMES = ("next", "language", "url")
PLACES = ("/en/office/prove", "/en/office/sign-in", "/en/office/door", "/en/leave", "/", "/ko")
DEEP = "[" * 100_000


@pytest.fixture(scope="module")
def entrance(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Entrance]:
    """An office with everybody before its door."""
    with open_entrance(tmp_path_factory.mktemp("redirects"), sqlite_template) as made:
        yield made


def ask(entrance: Entrance, person: Person, path: str, **request: object) -> tuple[int, str, str]:
    """Status, place and text of an answer."""
    browser = entrance.house.test_client(use_cookies=False)
    headers = {"Cookie": person.cookies, "Sec-Fetch-Site": "same-origin"}
    answer = browser.open(path, base_url="http://127.0.0.1:8000", headers=headers, buffered=True, **request)  # type: ignore[arg-type]
    assert "evil" not in answer.headers.get("Location", "").partition("?")[0].split("/")[0:3]
    assert not [name for name, value in answer.headers if "Set-Cookie: a" in value]
    return answer.status_code, answer.headers.get("Location", ""), answer.get_data(as_text=True)


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_leads_to_another_host(entrance: Entrance, evil: str) -> None:
    for place in PLACES:
        for name in NAMES:
            for who in ("nobody", "lead"):
                person = entrance.persons[who]
                asked = f"{place}?{name}={quote(evil, safe='')}"
                _, there, text = ask(entrance, person, asked)
                assert there.startswith(("/", "https://www.wikipedia.org/")) or not there, asked
                assert not there.startswith(("//", "/\\", "/\t")), asked
                assert 'href="https://evil' not in text, asked
                assert 'href="//' not in text, asked
                assert 'href="javascript' not in text, asked
    entrance.restore()


def test_after_a_proof_one_is_led_only_within(entrance: Entrance) -> None:
    """Also where the words are right: what stands in `next` is a path of the office or nothing."""
    person = entrance.persons["lead"]
    for evil in EVIL:
        fields = {"csrf_token": person.token, "passphrase": "x", "code": "000000", "next": evil}
        status, there, _ = ask(
            entrance, person, f"/en/office/prove?next={quote(evil, safe='')}", method="POST", data=fields
        )
        assert status in (422, 429), evil
        assert there == "", evil


@pytest.mark.parametrize("field", ["passkey", "challenge"])
def test_json_nested_without_end_is_refused(entrance: Entrance, field: str) -> None:
    for who, place in (
        ("nobody", "/en/office/sign-in"),
        ("lead", "/en/office/prove"),
        ("lead", "/en/office/own/passkey"),
    ):
        person = entrance.persons[who]
        fields = {
            "csrf_token": person.token,
            "name": "lea",
            "passphrase": "x",
            field: DEEP,
            "label": "x",
            "answer": DEEP,
        }
        status, _, _ = ask(entrance, person, place, method="POST", data=fields)
        assert status in (422, 429), place


def test_a_file_nested_without_end_is_refused(entrance: Entrance) -> None:
    person = entrance.persons["researcher"]
    for content in (f"a = {DEEP}", DEEP, "a" + ".a" * 50_000 + " = 1", "[" + "a." * 50_000 + "a]"):
        part = 'Content-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
        body = f"--b\r\n{part.format('csrf_token', person.token)}--b\r\n"
        body += f'Content-Disposition: form-data; name="file"; filename="x.toml"\r\n\r\n{content}\r\n--b--\r\n'
        status, _, _ = ask(
            entrance,
            person,
            "/en/office/disclosures/upload",
            method="POST",
            data=body.encode(),
            content_type="multipart/form-data; boundary=b",
        )
        assert status == 422, content[:20]


def test_every_text_says_its_letters(entrance: Entrance) -> None:
    for rule in entrance.rules:
        for who in ("nobody", "sent", "lead", "counsel", "auditor"):
            answer = entrance.asked(rule, entrance.persons[who], "GET")
            kind = answer.headers.get("Content-Type", "")
            if kind.startswith("text/"):
                assert "charset=utf-8" in kind.lower(), f"{rule.rule} {kind}"
            assert kind, rule.rule


@pytest.mark.parametrize(
    "path",
    [
        "/en/%6Fffice",
        "/EN/office",
        "/en/OFFICE",
        "//en/office",
        "/en//office",
        "/en/./office",
        "/en/x/../office",
        "/en/office;x=y",
        "/en/office/%2e%2e/claim",
        "/en%2foffice",
        "/en/office%00",
        "/en/office%20",
        "/en/office/claims/..%2f..%2foffice",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static/..%5c..%5capp.py",
        "/ｅｎ/office",
    ],
)
def test_no_other_spelling_of_an_address_opens_it(entrance: Entrance, path: str) -> None:
    status, there, text = ask(entrance, entrance.persons["nobody"], path)
    assert status in (303, 308, 404), path
    assert there.startswith("/") or status == 404
    assert "import" not in text
    assert Visitor(entrance.house).fetch("/en/office").status_code == 303
