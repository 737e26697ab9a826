"""Evidence: sealed as it comes in, read by a real decoder, listed; and on any refusal nothing of it remains."""

import zlib
from datetime import date

import pytest
from sqlmodel import select

from claims.actions.attach_evidence import attach_evidence, begin_upload, read_upload, remove_evidence
from claims.cli.demonstration.evidence import entry_stamp_jpeg
from claims.errors import NotFound, NotNow, NotValid
from claims.model.claim import Claim
from claims.model.claim_file import EvidenceFacts, EvidencePart
from claims.model.vocabulary import EvidenceKind, Move, Status
from claims.rules.uploads import LIMITS
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.clock import start_of_week
from claims.store.sealed_files import open_whole
from tests.cast import HAN, LINH
from tests.make import MadeOffice, make_office
from tests.make_bundles import attach, picture


def listed(office: MadeOffice, claim: OpenClaim) -> tuple[EvidenceFacts, ...]:
    """The files of a claim, as its file lists them."""
    with office.database.question() as session:
        return read_claim_file(session, claim)[0].evidence


def content(office: MadeOffice, claim: OpenClaim, parts: tuple[EvidencePart, ...]) -> bytes:
    """The bytes of a list of parts."""
    with office.database.question() as session:
        identity = read_claim_file(session, claim)[0].evidence_identity
    return open_whole(parts, identity=identity, vault=office.vault, folder=claim.vault_folder)


def lying(office: MadeOffice, claim: OpenClaim) -> set[str]:
    """The names in a claim's folder."""
    return set(office.vault.list(claim.vault_folder))


def test_a_photo_is_kept_as_given_and_shown_without_its_metadata(bare_office: MadeOffice) -> None:
    """The specimen with GPS: the original bytes for counsel, a clean copy for staff; both in the vault, listed."""
    _, draft = bare_office.draft(LINH)
    stamp = entry_stamp_jpeg(day=date(2015, 3, 2))
    facts = attach(bare_office, draft, stamp, note="con dấu")

    assert listed(bare_office, draft) == (facts,)
    assert content(bare_office, draft, facts.parts) == stamp
    clean = content(bare_office, draft, facts.clean)
    assert b"Exif" in stamp
    assert b"Exif" not in clean
    assert lying(bare_office, draft) == {part.name for part in (*facts.parts, *facts.clean)}
    assert (facts.media_type, facts.clean_media_type, facts.size) == ("image/jpeg", "image/jpeg", len(stamp))


def test_nothing_of_it_lies_in_clear_and_the_times_are_the_week(small_bare_office: MadeOffice) -> None:
    """Neither name, note nor content; whenever it was uploaded."""
    _, draft = small_bare_office.draft(LINH)
    attach(small_bare_office, draft, picture(described="gehört Linh"), name="Linh-passport.jpg", note="của tôi")
    files = [path for path in small_bare_office.vault.root.rglob("*") if path.is_file()]

    assert {path.stat().st_mtime for path in files} == {start_of_week(small_bare_office.now)}
    for path in files:
        assert len(zlib.compress(path.read_bytes())) > path.stat().st_size * 0.95
        assert not [
            word for word in ("gehört Linh".encode(), "của tôi".encode(), b"-passport") if word in path.read_bytes()
        ]


@pytest.mark.parametrize(
    ("bytes_given", "name", "reason"),
    [
        (b"", "a.jpg", "upload_empty"),
        (b"not a picture", "a.jpg", "upload_not_what_it_claims"),
        (picture(), "a.pdf", "upload_not_what_it_claims"),
        (picture()[:200], "a.jpg", "upload_cut_off"),
        (picture(described="900101-1234567"), "a.jpg", "upload_resident_number"),
        (picture(), "900101-1234567.jpg", "upload_resident_number"),
    ],
)
def test_what_is_refused_leaves_nothing(
    small_bare_office: MadeOffice, bytes_given: bytes, name: str, reason: str
) -> None:
    """Neither a line nor a sealed byte."""
    _, draft = small_bare_office.draft(LINH)
    with pytest.raises(NotValid) as refused:
        attach(small_bare_office, draft, bytes_given, name=name)

    assert refused.value.reason == reason
    assert listed(small_bare_office, draft) == ()
    assert lying(small_bare_office, draft) == set()


def test_too_many_files_are_refused_before_the_first_byte(small_bare_office: MadeOffice) -> None:
    """And again when they are listed, for two uploads may run at once."""
    _, draft = small_bare_office.draft(LINH)
    facts = attach(small_bare_office, draft, picture())
    with small_bare_office.database.deed() as session:
        for _ in range(LIMITS.files_per_claim - 1):
            attach_evidence(session, draft, facts=facts, now=small_bare_office.now)
    with small_bare_office.database.question() as session:
        file, _ = read_claim_file(session, draft)
    with pytest.raises(NotValid, match="upload_too_many"):
        begin_upload(draft, file, vault=small_bare_office.vault, now=small_bare_office.now)
    with small_bare_office.database.deed() as session, pytest.raises(NotValid, match="upload_too_many"):
        attach_evidence(session, draft, facts=facts, now=small_bare_office.now)


def test_taking_a_file_away_destroys_it_and_no_other(bare_office: MadeOffice) -> None:
    """Original and clean copy; an unknown one is not found; after sending nothing is taken away."""
    _, draft = bare_office.draft(LINH)
    first, second = attach(bare_office, draft, picture()), attach(bare_office, draft, picture(shade=10))
    with bare_office.database.deed() as session:
        remove_evidence(session, draft, evidence_id=first.id, vault=bare_office.vault, now=bare_office.now)
    assert listed(bare_office, draft) == (second,)
    assert lying(bare_office, draft) == {part.name for part in (*second.parts, *second.clean)}

    with bare_office.database.deed() as session, pytest.raises(NotFound):
        remove_evidence(session, draft, evidence_id=first.id, vault=bare_office.vault, now=bare_office.now)
    bare_office.send_draft(draft)
    with bare_office.database.deed() as session, pytest.raises(NotNow):
        remove_evidence(session, draft, evidence_id=second.id, vault=bare_office.vault, now=bare_office.now)
    assert listed(bare_office, draft) == (second,)
    assert content(bare_office, draft, second.parts) == picture(shade=10)


def test_a_file_may_follow_until_the_power_is_signed(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """While the office still looks at the claim; it is unread again then. Set aside, it takes none."""
    office = make_office(sqlite_url, tmp_path_factory.mktemp("office"), members=(HAN,))
    han, sent = office.sign_in(HAN), office.send(LINH)
    office.decide(sent, han, Move.CHECK)
    attach(office, sent.claim, picture(), kind=EvidenceKind.OTHER)
    with office.database.question() as session:
        assert session.exec(select(Claim)).one().unread
    office.decide(sent, han, Move.SET_ASIDE, "a reason")
    with pytest.raises(NotNow):
        attach(office, sent.claim, picture())
    assert len(listed(office, sent.claim)) == 1
    with office.database.question() as session:
        assert session.exec(select(Claim)).one().status == Status.SET_ASIDE
    office.close()


def test_an_upload_that_breaks_off_leaves_nothing(
    small_bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the clean copy cannot be kept."""
    _, draft = small_bare_office.draft(LINH)
    with small_bare_office.database.question() as session:
        file, _ = read_claim_file(session, draft)
    sealer = begin_upload(draft, file, vault=small_bare_office.vault, now=small_bare_office.now)
    sealer.write(picture())
    real, calls = small_bare_office.vault.put_part, []

    def full(*given: object, **named: object) -> None:
        calls.append(given)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        real(*given, **named)  # type: ignore[arg-type]  # handed through as they came

    monkeypatch.setattr(small_bare_office.vault, "put_part", full)
    with pytest.raises(OSError, match="No space"):
        read_upload(
            draft,
            sealer,
            identity=file.evidence_identity,
            file_name="a.jpg",
            kind=EvidenceKind.STAMP,
            record_id=None,
            note="",
            vault=small_bare_office.vault,
            now=small_bare_office.now,
        )

    assert len(calls) == 2
    assert lying(small_bare_office, draft) == set()
