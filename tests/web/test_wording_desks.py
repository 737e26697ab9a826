"""Words of the desks: no code is hidden for want of words, references and hours are shown as people read them."""

import re

import pytest

from claims.model.vocabulary import Move
from claims.queries.triage_queue import SORTS, VIEWS
from claims.web.language import speaking
from claims.web.wording_desks import WORDS, desk_said, language_name, shown_hour, shown_reference
from tests.house.files import python_files


def test_every_view_and_order_has_words() -> None:
    assert set(VIEWS) == set(WORDS["views"])
    assert set(SORTS) == set(WORDS["sorts"])


def test_every_action_that_is_written_into_the_ledger_has_words() -> None:
    source = " ".join(
        path.read_text(encoding="utf-8") for path in python_files("claims/actions", "claims/desks", "claims/web")
    )
    written = set(re.findall(r'action="(\w+)"', source)) | {f"move_{move}" for move in Move}
    written |= set(re.findall(r'(?:note_on_claims?\(found, |_note\()"(\w+)"', source))

    # A claimant's withdrawing, appointing and taking back have lines of their own, written by their deeds.
    assert written - {"move_withdraw", "move_appoint", "move_take_back"} - set(WORDS["ledger"]) == set()
    assert {"collect_bundle", "read_claim", "search", "read_for_order", "expire"} <= written


def test_a_code_without_words_is_shown_as_it_is() -> None:
    assert desk_said("new_code", "ledger") == "new_code"


@pytest.mark.parametrize(
    ("tag", "name"), [("vi", "Vietnamese"), ("zh-Hans", "Chinese (Simplified)"), ("xx-bad!", "xx-bad!")]
)
def test_languages_are_named(tag: str, name: str) -> None:
    with speaking("en"):
        assert language_name(tag) == name


def test_references_and_hours() -> None:
    assert shown_reference("7K3M9Q4T") == "7K3M-9Q4T"
    assert shown_reference("0123456789abcdef0123456789abcdef") == "01234567…"
    assert shown_reference("") == ""
    assert shown_hour("2026-11-22T04Z") == "2026-11-22 04:00"
