"""What happened to a piece, told in order, and nothing guessed where it was not kept."""

from claims.model.claim_file import ClaimFile, EvidenceFacts, Masking
from claims.model.matter import ExhibitUse
from claims.model.vocabulary import EvidenceKind
from claims.rules.custody import Leaving, events_of, instant, redactions_of

CAME, PAINTED_AT = 1_795_000_000, 1_795_100_000
LEAVING = Leaving(at="2026-11-22T12:00:00Z", actor="Park (counsel)", purpose="소장 제출", recipient="법원")
FIRST = Masking(before="11" * 32, clean="22" * 32, after="33" * 32, at=PAINTED_AT, by="m1", role="lead", regions=2)


def piece(**facts: object) -> EvidenceFacts:
    """A cleaned photo, changed as said."""
    given: dict[str, object] = {
        "id": "e1",
        "kind": EvidenceKind.STAMP,
        "media_type": "image/jpeg",
        "size": 9,
        "sha256": "11" * 32,
        "clean_sha256": "22" * 32,
        "parts": (),
        "added_at": CAME,
    }
    return EvidenceFacts.model_validate(given | facts)


def told(*pieces: EvidenceFacts, uses: dict[str, ExhibitUse] | None = None) -> list[tuple[str, str, str]]:
    """Event, fingerprint before and after, of each piece that has a number."""
    file = ClaimFile(language="ko", evidence=pieces)
    numbers = {"e1": "갑 제1호증의 1", "e2": "갑 제1호증의 2"}
    events = events_of(file, numbers=numbers, uses=uses or {}, names={"m1": "Han"}, leaving=LEAVING)
    assert all(event.item in numbers.values() for event in events)
    return [(event.event, event.before[:2], event.after[:2]) for event in events]


def test_a_photo_from_upload_to_export() -> None:
    assert told(piece()) == [
        ("capture", "", ""),
        ("message digest calculation", "", "11"),
        ("normalization", "11", "22"),
        ("dissemination", "11", "22"),
    ]


def test_the_last_fingerprint_is_of_what_left() -> None:
    for use, last in (("original", "11"), ("clean", "22"), ("withheld", "")):
        assert told(piece(), uses={"e1": use})[-1] == ("dissemination", "11", last)  # type: ignore[dict-item]  # a literal
    assert told(piece(clean_sha256=""))[-2:] == [
        ("message digest calculation", "", "11"),
        ("dissemination", "11", "11"),
    ]


def test_a_painted_piece_keeps_its_first_fingerprints() -> None:
    painted = piece(sha256="33" * 32, clean_sha256="33" * 32, masked=True, maskings=(FIRST,))

    assert told(painted) == [
        ("capture", "", ""),
        ("message digest calculation", "", "11"),
        ("normalization", "11", "22"),
        ("redaction", "11", "33"),
        ("dissemination", "33", "33"),
    ]


def test_what_was_not_recorded_then_stays_blank() -> None:
    """Painted over before that was kept: the copy's fingerprint never stands in for the original's."""
    painted = piece(sha256="33" * 32, clean_sha256="33" * 32, masked=True)

    assert told(painted) == [("capture", "", ""), ("redaction", "", "33"), ("dissemination", "33", "33")]


def test_who_when_and_why() -> None:
    painted = piece(sha256="33" * 32, clean_sha256="33" * 32, masked=True, maskings=(FIRST,))
    file = ClaimFile(language="ko", evidence=(painted,))
    events = events_of(file, numbers={"e1": "1"}, uses={}, names={"m1": "Han"}, leaving=LEAVING)

    assert [event.actor for event in events] == ["claimant", "service", "service", "Han (lead)", "Park (counsel)"]
    assert [event.at for event in events] == [
        *[instant(CAME)] * 3,
        instant(PAINTED_AT),
        "2026-11-22T12:00:00Z",
    ]
    assert all(event.purpose for event in events)
    assert events[-1].purpose == "clean: 소장 제출 → 법원"


def test_pieces_without_a_number_did_not_leave() -> None:
    assert told(piece(id="e3")) == []
    assert len(told(piece(), piece(id="e2"), piece(id="e3"))) == 8


def test_one_row_a_painting_over() -> None:
    """Twice painted, two rows; the second's before is the first's after. Not painted, no row."""
    second = FIRST.model_copy(update={"before": "33" * 32, "after": "44" * 32, "by": "gone", "regions": 1})
    painted = piece(sha256="44" * 32, masked=True, maskings=(FIRST, second))
    file = ClaimFile(language="ko", evidence=(painted, piece(id="e2")))
    rows = redactions_of(
        file, party=4, reference="REF", numbers={"e1": "갑 제4호증의 1", "e2": "갑 제4호증의 2"}, names={"m1": "Han"}
    )

    assert [(row.number, row.before[:2], row.after[:2], row.by, row.regions) for row in rows] == [
        ("갑 제4호증의 1", "11", "33", "Han (lead)", 2),
        ("갑 제4호증의 1", "33", "44", "gone (lead)", 1),
    ]
    assert all((row.party, row.reference, row.at) == (4, "REF", instant(PAINTED_AT)) for row in rows)


def test_an_unrecorded_painting_over_still_has_its_row() -> None:
    file = ClaimFile(language="ko", evidence=(piece(sha256="33" * 32, masked=True),))
    (row,) = redactions_of(file, party=1, reference="REF", numbers={"e1": "1"}, names={})

    assert (row.before, row.after[:2], row.at, row.by) == ("", "33", "", "")


def test_instants_are_utc() -> None:
    assert instant(1_795_348_800) == "2026-11-22T12:00:00Z"
    assert instant(0) == ""
