"""Documents of a court package to write load files of. This is where sample documents and profiles are."""

from collections.abc import Callable, Iterable

from claims.model.court_profile import CourtProfile, ExhibitNumbers, PageNumbers
from claims.model.made_bundle import MadeDocument
from claims.store.load_fields import Documents, numbered
from claims.store.load_files import load_files

KOREA = CourtProfile(
    code="sample",
    title={"ko": "시험"},
    terms="ko",
    exhibits=ExhibitNumbers(shared="갑 제{main}호증", own="갑 제{main}호증의 {branch}"),
)
PADDED = KOREA.model_copy(update={"pages": PageNumbers(prefix="RC", width=9)})
HOSTILE = 'þ ® \x14 first\r\nsecond "quoted", 홍길동 محمد a\u202eb =1+1'


def document(party: int = 1, **facts: object) -> MadeDocument:
    """A statement of two pages, changed as said."""
    stem = f"10-statements/statement-{party:06d}"
    given = {
        "path": f"{stem}.pdf",
        "section": "statements",
        "title": f"진술서 – 원고 {party}",
        "pages": 2,
        "party": party,
        "reference": f"REF{party:05d}",
        "kind": "statement",
        "author": "Nguyễn Thị Hường",
        "made_on": "2026-11-20",
        "language": "vi",
        "text_path": f"{stem}.txt",
        "sha256": "ab" * 32,
        "size": 1000 + party,
        "received": "2026-11-20T03:04:05Z",
        "source_sha256": "cd" * 32,
    }
    return MadeDocument.model_validate(given | facts)


def paged(documents: Iterable[MadeDocument], *, first: int = 1) -> Documents:
    """The documents numbered on, as often as asked for."""
    held = list(numbered(documents, first=first))
    return lambda: iter(held)


def files_of(
    documents: Callable[[], Iterable[tuple[MadeDocument, int]]],
    *,
    profile: CourtProfile = KOREA,
    for_counsel: str = "no",
    root: str = "court/data",
) -> dict[str, bytes]:
    """The load files by name."""
    made = load_files(documents, profile=profile, for_counsel=for_counsel == "yes", root=root)
    return {path.rpartition("/")[2]: b"".join(chunks) for path, chunks, _what in made}
