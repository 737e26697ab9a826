"""A project: its words, a new one from nothing to published, retract it."""

from claims.model.revision import RegistryName
from tests.desks.at_work import AtWork
from tests.desks.disclosures.at_the_registry import CODE, DESK, PROJECT, SAVE, compared, in_force, published, rea

WORDS = {"title_en": "Faces of a shop", "summary_en": "A shop said so.", "title_ko": "가게의 얼굴"}


def test_words_are_changed_per_language(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    page = visitor.open(f"{PROJECT}/words").fill(title_en="Another title", title_vi="").press(SAVE)

    assert page.h1 == "Another title"
    rows = compared(visitor, fresh_work).rows()
    assert rows[1][0] == "Title, en"
    assert rows[1][2] == "Another title"
    assert (rows[2][0], rows[2][2]) == ("Title, vi", "–")
    refused = visitor.open(f"{PROJECT}/words").fill(summary_en="", summary_ko="").press_refused(SAVE)
    assert "Please write it in Korean or English" in refused.errors[0]


def test_a_new_project_grows_until_it_can_be_published(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    page = visitor.open(f"{DESK}/new-project").fill({"code": "SHOP-FACES", **WORDS}).press(SAVE)
    assert page.says("The project needs at least one source.")
    assert page.says("The project needs at least one window.")
    assert "Go on to publish" not in compared(visitor, fresh_work).links

    here = f"{DESK}/projects/SHOP-FACES"
    source = {"title": "What the shop said", "publisher": "The shop", "date": "2026-11", "read_on": "2026-11-22"}
    refused = (
        visitor.open(f"{here}/add/source")
        .fill({"key": "shop", "address": "shop.example", **source})
        .press_refused(SAVE)
    )
    assert "https://" in refused.errors[0]
    refused.fill(address="https://shop.example/").press(SAVE)
    window = {
        "id": "SHOP",
        "group": "SHOP",
        "role": "collection",
        "status_": "official",
        "event": "stay",
        "from_": "2020",
        "to": "..",
    }
    more = {"records": "account-shop", "min_days": "30", "weight_unit": "months", "sources": ["shop"]}
    said = {"title_en": "Customers", "summary_en": "Whoever had an account."}
    visitor.open(f"{here}/add/window").fill({**window, **more, **said}).press(SAVE)
    visitor.open(f"{here}/add/deadline").fill(
        {
            "code": "end",
            "day": "2027-01-31",
            "route": "companies",
            "computed": True,
            "title_en": "Last day",
            "sources": ["shop"],
        }
    ).press(SAVE)
    visitor.open(f"{here}/add/fact").fill(
        {"code": "sold", "date": "2024", "text_en": "The shop was sold.", "sources": ["shop"]}
    ).press(SAVE)
    published(visitor, why="A new project.")

    project = in_force(fresh_work).project("SHOP-FACES")
    assert [(each.id, each.min_days, each.records) for each in project.windows] == [("SHOP", 30, "account-shop")]
    assert (project.deadlines[0].computed, project.facts[0].code) == (True, "sold")
    assert project.windows[0].weight is not None


def test_a_code_that_is_taken_is_refused(work: AtWork) -> None:
    page = rea(work).open(f"{DESK}/new-project").fill({"code": CODE, **WORDS}).press_refused(SAVE)

    assert f"“{CODE}” already names something else." in page.errors[0]


def test_a_retracted_project_and_its_ids_are_gone_for_ever(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    text = visitor.fetch(f"{PROJECT}/file.toml").get_data(as_text=True).replace("MOJ-", "OLD-")
    visitor.open(f"{DESK}/upload").fill(text=text).press("Take it into my working copy")
    published(visitor)
    page = visitor.open(f"{DESK}/projects/OLD-AIRPORT-FACES").press("Retract this project")
    assert page.says("You have marked this whole project to be retracted.")
    published(visitor, why="It was an error.")

    assert [project.code for project in in_force(fresh_work).projects if project.code.startswith("OLD")] == []
    with fresh_work.office.database.question() as session:
        office = fresh_work.office.office.id
        assert session.get_one(RegistryName, (office, "OLD-AIRPORT-FACES")).retracted == 3
        assert session.get_one(RegistryName, (office, "OLD-FN-FOI")).retracted == 3
    page = visitor.open(f"{DESK}/new-project").fill({"code": "OLD-AIRPORT-FACES", **WORDS}).press_refused(SAVE)
    assert "was retracted and stays retracted" in page.errors[0]


def test_forgotten_a_new_project_is_nowhere(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    page = visitor.open(f"{DESK}/new-project").fill({"code": "SHOP-FACES", **WORDS}).press(SAVE)

    assert page.press("Forget my changes to this project").h1 == "Disclosures"
    visitor.open(f"{DESK}/projects/SHOP-FACES", status=404)
