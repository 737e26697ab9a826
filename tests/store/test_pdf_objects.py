"""Every object is met, however deep it lies, and every text among them is read."""

import pikepdf
from pikepdf import Array, Dictionary, String

from claims.store.pdf_objects import everything, strings


def test_texts_are_found_at_every_depth_in_every_encoding() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        deep = Dictionary(K=Array([Dictionary(V=Array([String("안쪽 글")]))]))
        document.Root.Direct = deep
        document.Root.Indirect = document.make_indirect(Dictionary(T=String("plain")))
        document.Root.OnStream = document.make_stream(b"", Note=String("beside a stream"))
        found = list(strings(document))
        assert {"안쪽 글", "plain", "beside a stream"} <= set(found)
        assert sum(isinstance(each, String) for each in everything(document)) == 3


def test_bytes_that_are_no_text_are_passed_over() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Signature = String(b"\xfe\xff\xd8\x00")
        document.Root.Broken = document.make_stream(
            b"junk", Type=pikepdf.Name.Metadata, Filter=pikepdf.Name.FlateDecode
        )
        assert all(isinstance(found, str) for found in strings(document))
