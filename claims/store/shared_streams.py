"""Shared streams: the same font program, character map, colour profile or picture in many documents, kept once in a volume.

Compared by the hash of their bytes and of what is said about them, so that two streams are one only when nothing tells them apart.
This is where a merged volume loses weight.
"""

import hashlib
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Stream

_FONT_PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)
_DEEPEST = 8


class SharedStreams:
    """Remembers every stream of one volume that was met, by its hash."""

    def __init__(self) -> None:
        self._known: dict[bytes, Object] = {}
        self._seen: set[tuple[int, int]] = set()

    def share(self, page: Page) -> None:
        """Let what the page draws with be the streams that were met before, where they are the same."""
        self._resources(page.resources, deep=0)

    def _resources(self, resources: Object, *, deep: int) -> None:
        for holder, key in self._places(resources, deep=deep):
            stream = holder[key]
            if not isinstance(stream, Stream):
                continue
            if (met := self._known.setdefault(_fingerprint(stream), stream)) is not stream:
                holder[key] = met

    def _places(self, resources: Object, *, deep: int) -> Iterator[tuple[Object, Name | int]]:
        for font in _values(resources, Name.Font):
            if self._is_new(font):
                yield from _of_font(font)
        for space in _values(resources, Name.ColorSpace):
            if isinstance(space, Array) and len(space) == 2 and space[0] == Name.ICCBased:
                yield space, 1
        drawn = resources.get(Name.XObject, Dictionary())
        for key in list(drawn.keys()):
            form = drawn[key]
            if not isinstance(form, Stream):
                continue
            if form.get(Name.Subtype) == Name.Image:
                yield drawn, Name(key)
            elif Name.Resources in form and deep < _DEEPEST and self._is_new(form):
                self._resources(form.Resources, deep=deep + 1)

    def _is_new(self, held: Object) -> bool:
        if not held.is_indirect:
            return True
        if held.objgen in self._seen:
            return False
        self._seen.add(held.objgen)
        return True


def _of_font(font: Object) -> Iterator[tuple[Object, Name | int]]:
    if Name.ToUnicode in font:
        yield font, Name.ToUnicode
    for one in (font, *font.get(Name.DescendantFonts, Array())):
        descriptor = one.get(Name.FontDescriptor, Dictionary())
        for key in _FONT_PROGRAMS:
            if key in descriptor:
                yield descriptor, key


def _values(resources: Object, kind: Name) -> list[Object]:
    return [held for _, held in resources.get(kind, Dictionary()).items() if isinstance(held, Dictionary | Array)]


def _fingerprint(stream: Stream) -> bytes:
    said = sorted(
        (key, value.unparse() if isinstance(value, Object) else repr(value).encode())
        for key, value in stream.stream_dict.items()
    )
    return hashlib.sha256(repr(said).encode() + stream.read_raw_bytes()).digest()
