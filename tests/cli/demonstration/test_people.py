"""The sixteen people as claim files: all read, all languages, all scripts, evidence of each kind."""

import unicodedata

from claims.cli.demonstration.people import read_people

SCRIPTS = ("HANGUL", "CJK", "ARABIC", "THAI", "CYRILLIC", "MYANMAR", "LATIN")


def test_sixteen_people_write_in_six_languages_and_seven_scripts():
    """Names in Hangul, Hanzi, Arabic, Thai, Cyrillic, Burmese and Vietnamese letters."""
    people = read_people()
    assert len({person.slug for person in people}) == 16
    assert {person.language for person in people} == {"ko", "en", "zh-Hans", "ja", "vi", "ar"}
    letters = {unicodedata.name(c).split()[0] for person in people for c in person.claimant.name if c.isalpha()}
    assert letters >= set(SCRIPTS)


def test_evidence_is_made_up_in_each_format():
    """A photo with GPS, a PDF, a HEIC and an old passport."""
    begins = {piece.content[:4] for person in read_people() for piece in person.evidence()}
    assert begins >= {b"%PDF"}
    assert any(content[:3] == b"\xff\xd8\xff" for content in begins)
    heic = [piece for person in read_people() for piece in person.evidence() if piece.content[4:8] == b"ftyp"]
    assert len(heic) == 1
