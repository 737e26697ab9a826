"""Lists of erased claims: what is written is read, whatever a power cut left, and a list that was away catches up."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from claims.model.tables import random_key
from claims.store.clock import start_of_week
from claims.store.erased_lists import ErasedClaim, append_erased, bring_up_to_date, lists_in, read_erased

NOW = datetime(2026, 11, 22, 3, 7, tzinfo=UTC)


def erased(week: str = "2026-W47") -> ErasedClaim:
    """A claim that is gone."""
    return ErasedClaim(week, random_key(), random_key(), random_key())


def test_what_is_appended_is_read(tmp_path: Path) -> None:
    """In every list; and the file shows no more than the week."""
    lists, claims = lists_in([tmp_path / "a", tmp_path / "b"]), [erased(), erased(), erased("2026-W48")]
    for path in lists:
        path.parent.mkdir()
    for claim in claims:
        assert append_erased(lists, [claim], now=NOW) == []
    for path in lists:
        assert read_erased(path) == set(claims)
        assert (path.stat().st_mtime, path.stat().st_mode & 0o777) == (start_of_week(NOW), 0o600)


def test_a_folder_that_is_away_is_named_and_catches_up(tmp_path: Path) -> None:
    here, away = lists_in([tmp_path / "here", tmp_path / "away"])
    here.parent.mkdir()
    claim = erased()
    assert append_erased([here, away], [claim], now=NOW) == [away]
    assert bring_up_to_date([here, away], [claim], now=NOW) == [away]
    away.parent.mkdir()
    assert bring_up_to_date([here, away], [claim], now=NOW) == []
    assert read_erased(away) == read_erased(here) == {claim}
    before = here.read_bytes()
    bring_up_to_date([here], [claim], now=NOW)
    assert here.read_bytes() == before


def test_an_office_that_erased_nothing_has_an_empty_list(tmp_path: Path) -> None:
    """So that a list which is not there is noticed."""
    (path,) = lists_in([tmp_path])
    bring_up_to_date([path], [], now=NOW)
    assert path.exists()
    assert read_erased(path) == set()


@given(st.binary(max_size=90))
def test_the_half_line_of_a_power_cut_hides_no_other(tmp_path_factory: object, half: bytes) -> None:
    path = tmp_path_factory.mktemp("list") / "erased"  # type: ignore[attr-defined]  # pytest's own factory
    first, second = erased(), erased()
    append_erased([path], [first], now=NOW)
    with path.open("ab") as file:
        file.write(half)
    append_erased([path], [second], now=NOW)
    assert {first, second} <= read_erased(path)
