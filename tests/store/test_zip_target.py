"""ZIP target: one entry is held until it is done, then leaves for good; size and hash are those of what left."""

import hashlib
import io
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.store.zip_target import EntrywiseTarget


def test_nothing_leaves_before_it_is_released() -> None:
    sink = io.BytesIO()
    target = EntrywiseTarget(sink)
    target.write(b"head")
    target.write(b"body")
    assert (sink.getvalue(), target.size) == (b"", 0)

    target.release()
    assert (sink.getvalue(), target.size) == (b"headbody", 8)
    assert target.sha256 == hashlib.sha256(b"headbody").hexdigest()


def test_a_kept_chunk_may_be_replaced_by_one_of_its_length() -> None:
    sink = io.BytesIO()
    target = EntrywiseTarget(sink)
    target.write(b"head")
    target.write(b"body")
    assert target.seek(0) == 0
    assert target.write(b"HEAD") == 4
    assert target.tell() == 4
    assert target.seek(0, 2) == 8
    target.write(b"tail")
    target.release()

    assert sink.getvalue() == b"HEADbodytail"


def test_what_would_shift_bytes_is_refused() -> None:
    target = EntrywiseTarget(io.BytesIO())
    target.write(b"head")
    target.seek(0)
    with pytest.raises(ValueError, match="same length"):
        target.write(b"longer head")


def test_what_has_left_can_not_be_replaced() -> None:
    sink = io.BytesIO()
    target = EntrywiseTarget(sink)
    target.write(b"head")
    target.release()
    target.write(b"body")
    target.seek(0)
    with pytest.raises(ValueError):
        target.write(b"HEAD")
    target.release()

    assert sink.getvalue() == b"headbody"


@given(st.lists(st.lists(st.binary(max_size=40), max_size=4), min_size=1, max_size=5))
def test_a_zip_has_the_bytes_that_a_file_would_have(entries: list[list[bytes]]) -> None:
    """Released after each entry, or not at all until the end, or written to a plain file: the same archive."""
    plain, sink = io.BytesIO(), io.BytesIO()
    target = EntrywiseTarget(sink)
    for archive_to, release in ((plain, lambda: None), (target, target.release)):
        with ZipFile(archive_to, "w", ZIP_STORED) as archive:
            for number, chunks in enumerate(entries):
                with archive.open(f"{number}", "w") as file:
                    for chunk in chunks:
                        file.write(chunk)
                release()
        release()

    assert sink.getvalue() == plain.getvalue()
    assert (target.size, target.sha256) == (len(plain.getvalue()), hashlib.sha256(plain.getvalue()).hexdigest())
    assert [ZipFile(sink).read(f"{at}") for at in range(len(entries))] == [b"".join(chunks) for chunks in entries]
