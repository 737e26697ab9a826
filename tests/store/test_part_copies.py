"""Copies of sealed parts: each once, proved by its name, gone when nobody lists it."""

from pathlib import Path

import pytest

from claims.errors import Damaged
from claims.model.tables import random_key
from claims.store.part_copies import PartCopies


def test_what_is_put_is_read_and_known_again(tmp_path: Path) -> None:
    copies, name = PartCopies(tmp_path), random_key()
    digest = copies.put(name, b"sealed", time=1_000_000)
    again = PartCopies(tmp_path)
    assert again.known == {name: digest}
    assert again.read(name, digest) == b"sealed"
    path = again.path_of(name, digest)
    assert {int(each.stat().st_mtime) for each in (path, path.parent, tmp_path)} == {1_000_000}
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("change", "reason"), [("unlink", "part_missing"), ("spoil", "part_changed")])
def test_damage_is_named(tmp_path: Path, change: str, reason: str) -> None:
    copies, name = PartCopies(tmp_path), random_key()
    digest = copies.put(name, b"sealed", time=0)
    path = copies.path_of(name, digest)
    path.unlink() if change == "unlink" else path.write_bytes(b"Sealed")
    with pytest.raises(Damaged, match=reason) as damage:
        copies.read(name, digest)
    assert damage.value.facts == {"part": name}


def test_a_copy_that_does_not_read_back_never_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = PartCopies(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"other")
    with pytest.raises(Damaged, match="part_copy"):
        copies.put(random_key(), b"sealed", time=0)
    assert PartCopies(tmp_path).known == {}


def test_unlisted_and_half_made_ones_go(tmp_path: Path) -> None:
    copies = PartCopies(tmp_path)
    kept, gone = random_key(), random_key()
    for name in (kept, gone):
        copies.put(name, name.encode(), time=0)
    half = tmp_path / kept[:2] / "half-x"
    half.write_bytes(b"x")
    copies.drop_half_made()
    assert copies.drop_unlisted({kept}, time=7) == 1
    assert set(copies.known) == set(PartCopies(tmp_path).known) == {kept}
    assert not half.exists()
