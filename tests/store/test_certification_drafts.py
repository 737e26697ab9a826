"""The draft certification: every fingerprint once, a sum over all that sha256sum's lines give, nobody's name filled in."""

import hashlib
from pathlib import Path

from tests.court_paper_samples import hash_rows, set_certifications
from tests.outside_tools import text_of


def spaced(text: str) -> str:
    return " ".join(text[at : at + 8] for at in range(0, 64, 8))


def test_it_is_a_draft_and_says_how_the_rest_is_computed(tmp_path: Path) -> None:
    [(path, pdf)] = set_certifications(hash_rows(2))
    said = text_of(pdf, tmp_path)

    assert path == "00-lists/certification-draft.pdf"
    for word in (
        *(
            "초안",
            "This is a draft",
            "902(13)",
            "902(14)",
            "typst",
            "0.15.2",
            "00-lists/party-list.pdf",
            spaced("cd" * 32),
        ),
        *("sha256sum -c manifest-sha256.txt", "Qualified person", "Signature", "data/"),
    ):
        assert word in said


def test_the_sum_over_all_is_that_of_the_lines(tmp_path: Path) -> None:
    rows = hash_rows(501)
    lines = "".join(f"{row.sha256}  data/{row.path}\n" for row in rows)
    first, last = (text_of(pdf, tmp_path) for _, pdf in set_certifications(rows))

    assert spaced(hashlib.sha256(lines.encode()).hexdigest()) in last
    assert "501" in last
    assert "계속" in first
    assert "Qualified person" not in first
    assert "This is a draft" not in last


def test_every_fingerprint_is_in_it_once(tmp_path: Path) -> None:
    rows = hash_rows(502)
    said = " ".join(text_of(pdf, tmp_path) for _, pdf in set_certifications(rows))
    assert all(said.count(row.path) == 1 and said.count(spaced(row.sha256)) == 1 for row in rows)


def test_nothing_to_certify_is_said_too(tmp_path: Path) -> None:
    [(_, pdf)] = set_certifications([])
    assert spaced(hashlib.sha256(b"").hexdigest()) in text_of(pdf, tmp_path)
