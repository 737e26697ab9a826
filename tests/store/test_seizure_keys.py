"""Keys and settings as a seizure shows them: each is named, none that is not there."""

import pytest

from claims.store import seizure_keys
from claims.store.seizure_keys import KEYS, SETTINGS, key_lines, unlisted_keys, unlisted_settings


def test_every_column_of_key_material_is_explained_by_a_key() -> None:
    assert unlisted_keys() == []


def test_every_setting_is_on_the_list() -> None:
    assert unlisted_settings() == []


def test_what_is_forgotten_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new column of key material, a new setting."""
    monkeypatch.setitem(seizure_keys.CLEAR_COLUMNS, "claim.spare_key", ("key material", "?"))
    monkeypatch.setitem(seizure_keys.KNOWN, "CLAIMS_SPARE", "?")

    assert unlisted_keys() == ["claim.spare_key"]
    assert unlisted_settings() == ["CLAIMS_SPARE"]


def test_the_report_has_a_line_for_each() -> None:
    lines = list(key_lines())

    assert len(lines) == len(KEYS) + len(SETTINGS)
    assert any("claim_wrap.wrapped" in line and "receipt" in line for line in lines)
