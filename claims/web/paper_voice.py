"""The words of papers in any offered language, for whoever makes papers without a page: the worker, commands. This is where papers get their voice."""

from collections.abc import Mapping

from claims.web.language import CLAIMANT_LANGUAGES, gettext, speaking
from claims.web.match_words import match_words
from claims.web.paper_words import proof_words, statement_words

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

    def _once(self, paper: str, language: str) -> Mapping[str, str]:
        tag = language if language in _OFFERED else "en"
        if (paper, tag) not in self._said:
            with speaking(tag):
                words = {
                    "statement": lambda: statement_words(gettext, language=tag),
                    "match": lambda: match_words(gettext),
                    "proof": lambda: proof_words(gettext),
                }[paper]()
            self._said[paper, tag] = words
        return self._said[paper, tag]


PAPER_VOICE = PaperVoice()
