"""Every visible word of every template is marked for translation, and leans to no physical side."""

import re
from pathlib import Path

import pytest

from tests.house.files import ROOT, house_files, place
from tests.house.marking import blocks_in_tags, unmarked

TEMPLATES = [
    path
    for path in house_files()
    if place(path).startswith("templates/")
    and path.suffix in (".html", ".txt", ".svg")
    # Immutable texts, one file per language; their hash is pinned by another test.
    and not place(path).startswith(("templates/agreements/", "templates/office/"))
]
IN_TAGS = frozenset(block for path in TEMPLATES for block in blocks_in_tags(path.read_text(encoding="utf-8")))
SIDES = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|(?:float|clear|text-align)\s*:\s*(?:left|right)"
)


def physical_sides(css: str) -> list[str]:
    """Declarations that would stand on the wrong side in a language written from right to left."""
    return [found[0] for found in SIDES.finditer(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))]


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 5


@pytest.mark.parametrize("path", TEMPLATES, ids=place)
def test_every_visible_word_is_marked(path: Path) -> None:
    found = unmarked(path.read_text(encoding="utf-8"), in_tags=IN_TAGS)

    assert not found, "not marked:\n" + "\n".join(found)


@pytest.mark.parametrize("path", sorted((ROOT / "claims/static").glob("*.css")), ids=place)
def test_styles_lean_to_no_side(path: Path) -> None:
    assert physical_sides(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<h1>Your trips</h1>", ["Your trips"]),
        ("{% if x %}<p>{{ n }} trips</p>{% endif %}", ["trips"]),
        ('<input placeholder="Year">', ["<input placeholder='Year'>"]),
        ('<a title="More">{{ _("More") }}</a>', ["<a title='More'>"]),
        ('<nav aria-label="Pages"></nav>', ["<nav aria-label='Pages'>"]),
        ('<img alt="A stamp">', ["<img alt='A stamp'>"]),
        ('<input type="submit" value="Send">', ["<input value='Send'>"]),
        ('<optgroup label="Often"></optgroup>', ["<optgroup label='Often'>"]),
        ('{{ "yes" if sure }}', ["yes"]),
        ('{{ ("sure" if x else "maybe") ~ n }}', ["suremaybe"]),
        ('{{ forms.submit("Save") }}', ["argument or value 'Save'"]),
        ('{{ forms.file("file", "a photo or pdf", hint=_("Small")) }}', ["argument or value 'a photo or pdf'"]),
        ('{% set words = "Your claim" %}{{ words }}', ["argument or value 'Your claim'"]),
        ("<p>결과</p>", ["결과"]),
        ('{% macro told() %} aria-label="More"{% endmacro %}', ["aria-label='More'"]),
        ("{% macro box() %}<p>Words</p>{% endmacro %}", ["Words"]),
        ("{% trans %}Marked{% endtrans %} not marked", ["not marked"]),
        ("{% call group(x) %}<i>inner</i>{% endcall %}", ["inner"]),
        ("{% for x in y %}{{ x }}{% else %}none here{% endfor %}", ["none here"]),
    ],
)
def test_an_unmarked_word_is_found(template: str, words: list[str]) -> None:
    assert unmarked(template) == words


@pytest.mark.parametrize(
    "template",
    [
        '{% trans %}Your trips{% endtrans %}{{ _("Hello %(name)s", name=n) }}{# a comment #}',
        "{% trans count=n %}{{ count }} trip{% pluralize %}{{ count }} trips{% endtrans %}",
        '<input type="hidden" name="x" value="Send" class="wide box" id="send">',
        '<p class="field{{ " field-error" if e }}"{{ \' aria-current="true"\' | safe if c }}>1 – 2 %</p>',
        '<svg><path d="M12 3h2"/></svg><script src="x.js"></script><style>p {color: red}</style>',
        '<b translate="no">KOR</b>{{ url_for("intake.home") }}{{ x.result | said(among="results") }}',
        "&nbsp;&copy; · →",
        '{% macro described(f) %} aria-describedby="{{ f.id }}-hint" class="wide"{% endmacro %}',
    ],
)
def test_marked_words_and_code_are_not_found(template: str) -> None:
    assert unmarked(template) == []


def test_a_block_inside_an_attribute_is_not_read() -> None:
    layout, page = '<body class="{% block sort %}plain{% endblock %}">', "{% block sort %}desk{% endblock %}"

    assert blocks_in_tags(layout) == {"sort"}
    assert unmarked(page) == ["desk"]
    assert unmarked(page, in_tags=blocks_in_tags(layout)) == []


@pytest.mark.parametrize("css", ["p { margin-left: 1px }", "p { left : 0 }", "a{float: right}", "p{text-align:left}"])
def test_a_physical_side_is_found(css: str) -> None:
    assert physical_sides(css)
    assert not physical_sides("p { margin-inline-start: 1px; inset-inline-end: 0; text-align: start } /* left: 1 */")
