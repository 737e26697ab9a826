"""Languages: which are offered, which one this page speaks, and how a word is said in it.

Every claimant address begins with its language (`/ko/…`); the desks speak Korean or English. A language never changes
by itself: it is in the address, or it was chosen at a desk. This is where `g.language` is decided.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from babel import Locale
from babel.support import LazyProxy
from flask import g, has_request_context, request

from claims.web.catalogues import words_of


@dataclass(frozen=True)
class Language:
    """One language: BCP-47 `tag` as it stands in addresses, `locale` folder, its own name, and `ltr` or `rtl`."""

    tag: str
    locale: str
    own_name: str
    direction: str

    @property
    def cldr(self) -> Locale:
        """The CLDR locale for dates and country names. English writes dates the way most readers of it expect."""
        return Locale.parse("en_GB" if self.tag == "en" else self.locale)


KOREAN = Language("ko", "ko", "한국어", "ltr")
ENGLISH = Language("en", "en", "English", "ltr")
CLAIMANT_LANGUAGES = (
    KOREAN,
    ENGLISH,
    Language("zh-Hans", "zh_Hans", "简体中文", "ltr"),
    Language("ja", "ja", "日本語", "ltr"),
    Language("vi", "vi", "Tiếng Việt", "ltr"),
    Language("ar", "ar", "العربية", "rtl"),
)
OFFICE_LANGUAGES = (KOREAN, ENGLISH)
FALLBACK = KOREAN

_BY_TAG = {language.tag: language for language in CLAIMANT_LANGUAGES}
# Browsers ask for zh-CN or zh-SG; the script decides, and both write the simplified one.
_ASKED_AS = {"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-Hans-CN": "zh-Hans"}
_speaking: ContextVar[Language | None] = ContextVar("speaking", default=None)


def language_of(tag: str) -> Language | None:
    """The offered language with exactly this tag, or None."""
    return _BY_TAG.get(tag)


def guessed_language(offered: tuple[Language, ...] = CLAIMANT_LANGUAGES) -> Language:
    """The best guess from Accept-Language among those offered; Korean where nothing fits."""
    tags = [language.tag for language in offered]
    for asked, quality in request.accept_languages:
        tag = _ASKED_AS.get(asked, asked)
        for candidate in (tag, tag.split("-")[0]):
            if quality > 0 and candidate in tags:
                return _BY_TAG[candidate]
    return FALLBACK


def current_language() -> Language:
    """The language being spoken now: inside `speaking`, else of the page, else the browser's, else English."""
    spoken = _speaking.get()
    if spoken is not None:
        return spoken
    if has_request_context():
        return g.get("language") or guessed_language()
    return ENGLISH


@contextmanager
def speaking(tag: str) -> Iterator[Language]:
    """Say everything inside the `with` in this language, for papers and commands; unknown tags speak English."""
    language = _BY_TAG.get(tag, ENGLISH)
    undo = _speaking.set(language)
    try:
        yield language
    finally:
        _speaking.reset(undo)


def gettext(message: str, /, **values: object) -> str:
    """The message in the current language. `values` fill named placeholders: `gettext("Hello %(name)s", name=n)`."""
    said = words_of(current_language().locale).gettext(message) if message else ""
    return said % values if values else said


def plural_message(singular: str, plural: str, number: int, /) -> str:
    """The message in the form the language uses for this number, its placeholders still open: Jinja fills them itself."""
    return words_of(current_language().locale).ngettext(singular, plural, number)


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """As gettext, in the form the language uses for this number; `%(num)s` is the number."""
    return plural_message(singular, plural, number) % {"num": number, **values}


def lazy_gettext(message: str, /, **values: object) -> LazyProxy:
    """As gettext, said anew at each reading: for words that are written down before any page exists."""
    return LazyProxy(gettext, message, enable_cache=False, **values)
