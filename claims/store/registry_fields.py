"""The kinds of value a disclosure file holds: this is where each is told apart and its own sentence of refusal stands.

A constraint that JSON Schema can say is a pattern, so that the published schema and the refusals come from one place.
"""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from claims.errors import NotValid
from claims.model.disclosure import ON_EVENT, Population
from claims.rules.dates import EdtfDate, read_date
from claims.rules.passports import PASSPORT_CODES
from claims.rules.windows import OPEN_END, UNKNOWN_END

NOT_EMPTY = r"\S"
CODE = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
LANGUAGE = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
ADDRESS = "^https?://"

SENTENCES = {
    NOT_EMPTY: "is empty; write it or leave the key out",
    CODE: "{value!r} may have only letters, digits, - and _, at most 64",
    LANGUAGE: "{value!r} is not a language tag such as ko, en, zh-Hans",
    ADDRESS: "must begin with https:// or http://",
}
"""What is said of a text that does not fit a pattern."""


def title_of(table: type) -> str:
    """`WindowTable` is titled `window`, as in `[[window]]`."""
    return table.__name__.removesuffix("Table").lower()


class Part(BaseModel):
    """A table of a disclosure file: only the keys it knows, each of exactly its kind, never changed afterwards.

    A table is also made from the value it stands for (`from_attributes`, by name), which is how a file is written.
    """

    model_config = ConfigDict(
        hide_input_in_errors=True,
        extra="forbid",
        strict=True,
        frozen=True,
        from_attributes=True,
        model_title_generator=title_of,
    )

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_null(cls, values: Any) -> Any:
        for key, value in values.items() if isinstance(values, dict) else ():
            if value is None:
                raise refused("is null; write it or leave the key out", key=key)
        return values


def stands_only_with(required: dict[str, Any], *, wanted: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema: where a table is like `required`, it is like `wanted` as well."""
    return {"if": {"properties": required, "required": list(required)}, "then": wanted}


def refused(problem: str, *, key: str = "") -> PydanticCustomError:
    """A refusal in a plain sentence; `key` where it is about one key of the table looked at."""
    return PydanticCustomError("disclosure", "{problem}", {"problem": problem, "key": key})


def days_of(text: str) -> EdtfDate:
    """The days a date text may mean, or the refusal that names the place."""
    try:
        return read_date(text)
    except NotValid as refusal:
        if refusal.reason == "date_level_2":
            raise refused(f"{text!r} is EDTF level 2; only levels 0 and 1 are read") from None
        accepted, position = refusal.facts["accepted"], refusal.facts["position"]
        raise refused(f"{text!r} is not a date: at character {position} expected {accepted}") from None


def _date(*also: str) -> AfterValidator:
    """A date as people know it, or one of the words in `also`; kept as written."""

    def check(text: str) -> str:
        if text not in also:
            days_of(text)
        return text

    return AfterValidator(check)


def _one_day(*also: str) -> AfterValidator:
    def check(text: str) -> str:
        if text not in also and not days_of(text).exact:
            raise refused(f"{text!r} must be one day, as YYYY-MM-DD")
        return text

    return AfterValidator(check)


def _readable(text: str) -> str:
    for place, character in enumerate(text, start=1):
        if (character < " " and character not in "\n\t") or character == "\x7f":
            raise refused(f"has a control character at character {place}; take it out")
    return text


def _known_passport(code: str) -> str:
    if code not in PASSPORT_CODES:
        raise refused(f"{code!r} is not an ICAO 9303 document code")
    return code


def _said_to_somebody(words: dict[str, str]) -> dict[str, str]:
    if not {"ko", "en"} & words.keys():
        raise refused("needs Korean (ko) or English (en), which others fall back to")
    return {tag: words[tag] for tag in sorted(words, key=lambda tag: (tag != "ko", tag != "en", tag))}


def at_least_one(key: str = "") -> AfterValidator:
    """A list that is not empty. (A length that pydantic counts would miss elements it has already refused.)"""
    problem = f"missing; give at least one [[{key}]]" if key else "is an empty list; name at least one"

    def check(values: tuple[Any, ...]) -> tuple[Any, ...]:
        if not values:
            raise refused(problem)
        return values

    return AfterValidator(check)


def plain(value: Any) -> Any:
    """A word of a closed list as bare text, whether it comes from a file or from the registry."""
    return value.value if isinstance(value, StrEnum) else value


def empty_is_left_out(value: Any) -> Any:
    """What the registry holds as empty is written by leaving the key out: a population of anyone, a subclass of nothing."""
    return None if value in ("", Population()) else value


EDTF: dict[str, Any] = {"format": "edtf"}
AT_LEAST_ONE: dict[str, Any] = {"minItems": 1}
Text = Annotated[str, Field(pattern=NOT_EMPTY), AfterValidator(_readable)]
Code = Annotated[str, Field(pattern=CODE)]
Address = Annotated[str, Field(pattern=ADDRESS), AfterValidator(_readable)]
Words = Annotated[
    dict[Annotated[str, Field(pattern=LANGUAGE)], Text],
    AfterValidator(_said_to_somebody),
    Field(json_schema_extra={"additionalProperties": False, "anyOf": [{"required": ["ko"]}, {"required": ["en"]}]}),
]
Date = Annotated[Text, _date(), Field(json_schema_extra=EDTF)]
DateOrUndated = Annotated[Text, _date("undated"), Field(json_schema_extra=EDTF)]
OneDay = Annotated[Text, _one_day(), Field(json_schema_extra={"format": "date"})]
EventOrDay = Annotated[Text, _one_day(ON_EVENT)]
WindowEdge = Annotated[Text, _date(OPEN_END, UNKNOWN_END), Field(json_schema_extra=EDTF)]
SegmentEdge = Annotated[Text, _date(OPEN_END), Field(json_schema_extra=EDTF)]
PassportCode = Annotated[Text, AfterValidator(_known_passport), Field(json_schema_extra={"pattern": "^[A-Z]{1,3}$"})]
PassportCodes = Annotated[tuple[PassportCode, ...], Field(strict=False)]
SomeTexts = Annotated[tuple[Text, ...], at_least_one(), Field(strict=False, json_schema_extra=AT_LEAST_ONE)]
SourceKeys = Annotated[
    SomeTexts, Field(description="Keys of [[source]] tables of the same file where this can be read.")
]
StrengthWord = Annotated[Literal["strong", "medium", "weak", "unrated"], BeforeValidator(plain)]
Age = Annotated[int, Field(ge=1, le=150)]
