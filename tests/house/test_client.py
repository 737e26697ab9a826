"""The page client does what a person can do and nothing else."""

import pytest
from flask import Flask, redirect, request

from tests.client import Visitor

PAGE = """<!doctype html><html lang="en" dir="ltr"><head><title>{h1} – Trial</title></head><body><main><h1>{h1}</h1>{main}</main></body></html>"""
FORM = """<form method="post" action="/save" enctype="multipart/form-data"><input type="hidden" name="csrf_token" value="t0ken">
<label for="name">Name</label><input id="name" name="name" value="{name}" maxlength="9">
<fieldset><legend>How</legend><label><input type="radio" name="how" value="desk" checked> Desk</label>
<label><input type="radio" name="how" value="gate"> Gate</label></fieldset>
<label><input type="checkbox" name="again" value="yes"> Again</label>
<label for="port">Port</label><select id="port" name="port"><option value="">?</option><option value="ICN">Incheon</option></select>
<label for="note">Note</label><textarea id="note" name="note">
as it was</textarea>
<label for="paper">Paper</label><input type="file" id="paper" name="paper">
<button type="submit" name="next" value="list">Save</button><button type="submit" formaction="/drop">Drop</button></form>"""


@pytest.fixture
def visitor() -> Visitor:
    app = Flask("trial")
    app.config["SAVED"] = saved = []

    @app.get("/")
    def home() -> str:
        return PAGE.format(
            h1="Trial", main=FORM.format(name="") + '<a href="/broken">Broken</a> <a href="/away">Away</a>'
        )

    @app.post("/save")
    def save() -> object:
        saved.append({**request.form, **{name: file.read() for name, file in request.files.items()}})
        if not request.form["name"]:
            line = '<div role="alert"><ul><li><a href="#name">Name</a> – Please write it.</li></ul></div>'
            return PAGE.format(h1="Trial", main=line + FORM.format(name="")), 422
        return redirect("/done", 303)

    @app.get("/done")
    def done() -> str:
        return PAGE.format(
            h1="Done", main=f"<table><caption>Saved</caption><tr><th>Name</th><td>{saved[-1]['name']}</td></tr></table>"
        )

    @app.get("/broken")
    def broken() -> str:
        return "<!doctype html><p>no language, no title"

    @app.get("/away")
    def away() -> object:
        return redirect("https://elsewhere.example/")

    return Visitor(app)


def test_a_form_is_sent_as_it_was_rendered(visitor: Visitor) -> None:
    page = (
        visitor.open("/")
        .fill({"name": "Nguyễn", "again": True, "port": "ICN", "paper": ("a.txt", b"bytes")})
        .press("Save")
    )

    assert page.h1 == "Done"
    assert page.address == "/done"
    assert page.rows("Saved") == [["Name", "Nguyễn"]]
    assert visitor.app.config["SAVED"] == [
        {
            "csrf_token": "t0ken",
            "name": "Nguyễn",
            "how": "desk",
            "again": "yes",
            "port": "ICN",
            "note": "as it was",
            "next": "list",
            "paper": b"bytes",
        }
    ]


def test_a_refusal_is_read_from_the_summary(visitor: Visitor) -> None:
    page = visitor.open("/").fill(how="gate").press_refused("Save")

    assert page.errors == ["Name – Please write it."]
    assert page.value("how") == "desk"


def test_what_is_not_on_the_page_cannot_be_done(visitor: Visitor) -> None:
    page = visitor.open("/")

    for impossible in (
        lambda: page.fill(nickname="x"),
        lambda: page.fill(how="window"),
        lambda: page.fill(port="PUS"),
        lambda: page.fill(name="longer than nine"),
        lambda: page.fill(csrf_token="mine"),
        lambda: page.fill(paper="not a file"),
        lambda: page.fill(name="x").press("Send"),
        lambda: page.press_refused("Save now"),
        lambda: page.follow("Nowhere"),
        lambda: page.follow("Broken"),
        lambda: page.follow("Away"),
        lambda: page.fill(name="x").press_refused("Save"),
        lambda: page.press("Save"),
        lambda: visitor.open("/none"),
    ):
        with pytest.raises(AssertionError):
            impossible()


def test_a_forger_may_send_what_is_not_offered(visitor: Visitor) -> None:
    visitor.open("/").tamper({"how": "window", "name": "longer than nine"}).press("Save")

    assert visitor.app.config["SAVED"][-1]["how"] == "window"
