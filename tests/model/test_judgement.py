"""A judgement and its JSON."""

import pytest

from claims.errors import Damaged
from claims.model.judgement import Judgement
from claims.rules.matching import RULE_VERSION, Record, judge
from tests.rules.ministry import REGISTRY


def test_a_judgement_comes_back_from_its_json_unchanged():
    records = [Record("1", entered="2015"), Record("2", passport="VNM", entered="2010", holds_korean="yes")]
    judgement = judge(records, REGISTRY, now_seconds=1_795_219_200)
    again = Judgement.from_json(judgement.to_json())
    assert again == judgement
    assert (again.format, again.rule_version, again.judged_at) == (1, RULE_VERSION, 1_795_219_200)
    assert again.registry_revision == REGISTRY.revision
    assert [one.record for one in again.findings_of("2")] == ["2"] * 4
    assert [one.record for one in again.trips_of("2")] == ["2"]


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"\xff", b'{"format":2}'])
def test_what_is_no_judgement_is_refused_without_showing_it(text: bytes):
    with pytest.raises(Damaged) as refused:
        Judgement.from_json(text)
    assert refused.value.reason == "judgement_unreadable"


def test_an_unknown_key_is_refused():
    text = judge([], REGISTRY, now_seconds=0).to_json()
    assert Judgement.from_json(text).findings == ()
    with pytest.raises(Damaged):
        Judgement.from_json(text.replace(b'"format":1', b'"format":1,"more":1'))
