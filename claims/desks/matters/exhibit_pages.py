"""Evidence that all claimants of a matter share: listed, added as a stream, taken out. This is where counsel gives a court its first exhibits."""

from collections.abc import Mapping

from flask import Response, render_template, request
from werkzeug.datastructures import MultiDict

from claims.actions.matter_file import read_matter_file
from claims.actions.note_reading import note_reading
from claims.actions.share_exhibit import (
    begin_sharing,
    destroy_shared,
    keep_identity,
    numbered_shared,
    read_shared,
    share_exhibit,
    unshare_exhibit,
)
from claims.desks.matters.finding import FoundMatter, find_counsels_matter
from claims.desks.matters.forms_exhibits import SharedForm
from claims.errors import NotFound, NotNow, NotValid, Refusal
from claims.model.matter import MatterFile, SharedExhibit
from claims.rules.access import May
from claims.rules.uploads import LIMITS
from claims.store.sealed_files import HashingSealer
from claims.web.draining import MOST_BODY_BYTES, drain_body
from claims.web.fields import PageForm
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.uploads import Received, receive_upload
from claims.web.wording import said

WHY_NOT = {
    "too_many_shared": _l("This matter holds as many shared exhibits as it can. Put several papers into one PDF."),
    "shared_twice": _l("This very file is in the list already."),
    "shared_numbered": _l(
        "A bundle has given this exhibit its number, and a number once served stays. It can no longer be taken out."
    ),
    "exhibit": _l("This exhibit is not in the list any more. Please look at the list again."),
    "title_needed": _l("Please give the exhibit a title."),
    "upload_kind_not_accepted": _l("A court takes PDF, JPEG and PNG. Please save the file as one of these."),
    "upload_resident_number": _l(
        "This file shows a whole resident registration number. The law does not let us keep it, so nothing was kept. Please "
        "cover the last seven digits and add it again."
    ),
}
CHOOSE_A_FILE = _l("Please choose a file before pressing the button.")
CHOOSE_AGAIN = _l("Please choose the file once more; browsers do not keep it. Nothing of it was kept here.")
Answer = Response | tuple[str, int]


def exhibits(matter_id: str) -> Answer:
    """The shared exhibits in their order, and one more. Their ledger line stands before they are opened."""
    found = find_counsels_matter(matter_id)
    if request.method != "POST":
        return _page(found, SharedForm(None))
    request.max_content_length = MOST_BODY_BYTES
    try:
        form = _take(found)
    except NotValid as refusal:
        form = SharedForm(_typed(refusal.facts.get("fields")))
        form.add_file_problem(_sentence(refusal))
        drain_body()
    return _page(found, form) if form.errors else go_to("matters.exhibits", matter_id=matter_id)


def unshare(matter_id: str, exhibit_id: str) -> Answer:
    """Take one out again while no bundle has numbered it."""
    here, found, form = house(), find_counsels_matter(matter_id), PageForm.from_page()
    if form.accepted():
        try:
            with here.database.deed() as session:
                unshare_exhibit(
                    session,
                    found.row,
                    exhibit_id=exhibit_id,
                    vault=here.vault,
                    keyring=found.keyring,
                    actor=acting(May.EDIT_MATTER),
                    now=here.now(),
                )
            return go_to("matters.exhibits", matter_id=matter_id)
        except (NotNow, NotFound) as refusal:
            form.add_problem(_sentence(refusal))
    return _page(found, SharedForm(None), refused=form)


def _page(found: FoundMatter, form: SharedForm, *, refused: PageForm | None = None) -> Answer:
    here = house()
    with here.database.deed() as session:
        actor = acting(May.EDIT_MATTER)
        note_reading(
            session, here.office_id, actor=actor, action="read_exhibits", references=(found.row.id,), now=here.now()
        )
    with here.database.question() as session:
        row = find_counsels_matter(found.row.id, session=session).row
        file = read_matter_file(row, keyring=found.keyring)
        numbered = (
            numbered_shared(session, row, keyring=found.keyring, vault=here.vault) if file.shared else frozenset()
        )
    page = render_template(
        "matters/exhibits.html",
        found=found,
        form=form,
        refused=refused or form,
        shared=file.shared,
        numbered=numbered,
        limits=LIMITS,
    )
    return page, (refused or form).status


def _take(found: FoundMatter) -> SharedForm:
    """Receive one file and list it in the matter's file; the form with its problems where it cannot be taken."""
    begun: list[MatterFile] = []
    received = receive_upload(begin=lambda: _begin(found, begun), most_bytes=LIMITS.bytes_per_file)
    form = SharedForm(_typed(received.fields))
    if not form.validate() or received.taker is None:
        if received.taker is not None:
            received.taker.abandon()
        form.add_file_problem(CHOOSE_A_FILE if received.taker is None else CHOOSE_AGAIN)
        return form
    try:
        _list(found, _read(found, begun[0], received, form))
    except NotValid as refusal:
        form.add_file_problem(_sentence(refusal))
    return form


def _begin(found: FoundMatter, begun: list[MatterFile]) -> HashingSealer:
    """The token was checked by now, so an identity may be kept; the file it is in goes into `begun`."""
    here = house()
    with here.database.deed() as session:
        begun.append(keep_identity(session, found.row, keyring=found.keyring))
    return begin_sharing(found.row, begun[0], vault=here.vault, now=here.now())


def _read(found: FoundMatter, file: MatterFile, received: Received, form: SharedForm) -> SharedExhibit:
    here, sealer = house(), received.taker
    assert isinstance(sealer, HashingSealer)
    return read_shared(
        found.row,
        sealer,
        identity=file.identity,
        file_name=received.file_name,
        title=form["title"].data or "",
        author=form["author"].data or "",
        made_on=form["made_on"].data or "",
        purpose=form["purpose"].data or "",
        vault=here.vault,
        now=here.now(),
    )


def _list(found: FoundMatter, exhibit: SharedExhibit) -> None:
    here = house()
    try:
        with here.database.deed() as session:
            actor = acting(May.EDIT_MATTER)
            share_exhibit(session, found.row, exhibit=exhibit, keyring=found.keyring, actor=actor, now=here.now())
    except BaseException:
        destroy_shared(found.row, exhibit, vault=here.vault)
        raise


def _typed(fields: object) -> MultiDict[str, str]:
    return MultiDict(fields) if isinstance(fields, Mapping) else MultiDict()


def _sentence(refusal: Refusal) -> object:
    return WHY_NOT.get(refusal.reason) or said(refusal.reason, among="refusals")
