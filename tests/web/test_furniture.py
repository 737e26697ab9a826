"""The furniture in a page: structure without a browser, and colours by arithmetic."""

import re
from pathlib import Path

import html5lib
import pytest
from flask.testing import FlaskClient

from claims.web.language import CLAIMANT_LANGUAGES
from tests.web.small_house import ROOT, small_house

STYLE = ROOT / "claims/static/style.css"
HTML = "{http://www.w3.org/1999/xhtml}"


def tree(text: str) -> object:
    return html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(text)


def everything(page: FlaskClient, tag: str = "en", **typed: str) -> str:
    return page.post(f"/{tag}/everything", data=typed).text if typed else page.get(f"/{tag}/everything").text


@pytest.mark.parametrize("tag", [one.tag for one in CLAIMANT_LANGUAGES])
def test_the_page_is_well_formed_and_has_its_landmarks(page: FlaskClient, tag: str) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(everything(page, tag, name="", account="900101-1234567"))
    assert [len(root.findall(f".//{name}")) for name in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    assert root.find(".//title").text.endswith(" – Redress")


def test_ids_are_unique_and_every_reference_leads_somewhere(page: FlaskClient) -> None:
    root = tree(everything(page, name="", account="900101-1234567", **{"entered-day": "40"}))
    ids = [one.get("id") for one in root.iter() if one.get("id")]  # type: ignore[attr-defined]
    assert len(ids) == len(set(ids))
    for one in root.iter():  # type: ignore[attr-defined]
        named = [*(one.get("aria-describedby") or "").split(), one.get("for") or ""]
        target = one.get("href") or ""
        named.append(target[1:] if target.startswith("#") else "")
        assert {name for name in named if name} <= set(ids)


def test_every_box_has_a_label(page: FlaskClient) -> None:
    root = tree(everything(page))
    labelled = {one.get("for") for one in root.iter("label")}  # type: ignore[attr-defined]
    inside = {box for label in root.iter("label") for box in label.iter("input")}  # type: ignore[attr-defined]
    boxes = [one for kind in ("input", "select", "textarea") for one in root.iter(kind)]  # type: ignore[attr-defined]
    bare = [
        one.get("name")
        for one in boxes
        if one.get("type") != "hidden" and one not in inside and one.get("id") not in labelled
    ]
    assert boxes
    assert bare == []


def test_nothing_inline_that_the_policy_forbids(page: FlaskClient) -> None:
    text = everything(page)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|javascript:", text)


def test_problems_stand_first_are_announced_and_lead_to_their_box(page: FlaskClient) -> None:
    text = everything(page, name="", **{"entered-year": "15"})
    assert text.index('role="alert"') < text.index("<h1>")
    assert '<a href="#name">Your name</a> – Please write your name.' in text
    assert '<a href="#entered-day">When did you enter?</a>' in text
    assert 'aria-describedby="name-hint name-error" aria-invalid="true"' in text


def test_what_was_typed_is_shown_again_and_escaped(page: FlaskClient) -> None:
    text = everything(page, name="", account='\n<b>"x"</b>', passport="<nonsense>", words="secret words")
    assert ">\n\n&lt;b&gt;&#34;x&#34;&lt;/b&gt;</textarea>" in text
    assert '<option value="&lt;nonsense&gt;" selected>' in text
    assert "secret words" not in text


def test_the_banner_of_a_demonstration_stands_on_every_page() -> None:
    page = small_house(DEMONSTRATION=True).test_client()
    banner = "This is a demonstration."
    assert all(banner in page.get(path).text for path in ("/en/", "/desk/sign-in?language=en", "/en/nothing"))
    assert banner not in small_house().test_client().get("/en/").text


def test_a_desk_has_one_content_and_its_views_beside(page: FlaskClient) -> None:
    text = page.get("/desk/sign-in").text
    assert text.count("<h1>") == 1
    assert text.index("<aside") < text.index("<main")


def tokens(scheme: str) -> dict[str, str]:
    light, dark = STYLE.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    inner = dark.split("*, ::before")[0]
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", inner)) if scheme == "dark" else found


def brightness(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("ink", "soft", "act", "flag", "stop") for ground in ("paper", "sheet")),
        *(("ink", ground) for ground in ("act-faint", "flag-faint", "stop-faint")),
        ("act-ink", "act"),
        ("flag", "flag-faint"),
        ("act", "act-faint"),
        ("act", "flag-faint"),
    ],
)
def test_text_has_a_contrast_of_seven_to_one(scheme: str, text: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_boxes_can_be_seen(scheme: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours["line"], colours["sheet"]) >= 3
    assert contrast(colours["line"], colours["paper"]) >= 3


def test_the_stylesheet_is_small_and_knows_no_left_or_right() -> None:
    style = STYLE.read_text(encoding="utf-8")
    assert STYLE.stat().st_size < 14_336
    assert not re.search(r"(margin|padding|border)-(left|right|top|bottom)|[;{ ](left|right|top|bottom):|float:", style)
    assert not re.search(r"text-align: (left|right)|@import|url\(|letter-spacing|text-transform|justify;", style)


def test_no_other_file_is_asked_for(page: FlaskClient) -> None:
    asked = set(re.findall(r'(?:src|href)="(/static/[^"?]+)', everything(page)))
    assert asked == {"/static/style.css", "/static/mark.svg"}
    assert all(Path(ROOT, "claims", name[1:]).is_file() for name in asked)
