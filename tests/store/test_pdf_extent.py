"""A PDF that lacks its end or unfolds without bound is known before it is unfolded."""

import io
import re
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from claims.errors import NotValid
from claims.rules.uploads import LIMITS
from claims.store.pdf_extent import check_extent, is_short


def paper(**saving: object) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as document:
        for number in range(4):
            page = document.add_blank_page(page_size=(200, 200))
            page.obj.Contents = document.make_stream(b"% words " * (40 + number))
        document.save(written, **saving)
    return written.getvalue().rstrip()


@pytest.mark.parametrize("linearize", [False, True])
def test_a_whole_one_is_not_short_and_each_shorter_one_is(linearize: bool) -> None:
    content = paper(linearize=linearize)
    assert not is_short(content)
    assert not is_short(content + b"\r\n\0\0")
    for end in range(1, len(content), 7):
        assert is_short(content[:end]), end


def test_a_later_revision_that_is_cut_off_is_short_and_other_bytes_after_the_end_are_not() -> None:
    content = paper()
    assert is_short(content + b"\n7 0 obj\n<< /Type /Cat")
    assert not is_short(content + b"PK\x03\x04 another kind of file")


@pytest.mark.parametrize("kid", [b"99 0 R", b"(900101)", b"1.5"])
def test_what_a_damaged_paper_says_is_not_logged(kid: bytes, caplog: pytest.LogCaptureFixture) -> None:
    content = paper(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    damaged = re.sub(rb"/Kids \[ \d+ 0 R", b"/Kids [ " + kid, content)
    assert damaged != content
    with pikepdf.open(io.BytesIO(damaged)) as document:
        assert len(document.pages) == 3
    assert caplog.records == []


def check(stream_bytes: bytes, **keys: object) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        stream = document.make_indirect(pikepdf.Stream(document, stream_bytes, **keys))
        document.Root.Kept = stream
        check_extent(document)


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """Half a gigabyte and a little more of zeros, deflated."""
    packer, packed = zlib.compressobj(9), []
    for _ in range(LIMITS.unpacked_bytes // (1 << 24) + 1):
        packed.append(packer.compress(bytes(1 << 24)))
    return b"".join([*packed, packer.flush()])


def test_a_stream_that_unfolds_beyond_the_limit_is_refused(bomb: bytes) -> None:
    assert len(bomb) < 1_000_000
    with pytest.raises(NotValid, match="upload_too_large"):
        check(bomb, Filter=Name.FlateDecode)
    with pytest.raises(NotValid, match="upload_too_large"):
        check(bomb, Filter=Array([Name.FlateDecode, Name.DCTDecode]))
    check(zlib.compress(bytes(1 << 20)), Filter=Name.FlateDecode)


def test_a_stream_deflated_twice_is_refused() -> None:
    with pytest.raises(NotValid, match="upload_too_large"):
        check(zlib.compress(zlib.compress(b"x")), Filter=Array([Name.FlateDecode, Name.FlateDecode]))


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(NotValid, match="upload_too_large"):
        check(b"", Width=60_000, Height=60_000)
    check(b"", Width=4_000, Height=3_000)


@pytest.mark.parametrize("filters", [Array(), Name.DCTDecode, Dictionary()])
def test_odd_filters_are_left_to_the_reader(filters: pikepdf.Object) -> None:
    check(b"not deflated", Filter=filters)
    check(b"not deflated", Filter=Name.FlateDecode)
