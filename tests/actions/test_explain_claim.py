"""What a judgement rests on, by the registry it was made by."""

import pytest

from claims.actions.explain_claim import explain_claim
from claims.actions.match_claims import judge_file
from claims.actions.publish_disclosure import publish_disclosure
from claims.errors import NotFound
from claims.store.finding_checks import differences
from claims.store.finding_json import finding_json
from tests.actions.test_publish_disclosure import changed
from tests.cast import LINH, MINJUN
from tests.make import NOW, MadeOffice


def test_the_explanation_is_of_then_and_proves_itself(bare_office: MadeOffice) -> None:
    first, office = bare_office.registry, bare_office.office.id
    judgement = judge_file(MINJUN, registry=first, now=NOW)
    later = changed(first, window="MOJ-KR-FOI", to="2021-10-21")
    with bare_office.database.deed() as session:
        publish_disclosure(session, office, registry=later, now=NOW)

    with bare_office.database.question() as session:
        explained = explain_claim(session, office, file=MINJUN, judgement=judgement, in_force=later)

    assert explained.registry_revision == first.revision
    assert (explained.findings, explained.verdicts) == (judgement.findings, judgement.verdicts)
    assert differences(explained) == []
    assert differences(explained, registry=first) == []
    assert {difference.field for difference in differences(explained, registry=later)} >= {"registry_revision", "to"}


def test_nobody_is_named_in_it(bare_office: MadeOffice) -> None:
    registry, office = bare_office.registry, bare_office.office.id
    judgement = judge_file(LINH, registry=registry, now=NOW)
    with bare_office.database.question() as session:
        explained = explain_claim(session, office, file=LINH, judgement=judgement, in_force=registry)

    assert not [word for word in (b"Linh", b"LINH", b"C1234567") if word in finding_json(explained)]


def test_where_nothing_was_judged_there_is_nothing_to_explain(bare_office: MadeOffice) -> None:
    registry, office = bare_office.registry, bare_office.office.id
    nothing = LINH.model_copy(update={"records": ()})
    judgement = judge_file(nothing, registry=registry, now=NOW)
    with bare_office.database.question() as session, pytest.raises(NotFound):
        explain_claim(session, office, file=nothing, judgement=judgement, in_force=registry)
