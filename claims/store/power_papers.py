"""What a claimant signs for court: 소송위임장 and 선정서, in Korean with plain words in their language beside each clause.

The Korean is what counts before the court; the words beside it say what it means. This is where both papers are set.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from claims.errors import StartRefused
from claims.model.power_paper import SPECIAL_POWERS, Mark, Power, Principal, Selection, Signature
from claims.store.papers import Press

Words = Mapping[str, str]
SHORT_PRINT = 16


def power_of_attorney(
    power: Power, *, press: Press, words: Words, beside: Words | None = None, language: str = "en"
) -> bytes:
    """소송위임장 as PDF. `words` names countries ("country.VNM"); `beside` says each clause plainly in `language`.

    Each of the four special powers has its own box; only those in `power.granted` are ticked. Raises NotValid `missing_glyph`.
    """
    shown = power_sheet(power, words=words)
    return _set("power", shown, mark=power.mark, press=press, beside=beside, language=language)


def selection(
    chosen: Selection, *, press: Press, words: Words, beside: Words | None = None, language: str = "en"
) -> bytes:
    """선정서 as PDF, with the warning that the appointed party can settle and withdraw. As `power_of_attorney` otherwise."""
    shown = selection_sheet(chosen, words=words)
    return _set("selection", shown, mark=chosen.mark, press=press, beside=beside, language=language)


def papers_to_print(
    power: Power,
    chosen: Selection | None,
    *,
    helped: Mapping[str, str] | None,
    press: Press,
    words: Words,
    beside: Words | None = None,
    language: str = "en",
) -> bytes:
    """소송위임장, 선정서 where one is wanted, and the lines of who helped, to print and sign: one paper whose pages are counted through.

    `helped` has name, interpreter and the sentence both sign: `said` in Korean and `plain` in the claimant's language.
    """
    shown = power_sheet(power, words=words) | {
        "selection": selection_sheet(chosen, words=words) if chosen else None,
        "helped": dict(helped) if helped else None,
    }
    return _set("to_sign", shown, mark=power.mark, press=press, beside=beside, language=language)


def scan_cover(power: Power, *, pages: int, press: Press, words: Words) -> bytes:
    """The sheet before a power signed on paper: what counsel noted of it, and how many pages follow."""
    shown = power_sheet(power, words=words) | {"pages": pages}
    return _set("signing_cover", shown, mark=power.mark, press=press, beside=None, language="ko")


def power_sheet(power: Power, *, words: Words) -> dict[str, object]:
    """What the template of a power is given."""
    return asdict(power) | {
        "principal": _person(power.principal, words=words),
        "special": [{"code": code, "granted": code in power.granted} for code in SPECIAL_POWERS],
        "signatures": [_signature(one) for one in power.signatures],
    }


def selection_sheet(chosen: Selection, *, words: Words) -> dict[str, object]:
    """What the template of a choice is given."""
    return asdict(chosen) | {
        "principal": _person(chosen.principal, words=words),
        "appointed": _person(chosen.appointed, words=words) if chosen.appointed else None,
        "signatures": [_signature(one) for one in chosen.signatures],
    }


def read_beside(templates: Path, *, language: str) -> tuple[str, Words] | None:
    """Language and plain words beside the clauses: the claimant's own where there is a file, else English; None beside Korean.

    Files are words/court_powers_<language>_beside.toml. Raises StartRefused naming one that cannot be read.
    """
    if language == "ko":
        return None
    own = templates / "words" / f"court_powers_{language}_beside.toml"
    tag, path = (language, own) if own.is_file() else ("en", own.with_name("court_powers_en_beside.toml"))
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartRefused(f"{path}: the words beside the powers cannot be read ({error}).") from error
    return tag, {f"{section}.{name}": text for section, words in sections.items() for name, text in words.items()}


def _set(
    template: str,
    paper: Mapping[str, object],
    *,
    mark: Mark | None,
    press: Press,
    beside: Words | None,
    language: str,
) -> bytes:
    told = {"beside": {"language": language, "words": dict(beside)}} if beside else {"beside": None}
    words = dict(press.court_terms)
    if mark is not None:
        words["foot.mark"] = _foot(mark, words=words)
    return press.set_paper(template, paper, words=words, language="ko", beside=told)


def _foot(mark: Mark, *, words: Words) -> str:
    """To which text and which signature every page belongs, so that a page of another one is seen."""
    said = words["signing.mark_signed" if mark.signing else "signing.mark"]
    facts = {"offer": str(mark.offer), "sha256": short_print(mark.sha256), "signing": mark.signing}
    return said.format_map(facts)


def short_print(sha256: str) -> str:
    """As much of a fingerprint as stands on a page: what desk and paper compare."""
    return sha256[:SHORT_PRINT]


def _person(person: Principal, *, words: Words) -> dict[str, object]:
    country = words.get(f"country.{person.nationality}", "")
    return asdict(person) | {"nationality": f"{country} ({person.nationality})" if country else person.nationality}


def _signature(signature: Signature) -> dict[str, object]:
    return asdict(signature) | {"image": list(signature.image)}
