"""The queue: views with counts, filters by GET, search by POST so that names stand in no address. This is where a worker begins."""

from contextlib import suppress
from dataclasses import dataclass

from flask import Response, render_template, request

from claims.actions.note_reading import note_reading
from claims.actions.open_mail import drop_cards_of_gone, order_opening, unopened
from claims.actions.rematch_claims import order_rematch, rematch_waits
from claims.desks.triage.forms import FilterForm, SearchForm, filter_form
from claims.errors import NotNow
from claims.queries.queue_table import QueueTable, look_at_queue
from claims.queries.triage_queue import PAGE_ROWS, SORTS, VIEWS, Asked
from claims.rules.access import May
from claims.web.guards import acting, current_keyring, current_member
from claims.web.house import house
from claims.web.rotating import let_rotation_go_on
from claims.web.visits import MEMBER, guest_of, visit_of

Answer = Response | tuple[str, int]
LOOKED_THROUGH = 4000
"""How many claims without a card are looked through for new ones at a time; those that are damaged stay without."""


@dataclass(frozen=True)
class Mail:
    """Claims that nobody has opened yet: how many, and whether a worker is opening them."""

    waiting: int = 0
    worker: bool = True


def queue() -> Answer:
    """The claims of a view, filtered and in order, fifty to a page."""
    _note("read_queue", view=_asked_view(), filters={key: value for key, value in request.args.items() if value})
    table = _look()
    mail = _order_opening(table)
    _order_rematch()
    let_rotation_go_on()
    form = _filter(table).from_page()
    form.validate()
    asked = Asked(view=_asked_view(), sort=_asked_sort(), **_chosen(form))
    return _page(table, asked, mail=mail, form=form, search=SearchForm())


def search() -> Answer:
    """The claims whose cards hold these words. The words go into the ledger, sealed, before any card is opened."""
    form = SearchForm.from_page()
    if not form.accepted():
        _note("read_queue", view="all")
        return _page(_look(), Asked(), mail=Mail(), form=None, search=form)
    _note("search", words=form.words.data)
    return _page(_look(), Asked(words=form.words.data or ""), mail=Mail(), form=None, search=form)


def _page(table: QueueTable, asked: Asked, *, mail: Mail, form: FilterForm | None, search: SearchForm) -> Answer:
    viewer = current_member().id
    found = table.narrowed(asked, viewer=viewer)
    number = max(1, request.args.get("page", default=1, type=int))
    start = (number - 1) * PAGE_ROWS
    page = render_template(
        "triage/queue.html",
        rows=table.rows(found[start : start + PAGE_ROWS]),
        found=len(found),
        counts=table.counts(viewer=viewer),
        asked=asked,
        number=number,
        pages=max(1, -(-len(found) // PAGE_ROWS)),
        sorts=SORTS,
        mail=mail,
        form=form or _filter(table)(None),
        search=search,
    )
    return page, max(search.status, form.status if form else 200)


def _look() -> QueueTable:
    here, visit = house(), visit_of(MEMBER)
    assert visit is not None
    with here.database.question() as session:
        return look_at_queue(
            session,
            here.office_id,
            open_cards=here.open_cards,
            card_key=current_keyring(session).card,
            guest=guest_of(visit),
            registry=here.registry,
            today=here.today(),
        )


def _filter(table: QueueTable) -> type[FilterForm]:
    return filter_form(languages=table.languages(), nationalities=table.nationalities())


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


def _order_opening(table: QueueTable) -> Mail:
    """What is new is lent to a worker; cards of claims that are gone since are dropped."""
    here, gone, new = house(), table.cards_of_gone(), table.without_card()[:LOOKED_THROUGH]
    if gone:
        with here.database.deed() as session:
            card_key = current_keyring(session).card
            drop_cards_of_gone(session, here.office_id, card_key=card_key, among=gone)
    with here.database.question() as session:
        waiting = len(unopened(session, here.office_id, among=new)) if new else 0
    if not waiting:
        return Mail()
    try:
        with here.database.deed() as session:
            order_opening(
                session,
                current_member(),
                keyring=current_keyring(session),
                host_key=here.host_key,
                now=here.now(),
                among=new,
            )
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
