"""The fields of a load file: what each document of the court package says in them. This is where a document becomes a row.

Page keys are the printed page numbers, padded so that they sort; a document's first and last page are its beginning and ending key.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from claims.model.court_profile import PageNumbers
from claims.model.made_bundle import MadeDocument

# Each document of the package with the number of its first page; asked for anew for every file that is written.
Documents = Callable[[], Iterable[tuple[MadeDocument, int]]]

COURT_FIELDS = (
    *("BEGBATES", "ENDBATES", "BEGATTACH", "ENDATTACH", "PARENT_BATES", "CUSTODIAN", "EXHIBIT_NO", "DOCTYPE", "TITLE"),
    *("AUTHOR", "DOCDATE", "DOCDATE_EDTF", "LANGUAGE", "TRANSLATION_OF", "FILENAME", "FILEEXT", "FILESIZE", "PGCOUNT"),
    *("SHA256HASH", "MD5HASH", "CONFIDENTIALITY", "REDACTED", "SLIPSHEET", "NATIVEPATH", "TEXTPATH"),
)
COUNSEL_FIELDS = (*COURT_FIELDS, "CLAIM_ID", "SOURCE_RECEIVED_UTC", "SOURCE_SHA256HASH")
LEAST_WIDTH = 7
_PLAIN_PREFIX = re.compile(r'[^\s,"\\/\x00-\x1f]*')
_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_UNFIT_PATH = re.compile(r'[,"\r\n\x00-\x1f]')


@dataclass(frozen=True)
class PageKeys:
    """How a page number is written as a key: prefix and fixed width; a profile that pads nothing gets seven digits here."""

    prefix: str
    width: int

    @classmethod
    def of(cls, pages: PageNumbers) -> "PageKeys":
        """The keys of a court profile. Raises ValueError for a prefix that no load file can hold."""
        if not _PLAIN_PREFIX.fullmatch(pages.prefix):
            raise ValueError("a page key holds no spaces, commas, quotes or slashes")
        return cls(prefix=pages.prefix, width=pages.width or LEAST_WIDTH)

    def key(self, number: int) -> str:
        """Page 12 as 0000012."""
        return f"{self.prefix}{number:0{self.width}d}"


def numbered(documents: Iterable[MadeDocument], *, first: int = 1) -> Iterator[tuple[MadeDocument, int]]:
    """Each document with the number of its first page, one number a page, without gaps."""
    for document in documents:
        yield document, first
        first += document.pages


@dataclass
class Survey:
    """What one look over all documents tells: how many, how many pages, gaps between their numbers, and families.

    `originals` maps the path of a document that has translations to its first and last page; `families` to the last page of the family,
    where the translations follow the original without a stranger between.
    """

    documents: int = 0
    pages: int = 0
    first: int = 0
    last: int = 0
    gaps: list[tuple[int, int]] = field(default_factory=list)
    originals: dict[str, tuple[int, int]] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)


def survey(documents: Documents) -> Survey:
    """Looks over all documents, in page order. Raises ValueError naming the document whose pages are none or overlap the one before."""
    seen = Survey()
    seen.originals = {one.translation_of: (0, 0) for one, _ in documents() if one.translation_of}
    family = ""
    for one, first in documents():
        if one.pages < 1 or (seen.documents and first <= seen.last):
            raise ValueError(f"{one.path}: pages {first} to {first + one.pages - 1} after page {seen.last}")
        if seen.documents and first > seen.last + 1:
            seen.gaps.append((seen.last + 1, first - 1))
        seen.first = seen.first or first
        seen.documents, seen.pages, seen.last = seen.documents + 1, seen.pages + one.pages, first + one.pages - 1
        if one.path in seen.originals:
            seen.originals[one.path] = (first, seen.last)
            family = one.path
        elif one.translation_of and one.translation_of == family:
            seen.families[family] = seen.last
        else:
            family = ""
    return seen


@dataclass(frozen=True)
class Rows:
    """Makes the rows of one load file. `root` is where data/ lies, seen from the folder that holds the packages: court/data.
    `unpadded`: the pages themselves bear their numbers without leading zeros.
    """

    keys: PageKeys
    seen: Survey
    for_counsel: bool
    root: str
    unpadded: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns: those of the court's copy, and for counsel three more."""
        return COUNSEL_FIELDS if self.for_counsel else COURT_FIELDS

    def of(self, documents: Documents) -> Iterator[dict[str, str]]:
        """Every document as a row, in order."""
        for document, first in documents():
            yield self.row(document, first)

    def row(self, document: MadeDocument, first: int) -> dict[str, str]:
        """One document; every value a text, "" where there is nothing to say."""
        last, name = first + document.pages - 1, document.path.rpartition("/")[2]
        row = {
            "BEGBATES": self.keys.key(first),
            "ENDBATES": self.keys.key(last),
            **self._family(document, first, last),
            "CUSTODIAN": f"party-{document.party:06d}" if document.party else "all-parties",
            "EXHIBIT_NO": document.number,
            "DOCTYPE": document.kind or document.section,
            "TITLE": document.title,
            "AUTHOR": document.author,
            "DOCDATE": _eight_digits(document.made_on),
            "DOCDATE_EDTF": document.made_on,
            "LANGUAGE": document.language,
            "FILENAME": name,
            "FILEEXT": name.rpartition(".")[2],
            "FILESIZE": str(document.size) if document.size else "",
            "PGCOUNT": str(document.pages),
            "SHA256HASH": document.sha256,
            "MD5HASH": document.md5,
            "CONFIDENTIALITY": "withheld" if document.slip == "withheld" else "",
            "REDACTED": "Y" if document.redacted else "N",
            "SLIPSHEET": document.slip,
            "NATIVEPATH": self.path(document.native_path),
            "TEXTPATH": self.path(document.text_path),
            "CLAIM_ID": document.reference,
            "SOURCE_RECEIVED_UTC": document.received,
            "SOURCE_SHA256HASH": document.source_sha256,
        }
        return {column: row[column] for column in self.fields}

    def path(self, path: str) -> str:
        r"""A path below data/ as .\court\data\…; "" stays. Raises ValueError for one that a load file cannot hold."""
        if _UNFIT_PATH.search(path) or _UNFIT_PATH.search(self.root):
            raise ValueError("a path in a load file holds no commas, quotes or line ends")
        return "\\".join([".", *self.root.split("/"), *path.split("/")]) if path else ""

    def _family(self, document: MadeDocument, first: int, last: int) -> Mapping[str, str]:
        original = document.translation_of
        head, head_last = self.seen.originals.get(original or document.path, (0, 0))
        # A translation that does not follow its original is named, but makes no range: others' pages would lie in it.
        end = self.seen.families.get(original or document.path, 0)
        within = end and (not original or head <= first <= end)
        return {
            "BEGATTACH": self.keys.key(head) if within else "",
            "ENDATTACH": self.keys.key(end) if within else "",
            "PARENT_BATES": self.keys.key(head) if original and head_last else "",
            "TRANSLATION_OF": self.path(original),
        }


def _eight_digits(edtf: str) -> str:
    """20150302 where a whole day is known for sure; "" for anything less, which DOCDATE_EDTF still says."""
    try:
        return date.fromisoformat(edtf).strftime("%Y%m%d") if _FULL_DAY.fullmatch(edtf) else ""
    except ValueError:
        return ""
