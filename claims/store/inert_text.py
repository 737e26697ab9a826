"""Inert text: what a person typed, made safe to print without changing what it says.

Markup needs nothing (it travels as JSON text). Characters that would act unseen do: an override can make "2015" read "5102", a
tag or control character hides words. They are shown by number instead: "[U+202E]". This is where they are made visible.
"""

import re

# Bidi embeddings, overrides and isolates; C0 and C1 controls but tab and line feed; byte order mark; tags; surrogates;
# noncharacters. Joiners, zero-width spaces and the plain marks U+200E, U+200F, U+061C belong to honest writing and stay.
_UNSEEN = re.compile(
    "[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u206a-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")


def inert(text: str) -> str:
    """The same words with every unseen acting character written out.

    >>> inert("a\\u202eb")
    'a[U+202E]b'
    """
    if text.isascii() and text.isprintable():
        return text  # most of what is written, and a hundred thousand claimants have much of it
    return _UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", _LINE_ENDS.sub("\n", text))


def has_unseen(text: str) -> bool:
    """Whether anything would be written out: the flag for counsel."""
    return _UNSEEN.search(_LINE_ENDS.sub("\n", text)) is not None


def inert_all(value: object) -> object:
    """`inert` for every text in nested mappings, lists and tuples; other values as they are."""
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, dict):
        return {key: inert_all(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [inert_all(inner) for inner in value]
    return value
