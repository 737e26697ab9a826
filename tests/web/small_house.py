"""A small house for the tests of the furniture: two claimant pages, one desk page, and a page with every form part."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from flask import Blueprint, Flask, render_template
from jinja2 import ChoiceLoader, DictLoader

from claims.errors import Conflict, Damaged, NotAllowed, NotFound, NotNow, NotValid
from claims.model.vocabulary import Channel, Result
from claims.web import furniture
from claims.web.fields import (
    BirthDateField,
    ChoiceField,
    CountryField,
    LongTextField,
    PageForm,
    PassphraseField,
    PortField,
    ReceiptCodeField,
    ShortTextField,
    TickField,
    TicksField,
    TripDateField,
    YesNoDontKnowField,
)
from claims.web.timeline import Range, Trip, draw_timeline
from claims.web.wording_claims import CHANNELS

ROOT = Path(__file__).parents[2]
SECRET = b"\x01" * 32
PAGES = {
    "small/home.html": """
        {% extends "layout/claimant.html" %}
        {% block title %}Home{% endblock %}
        {% block content %}<h1>{{ _("Home") }}</h1><p id="spoken">{{ language.tag }}</p>{% endblock %}""",
    "small/queue.html": """
        {% extends "layout/desk.html" %}
        {% block title %}Queue{% endblock %}
        {% block aside %}<ul><li><a href="/queue" aria-current="page">New <span class="count">12</span></a></li></ul>{% endblock %}
        {% block content %}<h1>Queue</h1><p id="spoken">{{ language.tag }}</p>{% endblock %}""",
    "small/everything.html": """
        {% extends "layout/claimant.html" %}
        {% import "parts/forms.html" as forms with context %}
        {% import "parts/results.html" as results with context %}
        {% import "parts/timeline.html" as timelines with context %}
        {% block title %}Everything{% endblock %}
        {% block content %}
        {{ forms.summary(form) }}
        <h1>{{ texts.heading or "Your trip" }}</h1>
        <p class="lead">{{ texts.lead or "Leave empty what you do not remember." }}</p>
        {{ forms.start(form) }}
        {% for name in form._fields if name != "csrf_token" %}{{ forms.field(form[name]) }}{% endfor %}
        {{ forms.submit("Save and go on") }}
        {{ forms.end() }}
        {{ forms.start(action="/upload", upload=true) }}
        {{ forms.file("file", "A photo or PDF", hint="At most 20 MB.") }}
        {{ forms.submit("Send the file", look="quiet") }}
        {{ forms.end() }}
        {{ forms.button("/destroy", "Destroy the draft", look="stern") }}
        <h2>Results</h2>
        {% for result in ("inside", "inside_flagged", "cannot_tell", "outside") %}{{ results.explained(result) }}{% endfor %}
        {{ timelines.draw(line, "Your trips and the disclosed ranges") }}
        <h2>Tasks</h2>
        <ul class="tasks">
        <li class="done"><a href="/one">What we may do</a> <span class="state">5 of 7 answered</span></li>
        <li class="begun"><a href="/two">Your trips</a> <span class="state">2 trips</span></li>
        <li><a href="/three">Files</a> <span class="state">if you have any</span></li></ul>
        <div class="note careful"><h2>{{ texts.heading or "Before you ask for a certificate" }}</h2><p>{{ texts.lead or "You do not need this." }}</p></div>
        <p class="reference receipt">7K3M-9Q4T</p>
        <dl class="facts"><dt>Reference</dt><dd class="reference">7K3M-9Q4T</dd><dt>Status</dt><dd>Received</dd></dl>
        {% endblock %}""",
}


class EverythingForm(PageForm):
    """One field of each kind."""

    name = ShortTextField("Your name", hint="As you write it.", required="Please write your name.")
    number = ShortTextField("Passport number", latin=True, longest=20)
    entered = TripDateField("When did you enter?", hint="Leave empty what you don't remember.")
    exited = TripDateField("When did you leave?", may_not_happen="I have not left")
    born = BirthDateField("Your date of birth")
    passport = CountryField("Which passport did you show?")
    port = PortField("Where did you enter?")
    channel = ChoiceField("How did you go through?", choices=CHANNELS.items(), make=Channel)
    told = YesNoDontKnowField("Were you told?", hint="You may skip this.")
    account = LongTextField("In your own words", hint="Nothing is changed in it.")
    parts = TicksField("Which papers?", choices=(("a", "Stamp"), ("b", "Ticket")))
    sure = TickField("I have copied the code on paper")
    code = ReceiptCodeField("Code on your receipt")
    words = PassphraseField("Your seven words")


LINE = (
    (
        Range("Koreans", date(2005, 2, 3), date(2021, 10, 20)),
        Range("Foreigners", date(2010, 8, 23), date(2021, 10, 20)),
        Range("Press", date(2010, 8, 1), None, "press"),
    ),
    (
        Trip("Entered", date(2015, 3, 2), date(2015, 3, 2), Result.INSIDE),
        Trip("Some time in 2010", date(2010, 1, 1), date(2010, 12, 31), Result.CANNOT_TELL),
    ),
)


def _intake() -> Blueprint:
    intake = Blueprint("intake", __name__, url_prefix="/<language>")
    for page in ("home", "leave", "ranges", "about", "privacy", "matching", "come_back"):
        path = "/" if page == "home" else f"/{page.replace('_', '-')}"
        intake.add_url_rule(path, page, lambda: render_template("small/home.html"))
    intake.add_url_rule("/trip/<id>", "trip", lambda id: render_template("small/home.html"))
    intake.add_url_rule("/deed", "deed", lambda: render_template("small/home.html"), methods=["POST"])

    @intake.route("/everything", methods=["GET", "POST"])
    def everything() -> tuple[str, int]:
        form = EverythingForm.from_page()
        form.accepted()
        line = draw_timeline(LINE[0], trips=LINE[1])
        return render_template("small/everything.html", form=form, line=line, texts={}), form.status

    return intake


REFUSALS: Mapping[str, BaseException] = {
    "not-found": NotFound("claim"),
    "not-allowed": NotAllowed("no_key"),
    "not-now": NotNow("already_sent"),
    "not-valid": NotValid("upload_empty"),
    "conflict": Conflict("changed_elsewhere"),
    "damaged": Damaged("secret_part_name", part="secret-id"),
    "unforeseen": ValueError("secret words of a claimant"),
}


def small_house(**config: object) -> Flask:
    """The app: furniture installed, claimant pages under a language, one desk page, and a page for every refusal."""
    app = Flask(
        "small_house", template_folder=ROOT / "templates", static_folder=ROOT / "claims/static", root_path=str(ROOT)
    )
    app.config.update({"CSRF_SECRET": SECRET, "TESTING": True, "DEMONSTRATION": False, **config})
    app.jinja_loader = ChoiceLoader([DictLoader(PAGES), app.jinja_loader])  # type: ignore[list-item]
    furniture.install(app)
    app.register_blueprint(_intake())
    staff = Blueprint("staff", __name__, url_prefix="/desk")
    staff.add_url_rule("/sign-in", "sign_in", lambda: render_template("small/queue.html"))
    app.register_blueprint(staff)

    @app.get("/refuse/<kind>")
    def refuse(kind: str) -> str:
        raise REFUSALS[kind]

    return app


@contextmanager
def on_page(app: Flask, path: str = "/en/", **request: object) -> Iterator[None]:
    """Inside a request, where a view begins: the language is the one its address says, not the browser's."""
    with app.test_request_context(path, **request):  # type: ignore[arg-type]
        app.preprocess_request()
        yield
