"""Evidence that all claimants share: read by a real decoder, sealed for counsel alone, taken out while no bundle numbered it."""

import pytest

from claims.actions.cancel_bundle import cancel_bundle
from claims.actions.matter_file import read_matter_file
from claims.actions.share_exhibit import (
    begin_sharing,
    keep_identity,
    numbered_shared,
    read_shared,
    share_exhibit,
    unshare_exhibit,
)
from claims.errors import NotFound, NotNow, NotValid
from claims.model.matter import Matter, MatterFile, SharedExhibit
from claims.store.sealed_files import open_whole
from tests.cast import LINH
from tests.make import NOW, MadeOffice
from tests.make_bundles import Court, picture

GIF = b"GIF89a" + bytes(40)


def row(court: Court) -> Matter:
    """The matter as it stands."""
    with court.office.database.question() as session:
        return session.get_one(Matter, court.matter.id)


def kept(court: Court) -> MatterFile:
    """The matter's file as it stands."""
    return read_matter_file(row(court), keyring=court.park.keyring)


def read(court: Court, content: bytes, *, name: str = "answer.jpg", **said: str) -> SharedExhibit:
    """What Park gives, read and sealed, not listed yet."""
    with court.office.database.deed() as session:
        file = keep_identity(session, court.matter, keyring=court.park.keyring)
    sealer = begin_sharing(court.matter, file, vault=court.office.vault, now=NOW)
    sealer.write(content)
    facts = {"title": "법무부 답변", "author": "법무부", "made_on": "2021-12-20", "purpose": "목적", **said}
    return read_shared(
        court.matter, sealer, identity=file.identity, file_name=name, vault=court.office.vault, now=NOW, **facts
    )


def share(court: Court, exhibit: SharedExhibit) -> None:
    """Park lists it."""
    with court.office.database.deed() as session:
        share_exhibit(
            session, court.matter, exhibit=exhibit, keyring=court.park.keyring, actor=court.park.actor, now=NOW
        )


def unshare(court: Court, exhibit_id: str) -> None:
    """Park takes it out."""
    with court.office.database.deed() as session:
        unshare_exhibit(
            session,
            court.matter,
            exhibit_id=exhibit_id,
            vault=court.office.vault,
            keyring=court.park.keyring,
            actor=court.park.actor,
            now=NOW,
        )


def parts(court: Court) -> set[str]:
    """What lies in the matter's folder."""
    return set(court.office.vault.list(court.matter.vault_folder))


def test_it_is_kept_as_given_and_sealed_to_the_matters_identity(module_office: MadeOffice) -> None:
    court, content = Court(module_office), picture()

    share(court, read(court, content))

    (exhibit,) = kept(court).shared
    assert (exhibit.title, exhibit.made_on, exhibit.media_type, exhibit.pages) == (
        "법무부 답변",
        "2021-12-20",
        "image/jpeg",
        1,
    )
    opened = open_whole(
        exhibit.parts, identity=kept(court).identity, vault=module_office.vault, folder=court.matter.vault_folder
    )
    assert opened == content
    assert parts(court) == {part.name for part in exhibit.parts}
    sealed = [module_office.vault.open_part(court.matter.vault_folder, name) for name in parts(court)]
    assert all(content[:64] not in each for each in sealed)


@pytest.mark.parametrize(
    ("content", "name", "said", "reason"),
    [
        (b"", "x.pdf", {}, "upload_empty"),
        (GIF, "x.gif", {}, "upload_kind_not_accepted"),
        (picture(), "x.pdf", {}, "upload_not_what_it_claims"),
        (picture(), "880515-1234567.jpg", {}, "upload_resident_number"),
        (picture(described="880515-1234567"), "x.jpg", {}, "upload_resident_number"),
        (picture(), "x.jpg", {"title": " "}, "title_needed"),
        (picture(), "x.jpg", {"made_on": "2021-13"}, "date_malformed"),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(
    small_module_office: MadeOffice, content: bytes, name: str, said: dict[str, str], reason: str
) -> None:
    court = Court(small_module_office)

    with pytest.raises(NotValid, match=reason):
        read(court, content, name=name, **said)

    assert parts(court) == set()


def test_the_same_bytes_are_taken_once(small_module_office: MadeOffice) -> None:
    court = Court(small_module_office)
    share(court, read(court, picture()))

    with pytest.raises(NotValid, match="shared_twice"):
        share(court, read(court, picture()))


def test_taken_out_it_is_destroyed(module_office: MadeOffice) -> None:
    court = Court(module_office)
    exhibit, other = read(court, picture()), read(court, picture(shade=10))
    share(court, exhibit)
    share(court, other)

    unshare(court, exhibit.id)

    assert [each.id for each in kept(court).shared] == [other.id]
    assert parts(court) == {part.name for part in other.parts}
    with pytest.raises(NotFound):
        unshare(court, exhibit.id)


def numbered(court: Court) -> frozenset[str]:
    """Those with a number."""
    with court.office.database.question() as session:
        return numbered_shared(session, court.matter, keyring=court.park.keyring, vault=court.office.vault)


def test_a_number_once_given_stays_unless_the_bundle_was_cancelled(module_office: MadeOffice) -> None:
    court = Court(module_office)
    court.choose(module_office.send(LINH))
    exhibit = read(court, picture())
    share(court, exhibit)
    court.matter_file = kept(court)
    with module_office.worker() as worker:
        first = court.order()
        assert numbered(court) == {exhibit.id}
        with pytest.raises(NotNow, match="shared_numbered"):
            unshare(court, exhibit.id)
        with module_office.database.deed() as session:
            cancel_bundle(session, first.id, vault=module_office.vault, actor=court.park.actor, now=NOW)
        assert numbered(court) == frozenset()
        court.order()
        court.make(worker)

    assert numbered(court) == {exhibit.id}
    with pytest.raises(NotNow, match="shared_numbered"):
        unshare(court, exhibit.id)
    assert kept(court).shared == (exhibit,)
