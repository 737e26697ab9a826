"""A form for a table: what has no box stays, what is emptied goes, a problem finds its box."""

from typing import ClassVar

from werkzeug.datastructures import MultiDict

from claims.desks.disclosures.fields import CodeField, NamesField
from claims.desks.disclosures.part_forms import made
from claims.desks.disclosures.table_forms import TableForm
from claims.errors import RegistryError
from tests.web.small_house import small_house


class Small(TableForm):
    """Three boxes."""

    class Meta:
        """No door cookie here."""

        csrf = False

    places: ClassVar = {"to": ("to",), "title_en": ("title", "en"), "is_": ("is",)}
    to = CodeField("To")
    title_en = CodeField("Title")
    is_ = NamesField("Values")


OLD = {"to": "2020", "title": {"en": "Faces", "th": "ใบหน้า"}, "flag": [{"code": "sofa"}]}


def filled(**typed: str) -> Small:
    """The form as it would be sent."""
    with small_house().test_request_context("/en/"):
        return Small(MultiDict(typed))


def test_what_has_no_box_stays_and_what_is_emptied_goes() -> None:
    assert filled(to="2021", title_en="", is_="gate, other").table(OLD) == {
        "to": "2021",
        "title": {"th": "ใบหน้า"},
        "flag": [{"code": "sofa"}],
        "is": ["gate", "other"],
    }
    assert OLD["title"] == {"en": "Faces", "th": "ใบหน้า"}, "the old one is not touched"
    assert filled().table({"title": {"en": "Faces"}}) == {}


def test_a_problem_finds_its_box_or_the_nearest() -> None:
    form = filled(to="2021")
    wrong = [
        RegistryError(file="-", line=0, key="-", problem=problem, path=("window", 3, *path))
        for problem, path in (
            ("a", ("to",)),
            ("b", ("title",)),
            ("c", ("is", 0)),
            ("d", ("event",)),
            ("e", ("flag", 0, "code")),
        )
    ]
    form.put_problems(
        [*wrong, RegistryError(file="-", line=0, key="-", problem="z", path=("window", 2, "to"))], at=("window", 3)
    )

    assert [(problem.box, problem.sentence) for problem in form.problems] == [
        ("", "d"),
        ("to", "a"),
        ("title_en", "b"),
        ("is_", "c"),
    ]


def test_what_goes_without_saying_is_shown() -> None:
    shown = made(Small, {}, places={"role": ("role",), "to": ("to",)}).kept_of({})

    assert shown == {"role": "collection", "to": None}
