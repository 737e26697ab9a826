"""No model quotes what it was given: the text of a refused value ends in a log, and a value can be a claimant's word."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from sqlmodel import SQLModel

import claims
from claims.errors import Damaged
from claims.model.claim_file import ClaimFile
from claims.model.judgement import Judgement

HIDES = "hide_input_in_errors"
CANARY = "canary of Linh"


def every_module() -> Iterator[ModuleType]:
    """Every file of the house but migrations, which are run and not imported."""
    for found in pkgutil.walk_packages(claims.__path__, "claims."):
        if "migrations" not in found.name:
            yield importlib.import_module(found.name)


def every_class() -> Iterator[type]:
    """Every class of the house."""
    for module in every_module():
        for found in vars(module).values():
            if isinstance(found, type) and found.__module__ == module.__name__:
                yield found


def quoting(classes: Iterator[type]) -> list[str]:
    """Names of those whose refusals quote. Rows of tables are not validated, so they refuse nothing."""
    found = []
    for each in classes:
        if issubclass(each, BaseModel) and not issubclass(each, SQLModel) and not each.model_config.get(HIDES):
            found.append(f"{each.__module__}.{each.__qualname__}")
    return found


def test_no_model_quotes_what_it_refuses() -> None:
    assert quoting(every_class()) == []


def test_a_model_that_quotes_is_found() -> None:
    class Careless(BaseModel):
        model_config = ConfigDict(frozen=True)

    assert len(quoting(iter([Careless]))) == 1
    assert len(list(every_class())) > 200


def test_a_refusal_names_the_place_and_not_the_word() -> None:
    with pytest.raises(ValidationError) as refused:
        ClaimFile.model_validate({"language": [CANARY], "records": CANARY, CANARY[:6]: CANARY})
    assert "records" in str(refused.value)
    assert CANARY not in str(refused.value)


def test_a_judgement_that_cannot_be_read_is_not_quoted() -> None:
    """Its parts are plain dataclasses, whose refusals quote; they are caught where they arise."""
    with pytest.raises(Damaged) as refused:
        Judgement.from_json(json.dumps({"findings": [CANARY], CANARY: CANARY}))
    assert CANARY not in f"{refused.value!r} {refused.value.facts} {refused.value.__cause__}"


def test_lists_of_models_quote_no_more_than_the_models() -> None:
    adapters = [value for each in every_module() for value in vars(each).values() if isinstance(value, TypeAdapter)]
    quoted = []
    for adapter in adapters:
        with pytest.raises(ValidationError) as refused:
            adapter.validate_python({"x": [CANARY]})
        quoted += [adapter] if CANARY in str(refused.value) else []
    assert [str(adapter) for adapter in quoted] == [str(TypeAdapter(Judgement))]  # see above
    assert len(adapters) >= 2
