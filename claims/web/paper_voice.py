"""The words of papers in any offered language, for whoever makes papers without a page: the worker, commands. This is where papers get their voice."""

from collections.abc import Mapping

from claims.web.language import CLAIMANT_LANGUAGES, gettext, speaking
from claims.web.match_words import match_words
from claims.web.paper_words import proof_words, statement_words
from claims.web.wording_matters import LEFT_OUT, TO_FOLLOW, WHO_MENDS

_OFFERED = {language.tag for language in CLAIMANT_LANGUAGES}


class PaperVoice:
    """Catalogues of paper words, made once per language; a language that is not offered speaks English."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], Mapping[str, str]] = {}

    def statement(self, language: str) -> Mapping[str, str]:
        """Words of a statement."""
        return self._once("statement", language)

    def match(self, language: str) -> Mapping[str, str]:
        """Words of a match explanation."""
        return self._once("match", language)

    def proof(self, language: str) -> Mapping[str, str]:
        """Words of a proof of receipt."""
        return self._once("proof", language)

    def bundle(self, language: str) -> Mapping[str, str]:
        """Words of a bundle's tables: `left_out.<reason>`, `who_mends.<reason>`, `to_follow.<code>`."""
        return self._once("bundle", language)

    def _once(self, paper: str, language: str) -> Mapping[str, str]:
        tag = language if language in _OFFERED else "en"
        if (paper, tag) not in self._said:
            with speaking(tag):
                words = {
                    "statement": lambda: statement_words(gettext, language=tag),
                    "match": lambda: match_words(gettext),
                    "proof": lambda: proof_words(gettext),
                    "bundle": _bundle_words,
                }[paper]()
            self._said[paper, tag] = words
        return self._said[paper, tag]


def _bundle_words() -> dict[str, str]:
    tables = {"left_out": LEFT_OUT, "who_mends": WHO_MENDS, "to_follow": TO_FOLLOW}
    return {f"{name}.{code}": str(said) for name, table in tables.items() for code, said in table.items()}


PAPER_VOICE = PaperVoice()
