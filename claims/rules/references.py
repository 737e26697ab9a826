"""References and receipt codes: what a claimant copies on paper. This is where their alphabet, groups and check characters are ruled.

"A single wrong character, and nearly every swap of two neighbours, is noticed before anything is looked up."
Alphabet: digits and Latin capitals without I, L, O, U (Crockford), which read alike in no script's hand. The check character is
ISO 7064 hybrid MOD 33,32 by python-stdnum. A code has 23 random characters = 115 bits.
"""

import unicodedata

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from claims.errors import NotValid

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 8
CODE_LENGTH = 24
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def with_check(random_characters: str) -> str:
    """The text with its check character appended."""
    return random_characters + mod_37_36.calc_check_digit(random_characters, ALPHABET)


def grouped(text: str) -> str:
    """In groups of four: 7K3M-9Q4T."""
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def cleaned(typed: str) -> str:
    """What was meant: any script's digits, any case, any spaces and hyphens; O for zero, I and L for one."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    digits = "".join(str(unicodedata.digit(c)) if unicodedata.digit(c, None) is not None else c for c in plain)
    return "".join(c for c in digits if c.isalnum()).translate(_MISREAD)


def check_text(typed: str, *, length: int) -> str:
    """The cleaned text. Raises NotValid `code_length` or `code_mistyped`.

    >>> check_text("o000 000" + with_check("0000000")[-1], length=8) == with_check("0000000")
    True
    """
    text = cleaned(typed)
    if len(text) != length:
        raise NotValid("code_length", expected=length, given=len(text))
    try:
        mod_37_36.validate(text, ALPHABET)
    except ValidationError:
        raise NotValid("code_mistyped") from None
    return text
