"""The application: joined from its parts, deaf to anything but its office; and a start that is refused in one sentence."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from claims.errors import StartRefused
from claims.settings import ROOT
from claims.web.house import NAME, House
from tests.make import MadeOffice
from tests.offices import small_bare_office as small_bare_office


@pytest.fixture
def service(small_bare_office: MadeOffice) -> Flask:
    return create_app(small_bare_office.settings)


def test_it_has_its_desks_the_published_registry_and_no_page_of_its_own(service: Flask) -> None:
    assert set(service.blueprints) == {"intake", "published", "triage", "matters", "staff", "disclosures"}
    own = {rule.endpoint for rule in service.url_map.iter_rules() if "." not in rule.endpoint}
    assert own == {"static", "front_door"}


def test_it_finds_its_house_and_takes_its_settings_from_it(service: Flask, small_bare_office: MadeOffice) -> None:
    here = service.extensions[NAME]

    assert isinstance(here, House)
    assert here.settings == small_bare_office.settings
    assert service.config["HOSTS"] == small_bare_office.settings.hosts
    assert (service.config["SECURE"], service.config["DEMONSTRATION"]) == (False, False)
    assert service.config["CSRF_SECRET"] == small_bare_office.host_key.for_purpose("csrf")
    assert service.config["CSRF_SECRET"] not in (here.host_key.for_purpose("session"), None)


def test_flask_keeps_no_session_of_its_own(service: Flask) -> None:
    """There is one mechanism, in store/sessions.py; without a secret Flask's cookie cannot be used by mistake."""
    assert service.secret_key is None


def test_behind_tls_it_says_so(small_bare_office: MadeOffice) -> None:
    settings = replace(small_bare_office.settings, secure=True, hosts=("claims.example.org",), loopback=False)
    page = create_app(settings).test_client()

    assert page.get("/en/", base_url="https://claims.example.org").status_code == 200
    answer = page.get("/en/", base_url="https://claims.example.org")
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert page.get("/en/", base_url="https://127.0.0.1").status_code == 400


def test_without_settings_it_reads_the_environment(
    small_bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in _environ(small_bare_office).items():
        monkeypatch.setenv(name, value)

    assert create_app().extensions[NAME].office_id == small_bare_office.office.id


def test_a_start_that_is_refused_gives_no_application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_FOLDER", str(tmp_path / "none"))
    with pytest.raises(StartRefused, match="There is no office in"):
        create_app()


def _environ(office: MadeOffice) -> dict[str, str]:
    settings = office.settings
    return {
        "CLAIMS_FOLDER": str(settings.folder),
        "CLAIMS_DATABASE_URL": settings.database_url,
        "CLAIMS_RUNTIME": str(settings.runtime),
    }


def started(given: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The real server, started with these settings, when it ends by itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    order = [sys.executable, "-m", "gunicorn", "app:create_app()"]
    environ = kept | {"PORT": "0", "PYTHONPATH": str(ROOT)} | dict(given)
    return subprocess.run(order, env=environ, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"CLAIMS_FOLDER": "/nonexistent/office"}, "There is no office in /nonexistent/office"),
        ({"CLAIMS_SECURE": "maybe"}, "CLAIMS_SECURE is 'maybe': write yes or no."),
        ({"CLAIMS_FOLDERS": "x"}, "CLAIMS_FOLDERS is not a setting of this service."),
    ],
)
def test_the_server_refuses_to_start_in_one_line(setting: dict[str, str], said: str) -> None:
    ended = started(setting)

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"The service does not start. {said}")
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_a_refused_start_leaves_a_running_office_its_key(small_bare_office: MadeOffice, tmp_path: Path) -> None:
    """Somebody who starts a second time with disclosures that cannot be read must not end everybody's session."""
    key = (small_bare_office.settings.runtime / "host.key").read_bytes()
    (tmp_path / "disclosures").mkdir()
    text = (ROOT / "disclosures" / "moj-airport-faces.toml").read_text(encoding="utf-8")
    (tmp_path / "disclosures" / "other.toml").write_text(text.replace("2010-08-23", "2010-08-32"), encoding="utf-8")

    ended = started(_environ(small_bare_office) | {"CLAIMS_DISCLOSURES": str(tmp_path / "disclosures")})

    assert "'2010-08-32' is not a date" in ended.stderr
    assert ended.returncode == 1
    assert (small_bare_office.settings.runtime / "host.key").read_bytes() == key
