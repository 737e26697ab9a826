"""What a claimant signs for court: 소송위임장 and 선정서, in Korean with plain words in their language beside each clause.

The Korean is what counts before the court; the words beside it say what it means. This is where both papers are set.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from claims.errors import StartRefused
from claims.model.power_paper import SPECIAL_POWERS, Power, Principal, Selection, Signature
from claims.store.papers import Press

Words = Mapping[str, str]


def power_of_attorney(
    power: Power, *, press: Press, words: Words, beside: Words | None = None, language: str = "en"
) -> bytes:
    """소송위임장 as PDF. `words` names countries ("country.VNM"); `beside` says each clause plainly in `language`.

    Each of the four special powers has its own box; only those in `power.granted` are ticked. Raises NotValid `missing_glyph`.
    """
    special = [{"code": code, "granted": code in power.granted} for code in SPECIAL_POWERS]
    paper = asdict(power) | {
        "reference": power.reference,
        "principal": _person(power.principal, words=words),
        "special": special,
        "signatures": [_signature(one) for one in power.signatures],
    }
    return _set("power", paper, press=press, beside=beside, language=language)


def selection(
    chosen: Selection, *, press: Press, words: Words, beside: Words | None = None, language: str = "en"
) -> bytes:
    """선정서 as PDF, with the warning that the appointed party can settle and withdraw. As `power_of_attorney` otherwise."""
    paper = asdict(chosen) | {
        "principal": _person(chosen.principal, words=words),
        "appointed": _person(chosen.appointed, words=words) if chosen.appointed else None,
        "signatures": [_signature(one) for one in chosen.signatures],
    }
    return _set("selection", paper, press=press, beside=beside, language=language)


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


def _set(template: str, paper: Mapping[str, object], *, press: Press, beside: Words | None, language: str) -> bytes:
    told = {"beside": {"language": language, "words": dict(beside)}} if beside else {"beside": None}
    return press.set_paper(template, paper, words=press.court_terms, language="ko", beside=told)


def _person(person: Principal, *, words: Words) -> dict[str, object]:
    country = words.get(f"country.{person.nationality}", "")
    return asdict(person) | {"nationality": f"{country} ({person.nationality})" if country else person.nationality}


def _signature(signature: Signature) -> dict[str, object]:
    return asdict(signature) | {"image": list(signature.image)}
