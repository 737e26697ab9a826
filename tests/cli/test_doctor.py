"""`claims doctor`: one line per check, with what to do."""

from pathlib import Path

from claims.cli.doctor import checks
from claims.settings import read_settings
from claims.store.database import sqlite_file
from tests.make import MadeOffice
from tests.offices import small_bare_office as small_bare_office


def _found(given: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {what.split(" (")[0]: (state, advice) for state, what, advice in checks(read_settings(given))}


def test_a_public_name_without_tls_fails(tmp_path: Path):
    """Claims must not travel readable."""
    found = _found({"CLAIMS_FOLDER": str(tmp_path / "none"), "CLAIMS_HOSTS": "claims.example.org"})
    assert found["plain http"][0] == "FAIL"
    assert "CLAIMS_SECURE" in found["plain http"][1]


def test_behind_tls_or_an_onion_address_all_is_well(tmp_path: Path):
    """Names of this machine only, with secure cookies that browsers may not take there, are a warning."""
    secure = {"CLAIMS_FOLDER": str(tmp_path / "none"), "CLAIMS_SECURE": "yes"}
    assert _found({**secure, "CLAIMS_ONION": "a" * 56 + ".onion"})["TLS or an onion address"] == ("ok", "")
    assert _found({**secure, "CLAIMS_HOSTS": "claims.example.org"})["TLS or an onion address"] == ("ok", "")
    assert _found(secure)["TLS or an onion address"][0] == "warn"


def test_loopback_without_tls_and_a_missing_office_are_warnings(tmp_path: Path):
    """A new machine has no office yet."""
    found = _found({"CLAIMS_FOLDER": str(tmp_path / "none")})
    assert found["plain http"][0] == "warn"
    assert "before others use it" in found["plain http"][1]
    assert found[f"no office in {tmp_path / 'none'}"][0] == "warn"
    assert found["fonts for every script"][0] == "ok"


def test_a_folder_open_to_others_fails(tmp_path: Path):
    """Anybody on the machine could copy it."""
    tmp_path.chmod(0o755)
    found = _found({"CLAIMS_FOLDER": str(tmp_path)})
    assert found[f"{tmp_path} is open to others"][0] == "FAIL"


def test_a_runtime_folder_on_disk_fails(tmp_path: Path):
    """The host key must never touch a disk."""
    found = _found({"CLAIMS_FOLDER": str(tmp_path / "none"), "CLAIMS_RUNTIME": "/usr/lib"})
    assert found["host key in memory"][0] == "FAIL"


def test_a_broken_disclosure_file_fails_with_its_place(tmp_path: Path):
    """File, line and key."""
    (tmp_path / "broken.toml").write_text("format = 'x'\n")
    found = _found({"CLAIMS_FOLDER": str(tmp_path / "none"), "CLAIMS_DISCLOSURES": str(tmp_path)})
    state, advice = found["disclosure files"]
    assert state == "FAIL"
    assert "broken.toml:1" in advice


def test_a_whole_office_is_fine_and_looking_changes_nothing(small_bare_office: MadeOffice):
    """Every check of the office itself says ok."""
    found = _found(_given(small_bare_office))
    assert found["the office's database is whole"] == ("ok", "")


def test_a_damaged_database_fails_with_what_to_do(small_bare_office: MadeOffice):
    """The same sentence that the service refuses to start with."""
    small_bare_office.database.forget()
    file = sqlite_file(small_bare_office.settings.database_url)
    assert file is not None
    content = bytearray(file.read_bytes())
    content[40_960:45_056] = b"\xa5" * 4096
    file.write_bytes(content)
    state, advice = _found(_given(small_bare_office))["the office's database"]
    assert state == "FAIL"
    assert advice.endswith("restore it from a backup.")


def test_a_folder_without_a_database_is_a_warning_and_stays_empty(tmp_path: Path):
    """Looking makes no file."""
    tmp_path.chmod(0o700)
    assert _found({"CLAIMS_FOLDER": str(tmp_path)})[f"no office in {tmp_path}"][0] == "warn"
    assert list(tmp_path.iterdir()) == []


def _given(office: MadeOffice) -> dict[str, str]:
    return {
        "CLAIMS_FOLDER": str(office.settings.folder),
        "CLAIMS_DATABASE_URL": office.settings.database_url,
        "CLAIMS_RUNTIME": str(office.settings.runtime),
    }
