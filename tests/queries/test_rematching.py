"""How far the claims are behind the registry in force, asked without a key."""

from claims.actions.publish_disclosure import publish_disclosure
from claims.actions.rematch_claims import order_rematch
from claims.model.vocabulary import ErrandKind
from claims.queries.rematching import Rematching, errand_runs, read_rematching
from claims.store.clock import now, seconds
from tests.actions.test_publish_disclosure import changed
from tests.cast import HAN, LINH
from tests.make import NOW, MadeOffice


def test_nothing_waits_until_another_revision_is_published(small_office: MadeOffice) -> None:
    office, han = small_office.office.id, small_office.sign_in(HAN)
    with small_office.database.question() as session:
        assert read_rematching(session, office, now=seconds(NOW)) == Rematching(shards=0, behind=0, running=False)
    small_office.send(LINH)
    small_office.work(han)
    with small_office.database.question() as session:
        assert read_rematching(session, office, now=seconds(NOW)) == Rematching(shards=1, behind=0, running=False)
    with small_office.database.deed() as session:
        later = changed(small_office.registry, window="MOJ-FN-FOI", to="2021-10-21")
        publish_disclosure(session, office, registry=later, now=NOW)
    with small_office.database.question() as session:
        assert read_rematching(session, office, now=seconds(NOW)) == Rematching(shards=1, behind=1, running=False)


def test_it_runs_while_a_living_worker_holds_the_errand(small_office: MadeOffice) -> None:
    office, han, moment = small_office.office.id, small_office.sign_in(HAN), now()
    with small_office.worker(), small_office.database.deed() as session:
        order_rematch(session, han.member, keyring=han.keyring, host_key=small_office.host_key, now=moment)
        assert errand_runs(session, office, kind=ErrandKind.REMATCH, now=seconds(moment))
        assert not errand_runs(session, office, kind=ErrandKind.PREVIEW_REVISION, now=seconds(moment))
        assert not errand_runs(session, office, kind=ErrandKind.REMATCH, now=seconds(moment) + 3600)


def test_it_is_never_all_done_while_something_waits() -> None:
    shown = [
        Rematching(shards=shards, behind=behind, running=True).percent for shards, behind in ((0, 0), (4, 1), (1000, 1))
    ]

    assert shown == [100, 75, 99]
