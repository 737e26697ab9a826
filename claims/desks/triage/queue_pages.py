"""The queue: views with counts, filters by GET, search by POST so that names stand in no address. This is where a worker begins."""

from contextlib import suppress
from dataclasses import dataclass

from flask import Response, render_template, request

from claims.actions.note_reading import note_reading
from claims.actions.open_mail import drop_cards_of_gone, order_opening, unopened
from claims.actions.rematch_claims import order_rematch, rematch_waits
from claims.desks.triage.forms import FilterForm, SearchForm, filter_form
from claims.errors import NotNow
from claims.queries.triage_queue import PAGE_ROWS, SORTS, VIEWS, Asked, QueueRow, counts, narrowed, read_queue
from claims.rules.access import May
from claims.web.guards import acting, current_keyring, current_member
from claims.web.house import house

Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class Mail:
    """Claims that nobody has opened yet: how many, and whether a worker is opening them."""

    waiting: int = 0
    worker: bool = True


def queue() -> Answer:
    """The claims of a view, filtered and in order, fifty to a page."""
    _note("read_queue", view=_asked_view(), filters={key: value for key, value in request.args.items() if value})
    mail = _order_opening()
    _order_rematch()
    rows = _rows()
    form = filter_form(rows).from_page()
    form.validate()
    asked = Asked(view=_asked_view(), sort=_asked_sort(), **_chosen(form))
    return _page(rows, asked, mail=mail, form=form, search=SearchForm())


def search() -> Answer:
    """The claims whose cards hold these words. The words go into the ledger, sealed, before any card is opened."""
    form = SearchForm.from_page()
    if not form.accepted():
        _note("read_queue", view="all")
        return _page(_rows(), Asked(), mail=Mail(), form=None, search=form)
    _note("search", words=form.words.data)
    return _page(_rows(), Asked(words=form.words.data or ""), mail=Mail(), form=None, search=form)


def _page(rows: list[QueueRow], asked: Asked, *, mail: Mail, form: FilterForm | None, search: SearchForm) -> Answer:
    viewer = current_member().id
    found = narrowed(rows, asked, viewer=viewer)
    number = max(1, request.args.get("page", default=1, type=int))
    start = (number - 1) * PAGE_ROWS
    page = render_template(
        "triage/queue.html",
        rows=found[start : start + PAGE_ROWS],
        found=len(found),
        counts=counts(rows, viewer=viewer),
        asked=asked,
        number=number,
        pages=max(1, -(-len(found) // PAGE_ROWS)),
        sorts=SORTS,
        mail=mail,
        form=form or filter_form(rows)(None),
        search=search,
    )
    return page, max(search.status, form.status if form else 200)


def _rows() -> list[QueueRow]:
    here = house()
    with here.database.question() as session:
        card_key = current_keyring(session).card
        return read_queue(session, here.office_id, card_key=card_key, registry=here.registry, today=here.today())


def _note(action: str, **details: object) -> None:
    here = house()
    with here.database.deed() as session:
        actor = acting(May.SEE_QUEUE)
        note_reading(session, here.office_id, actor=actor, action=action, details=details, now=here.now())


def _order_rematch() -> None:
    """Claims that wait for the registry in force are matched again as soon as somebody is here who can lend the keys."""
    here = house()
    with here.database.question() as session:
        if not rematch_waits(session, here.office_id, registry=here.registry):
            return
    with suppress(NotNow), here.database.deed() as session:
        order_rematch(
            session, current_member(), keyring=current_keyring(session), host_key=here.host_key, now=here.now()
        )


def _order_opening() -> Mail:
    here = house()
    with here.database.deed() as session:
        drop_cards_of_gone(session, here.office_id, card_key=current_keyring(session).card)
        waiting = len(unopened(session, here.office_id))
    if not waiting:
        return Mail()
    try:
        with here.database.deed() as session:
            keyring = current_keyring(session)
            order_opening(session, current_member(), keyring=keyring, host_key=here.host_key, now=here.now())
    except NotNow:
        return Mail(waiting=waiting, worker=False)
    return Mail(waiting=waiting)


def _asked_view() -> str:
    view = request.args.get("view", "")
    return view if view in VIEWS else "all"


def _asked_sort() -> str:
    sort = request.args.get("sort", "")
    return sort if sort in SORTS else "deadline"


def _chosen(form: FilterForm) -> dict[str, str]:
    # A form has a `status` of its own and every address a `language`, so the claim's are called `state` and `spoken`.
    names = {"status": "state", "result": "result", "language": "spoken", "nationality": "nationality"}
    return {fact: str(form[name].data or "") for fact, name in names.items()}
