"""25. Nothing that only counsel may know is in any byte of the court's package: streams unpacked, tables unzipped, metadata laid open.

What stands nowhere else is looked for by words of its own (COUNSELS), days of first knowledge by a year that nothing else has,
strengths, flags and segments by the very words that counsel's copy has for them, fingerprints and references letter by letter.
"""

import json
import re
from hashlib import sha256

import pytest

from claims.web.paper_voice import PAPER_VOICE
from tests.bundle_people import COUNSELS, EVERYBODY, GOING, content_of
from tests.unpacked_bundle import Unpacked, laid_open
from tests.whole_bundle import FullMatter

COURTS = ("korean", "american")
# Why a claim is kept back stays in the matter's file: not even this bundle's counsel side repeats it.
NOT_IN_ANY = {"VXQBACK"}


@pytest.fixture(params=COURTS)
def bundle(request: pytest.FixtureRequest) -> Unpacked:
    """The bundle of each court."""
    found: Unpacked = request.getfixturevalue(request.param)
    return found


def test_no_word_of_counsels_is_in_the_courts_package(bundle: Unpacked) -> None:
    """Deadlines, notes, first knowledge, other proceedings, holds, file names, earlier answers, purpose: each is in counsel's, none in the court's."""
    court, counsel = bundle.court, bundle.counsel

    for what, word in COUNSELS.items():
        assert word not in court, what
        assert (word in counsel) == (word not in NOT_IN_ANY), what


def test_no_day_of_first_knowledge(bundle: Unpacked) -> None:
    court, counsel = bundle.court, bundle.counsel

    for person in GOING:
        assert person.learned_when in counsel
        assert person.learned_when not in court
    for path, text in bundle.texts.items():
        if path.startswith("court/"):
            assert not re.search("(?<![0-9a-f])1997(?![0-9a-f])", text), path  # within a fingerprint it is no year


def test_no_strength_flag_or_segment(bundle: Unpacked) -> None:
    """In Korean and English, as words and as codes; counsel's explanations have them, so the words are the right ones."""
    told = {
        package: "".join(text for path, text in bundle.texts.items() if path.startswith(f"{package}/data/{folder}/"))
        for package, folder in (("court", "30-match"), ("counsel", "10-match"))
    }
    judged = bundle.counsel
    words = {PAPER_VOICE.match("ko")[key] for key in ("flag.crew", "strength", "flags", "segments")}
    codes = {code for code in re.findall(r'"(F[1-4]|N[1-3])"', judged)}

    assert codes
    for word in words:
        assert word in told["counsel"]
        assert word not in told["court"], word
    for path, content in bundle.under("court/data/30-match/").items():
        # What is written there stands in a row of signs; four letters alone stand somewhere in what is packed.
        raw = "\n".join(re.findall("[\x20-\x7e]{12,}", laid_open(content).decode("latin-1")))
        for word in ("strength", "strong", "weak", "medium", "inside_flagged", "crew", "segment"):
            assert word not in raw, (path, word)
            assert word not in bundle.texts[path], (path, word)
        # Two letters stand somewhere in any picture or font; as text they would be read.
        assert not codes & set(re.findall(r"\w+", bundle.texts[path])), path


def test_no_one_who_stays_out_and_no_fingerprint_of_what_was_given(bundle: Unpacked, matter: FullMatter) -> None:
    """References of who stays out, duplicates, agreements by their texts, fingerprints of originals whose clean copy is produced."""
    court, counsel = bundle.court, bundle.counsel
    given = {
        sha256(content_of(person, piece)).hexdigest()
        for person in GOING
        for piece in person.pieces
        if piece.use == "clean" and not piece.raw
    }

    for person in EVERYBODY:
        reference = matter.sent[person.key].receipt.reference
        assert reference in counsel
        if person.out:
            assert reference not in court
            assert person.own not in court
    for digest in given:
        assert digest in counsel
        assert digest not in court
    for claim in bundle.under("counsel/data/20-claims/").values():
        for agreement in json.loads(claim)["said"]["agreements"]:
            assert agreement["text_sha256"] not in court or agreement["text_sha256"] == "0" * 64
    assert "T03:00:00Z" in counsel
    assert "T03:00:00Z" not in court


def test_the_search_would_find_it(korean: Unpacked) -> None:
    """A word set on a page, in a title, in an outline or in a table is dug out: each kind of place is tried on what is there."""
    court = korean.court

    assert "ZQKLINH ticket page 2" in court
    assert "국가배상 청구의 소" in court
    assert "법무부 <b>답변</b>" in court or "법무부 &lt;b&gt;답변" in court
    assert "PZQKANN" in court
