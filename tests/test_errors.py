"""Refusals: each carries its reason as a code and its facts beside it, and the door has an answer for every kind."""

import pytest

from claims.errors import Refusal, RegistryError, StartRefused
from claims.web.errors import STATUS_OF

KINDS = Refusal.__subclasses__()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_refusal_carries_its_reason_and_facts_and_says_no_more(kind: type[Refusal]) -> None:
    refusal = kind("upload_too_large", size=3, file_name="secret.jpg")

    assert (refusal.reason, refusal.facts) == ("upload_too_large", {"size": 3, "file_name": "secret.jpg"})
    assert str(refusal) == "upload_too_large", "facts may be a claimant's; they never stand in a log by themselves"
    assert (kind().reason, kind().facts) == ("", {})


def test_the_door_answers_every_kind_of_refusal() -> None:
    assert set(KINDS) == set(STATUS_OF)
    assert len({status for status in STATUS_OF.values()}) >= 5


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_says_what_it_means(kind: type[Refusal]) -> None:
    assert (kind.__doc__ or "").endswith(".")


def test_a_refused_start_is_no_refusal_of_a_page() -> None:
    """It ends the program; no page may swallow it."""
    assert not issubclass(StartRefused, Refusal)


def test_a_registry_error_says_file_line_key_and_what_would_be_accepted() -> None:
    error = RegistryError(file="moj.toml", line=7, key="project.range", problem="write a day like 2010-08-23")

    assert isinstance(error, StartRefused)
    assert str(error) == "moj.toml:7: project.range: write a day like 2010-08-23"
    assert (error.file, error.line, error.key) == ("moj.toml", 7, "project.range")
