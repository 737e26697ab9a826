"""Agreement texts are immutable files, one per code, version and language: this is where they are read and named.

A text that was shown to anybody is never edited; see templates/agreements/README.md. The law's list of what each must
state is in `AgreementText`.
"""

import hashlib
import json
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from claims.errors import NotFound, StartRefused
from claims.model.vocabulary import AgreementCode
from claims.store.placeholders import check_placeholders, filled

Key = Literal["purpose", "items", "recipients", "retention", "refusal", "country", "time", "method"]


class AgreementText(BaseModel):
    """One text to which a claimant says yes or no, in one language.

    States what the Personal Information Protection Act asks for: purpose, items, retention, right to refuse and what
    follows (art. 15(2)); recipients, named (arts 17(2), 18(3)); for a transfer abroad country, time and method
    (art. 28-8(2)). `important` lists the keys that must look different on the page: at least 9 pt and 20 % larger
    (Decree art. 17(3)). `sha256` is that of the file's bytes, placeholders unfilled.
    """

    model_config = ConfigDict(
        hide_input_in_errors=True, frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1
    )

    code: AgreementCode
    version: int
    language: str
    sha256: str
    title: str
    question: str
    plain: str
    purpose: str
    items: tuple[str, ...]
    recipients: tuple[str, ...]
    retention: str
    refusal: str
    important: tuple[Key, ...]
    country: str | None = None
    time: str | None = None
    method: str | None = None

    @model_validator(mode="after")
    def _states_what_the_law_asks(self) -> Self:
        abroad = [self.country, self.time, self.method]
        if self.code == AgreementCode.C5 and None in abroad:
            raise ValueError("C5 must state country, time and method")
        if self.code != AgreementCode.C5 and abroad != [None, None, None]:
            raise ValueError("country, time and method belong to C5 alone")
        empty = [key for key in ("items", "recipients", "important") if not getattr(self, key)]
        empty += [key for key in self.important if getattr(self, key) is None]
        if empty:
            raise ValueError(f"{', '.join(empty)} must not be empty")
        return self

    def words(self) -> dict[str, str | list[str]]:
        """Every visible text by its key, in the order of the file; what is not stated is left out."""
        outside = {"code", "version", "language", "sha256", "important"}
        return self.model_dump(mode="json", exclude=outside, exclude_none=True)

    def filled(self, facts: Mapping[str, str]) -> "AgreementText":
        """The same text as one office shows it. Raises StartRefused when a fact it needs is missing."""
        changed = {
            key: filled(words, facts) if isinstance(words, str) else tuple(filled(each, facts) for each in words)
            for key, words in self.words().items()
        }
        return self.model_copy(update=changed)

    @property
    def shown_sha256(self) -> str:
        """SHA-256 of the words as they stand here, so of a filled text with its firms named.

        Another firm makes another hash: a new recipient needs a new yes (PIPA art. 17(2), second sentence).
        """
        canonical = json.dumps(self.words(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True)
class AgreementTexts:
    """All texts, by code, version and language. Older versions stay: somebody said yes to them."""

    texts: Mapping[tuple[AgreementCode, int, str], AgreementText]

    def newest(self, code: AgreementCode) -> int:
        """The version that is asked today."""
        return max((version for each, version, _ in self.texts if each == code), default=0)

    def get(self, code: AgreementCode, language: str, version: int | None = None) -> AgreementText:
        """The text in this language, of this version or the newest. Raises NotFound."""
        wanted = (code, version or self.newest(code), language)
        if wanted not in self.texts:
            raise NotFound("agreement_text", code=code, language=language, version=wanted[1])
        return self.texts[wanted]


def load_agreements(folder: Path, *, languages: Collection[str] = ()) -> AgreementTexts:
    """Read `folder`/<code>/<version>/<language>.toml, all of them.

    The newest version of every code must exist in each of `languages` and in every language that any newest version
    has. Raises StartRefused naming the file that is missing or wrong.
    """
    found = AgreementTexts({(text.code, text.version, text.language): text for text in _texts(folder)})
    newest = {code: found.newest(code) for code in AgreementCode}
    asked = set(languages) | {language for code, version, language in found.texts if version == newest[code]}
    for code, version in newest.items():
        for language in sorted(asked) or ["<language>"]:
            if (code, version, language) not in found.texts:
                path = folder / code / str(version or 1) / f"{language}.toml"
                raise StartRefused(f"{path}: missing; every agreement is needed in every offered language")
    return found


def _texts(folder: Path) -> Iterator[AgreementText]:
    for path in sorted(folder.glob("*/*/*.toml")):
        code, version = path.parts[-3], path.parts[-2]
        if code not in list(AgreementCode) or not version.isdecimal() or int(version) < 1:
            raise StartRefused(f"{path}: not <code>/<version>/<language>.toml with a code of {list(AgreementCode)}")
        yield _text(path, code=AgreementCode(code), version=int(version))


def _text(path: Path, *, code: AgreementCode, version: int) -> AgreementText:
    content = path.read_bytes()
    named = {"code": code, "version": version, "language": path.stem, "sha256": hashlib.sha256(content).hexdigest()}
    try:
        text = AgreementText.model_validate(tomllib.loads(content.decode()) | named)
    except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise StartRefused(f"{path}: {fault}") from fault
    for key, words in text.words().items():
        check_placeholders(words if isinstance(words, str) else " ".join(words), where=f"{path}: {key}")
    return text
