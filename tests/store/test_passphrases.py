"""Passphrases: seven words from a list of 2,048, read as people type them."""

import unicodedata

from mnemonic import Mnemonic

from claims.store.passphrases import LISTS, WORDS, key_of_passphrase, new_passphrase

SALT = bytes(range(16))
SEVEN = "abandon ability able about above absent absorb"


def test_a_known_passphrase_gives_the_known_key() -> None:
    """Whoever weakens Argon2id or changes how words are read locks every member out, and finds out here."""
    assert (
        key_of_passphrase(SEVEN, salt=SALT).hex() == "eeff279bd2879c67ab75e594af40d09cadaa124013bb8974b0c1a3d3c277b84f"
    )


def test_every_list_gives_seventy_seven_bits() -> None:
    """2,048 words each, all different also after the reading that a key is made of."""
    for name in LISTS.values():
        words = Mnemonic(name).wordlist
        assert len({unicodedata.normalize("NFKD", word).casefold() for word in words}) == 2048
    assert WORDS * 11 == 77


def test_passphrases_do_not_repeat_and_are_in_the_list_of_the_language() -> None:
    """Korean words for a Korean member, English where there is no list."""
    made = [new_passphrase(language="ko") for _ in range(50)]

    assert len(set(made)) == 50
    known = {unicodedata.normalize("NFC", word) for word in Mnemonic("korean").wordlist}
    assert all(len(phrase.split()) == 7 and set(phrase.split()) <= known for phrase in made)
    assert set(new_passphrase(language="mn").split()) <= set(Mnemonic("english").wordlist)


def test_spaces_case_and_letter_forms_do_not_matter() -> None:
    """A Korean keyboard of one maker composes, another decomposes."""
    phrase = new_passphrase(language="ko")
    typed = f"  {unicodedata.normalize('NFD', phrase).replace(' ', '   ').upper()}\n"

    assert typed != phrase
    assert key_of_passphrase(phrase, salt=SALT) == key_of_passphrase(typed, salt=SALT)


def test_other_words_order_or_salt_give_another_key() -> None:
    """Each word counts, and so does its place."""
    changed = [SEVEN.replace("absorb", "abstract"), " ".join(reversed(SEVEN.split()))]

    keys = {key_of_passphrase(each, salt=SALT) for each in [SEVEN, *changed]} | {
        key_of_passphrase(SEVEN, salt=bytes(16))
    }
    assert len(keys) == 4
