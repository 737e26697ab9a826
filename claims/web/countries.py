"""Countries and travel documents: ICAO Doc 9303 codes with names in the language of the page.

Names come from CLDR; the codes of documents that no country issues are named here. This is where `VNM` becomes
"Việt Nam" and a stateless person finds a line of their own.
"""

import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global

from claims.web.language import Language, current_language
from claims.web.language import lazy_gettext as _l

# Where most arrivals and residents came from in the disclosed years; first in every list.
FREQUENT = (
    *("KOR", "CHN", "JPN", "VNM", "USA", "TWN", "HKG", "THA", "PHL", "UZB", "RUS", "IDN", "MNG", "KHM", "NPL"),
    *("MYS", "MMR", "KAZ"),
)
# ICAO 9303-3 section 5: codes that are not ISO 3166-1. Germany's passports say D.
_ICAO_INSTEAD_OF_ISO = {"DEU": "D", "XKK": "RKS"}
OTHER_DOCUMENTS = {
    "XXA": _l("Stateless person (1954 Convention travel document)"),
    "XXB": _l("Refugee (1951 Convention travel document)"),
    "XXC": _l("Refugee, other travel document"),
    "XXX": _l("No nationality stated in the document"),
    "UNO": _l("United Nations travel document"),
    "UNA": _l("Travel document of a United Nations agency"),
    "GBN": _l("British National (Overseas)"),
    "GBD": _l("British Overseas Territories citizen"),
    "GBO": _l("British Overseas citizen"),
    "GBP": _l("British protected person"),
    "GBS": _l("British subject"),
    "XOM": _l("Sovereign Military Order of Malta"),
    "EUE": _l("European Union travel document"),
}
# Groupings of countries, and places from which no traveler comes with a passport of their own.
_NO_COUNTRIES = frozenset("AC AQ BV CP CQ DG EA EU EZ GS HM IC IO QO TA TF UM UN XA XB ZZ".split())  # noqa: SIM905  readable
_RETIRED = frozenset("BUR DDR FXX TMP YMD ZAR".split())  # noqa: SIM905  readable


@cache
def _territories() -> dict[str, str]:
    """ICAO code to CLDR territory: the three-letter alias of every country that still exists."""
    named = set(Locale("en").territories) - _NO_COUNTRIES
    aliases = get_global("territory_aliases").items()
    return {
        _ICAO_INSTEAD_OF_ISO.get(code, code): str(territories[0])
        for code, territories in aliases
        if len(code) == 3
        and code.isalpha()
        and code not in _RETIRED
        and len(territories) == 1
        and territories[0] in named
    }


def country_name(code: str, *, language: Language | None = None) -> str:
    """The country or document behind an ICAO code; the code itself when it is not known."""
    if code in OTHER_DOCUMENTS:
        return str(OTHER_DOCUMENTS[code])
    territory = _territories().get(_ICAO_INSTEAD_OF_ISO.get(code, code))
    return str((language or current_language()).cldr.territories.get(territory, code)) if territory else code


def _sorting_key(name: str, language: Language) -> tuple[object, str]:
    if language.tag == "zh-Hans":
        # GB 18030 keeps the order of GB 2312, whose first level is sorted by pinyin: what a reader looks for.
        return name.encode("gb18030"), name
    if language.tag == "ko":
        return name, name
    letters = unicodedata.normalize("NFD", name.replace("Đ", "D~").casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign)), name


@cache
def _countries(language: Language) -> tuple[tuple[str, str], ...]:
    named = [(code, country_name(code, language=language)) for code in _territories()]
    return tuple(sorted(named, key=lambda pair: _sorting_key(pair[1], language)))


def frequent_countries(language: Language) -> list[tuple[str, str]]:
    """The countries most people come from, most frequent first."""
    return [(code, country_name(code, language=language)) for code in FREQUENT]


def place_choices(language: Language) -> list[tuple[str, str]]:
    """Every country where somebody can be, sorted as its readers sort."""
    return [*_countries(language)]


def country_choices(language: Language) -> list[tuple[str, str]]:
    """Every country sorted as its readers sort, then the documents of those whom no country vouches for."""
    return [*place_choices(language), *((code, str(words)) for code, words in OTHER_DOCUMENTS.items())]
