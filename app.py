"""create_app joins the parts: settings, wires, furniture, doors. No logic and no routes here."""

from flask import Flask

from claims.desks.disclosures.routes import desk as disclosures
from claims.desks.intake.routes import desk as intake
from claims.desks.intake.routes_published import desk as published
from claims.desks.matters.routes import desk as matters
from claims.desks.staff.routes import desk as staff
from claims.desks.triage.routes import desk as triage
from claims.settings import ROOT, Settings, read_settings
from claims.web.furniture import install
from claims.web.house import NAME
from claims.web.opening import open_house


def create_app(settings: Settings | None = None) -> Flask:
    """The service for one office. Raises StartRefused, in one sentence, when it must not start."""
    here = open_house(settings or read_settings())
    app = Flask(
        "claims",
        root_path=str(ROOT),
        template_folder="templates",
        static_folder="claims/static",
        static_url_path="/static",
    )
    app.extensions[NAME] = here
    app.config.update(
        SECURE=here.settings.secure,
        HOSTS=here.settings.hosts,
        ONION=here.settings.onion,
        CSRF_SECRET=here.host_key.for_purpose("csrf"),
        DEMONSTRATION=here.demonstration,
    )
    install(app)
    for desk in (intake, published, triage, matters, disclosures, staff):
        app.register_blueprint(desk)
    return app
