"""What makes a page of ours a good page. This is where each such rule is one small function from a page to its faults.

`faults(html)` gives every fault as one sentence; the page client refuses a page that has any.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as PARSE_ERRORS

RIGHT_TO_LEFT = {"ar", "fa", "ur", "he"}
CONTROLS = {"input", "select", "textarea"}
WITHOUT_LABEL = {"hidden", "submit", "button", "image", "reset"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage", "headers", "list")
PHYSICAL = {"left", "right"}
LEFT_OVER = re.compile(r"\{\{|\{%|%\(\w+\)s|\bNone\b|<LazyProxy|&lt;\w+ object at 0x")
CSRF = "csrf_token"

Rule = Callable[[Element], Iterator[str]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Put a rule on the list."""
    RULES.append(function)
    return function


def parse(html: str) -> tuple[Element, list[str]]:
    """The page as a tree, and what a browser would have had to guess, each with line and column."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(html)
    guesses = [
        f"line {at[0]}, column {at[1]}: {PARSE_ERRORS.get(code, code) % facts}" for at, code, facts in parser.errors
    ]
    return tree, guesses


def faults(html: str) -> list[str]:
    """Everything wrong with a page, one sentence each."""
    return judged(html)[1]


def judged(html: str) -> tuple[Element, list[str]]:
    """The page as a tree, and everything wrong with it: read once, for a page costs most of its time there."""
    tree, guesses = parse(html)
    return tree, guesses + [fault for each in RULES for fault in each(tree)]


def words_in(element: Element) -> str:
    """The text of an element and all below it, spaces made single; what is hidden by `hidden` is not read."""
    return " ".join("".join(_spoken(element)).split())


def _spoken(element: Element) -> Iterator[str]:
    if element.tag in ("script", "style", "template") or "hidden" in element.attrib or not isinstance(element.tag, str):
        return
    if element.tag in ("br", "li", "p", "td", "th", "dt", "dd", "div", "legend", "label", "option", "h1", "h2", "h3"):
        yield " "
    yield element.text or ""
    for child in element:
        yield from _spoken(child)
        yield child.tail or ""


def shown(element: Element) -> str:
    """An element as it would stand in the page, short, for a message."""
    facts = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag}{facts}>"[:160]


def ids(tree: Element) -> list[str]:
    """Every id of the page, repeated ones repeated."""
    return [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]


def labels_of(control: Element, tree: Element) -> list[str]:
    """The words by which a control is known to a person, whichever way they are tied to it."""
    found = [control.attrib.get("aria-label", "")]
    named = control.attrib.get("aria-labelledby", "").split()
    found += [words_in(element) for element in tree.iter() if element.attrib.get("id") in named]
    found += [
        words_in(label)
        for label in tree.iter("label")
        if (label.attrib.get("for") or "") == control.attrib.get("id", " ") or control in label.iter()
    ]
    return [words for words in found if words]


def controls_in(tree: Element) -> Iterator[Element]:
    """Everything that can be filled or chosen."""
    return (element for element in tree.iter() if element.tag in CONTROLS)


@rule
def language_and_direction_are_said(tree: Element) -> Iterator[str]:
    language, direction = tree.attrib.get("lang", ""), tree.attrib.get("dir", "")
    if not language:
        yield "<html> has no lang"
    if direction not in ("ltr", "rtl"):
        yield f"<html> has dir='{direction}', wanted ltr or rtl"
    elif language and (direction == "rtl") != (language.split("-")[0] in RIGHT_TO_LEFT):
        yield f"<html lang='{language}'> is written {direction}"


@rule
def title_says_where_one_is(tree: Element) -> Iterator[str]:
    titles = [words_in(title) for title in tree.findall("./head/title")]
    if len(titles) != 1 or not titles[0].strip(" –-|·"):
        yield f"wanted one title with words, found {titles}"
    elif titles[0].startswith(("–", "-", "|")):
        yield f"the title has no first part: '{titles[0]}'"


@rule
def one_h1_and_no_level_skipped(tree: Element) -> Iterator[str]:
    headings = [element for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    firsts = [words_in(heading) for heading in headings if heading.tag == "h1"]
    if len(firsts) != 1 or not firsts[0]:
        yield f"wanted one h1 with words, found {firsts}"
    levels = [int(str(heading.tag)[1]) for heading in headings]
    for heading, level, before in zip(headings[1:], levels[1:], levels, strict=False):
        if level > before + 1:
            yield f"{shown(heading)} '{words_in(heading)}' follows an h{before}"


@rule
def ids_are_single_and_meet_their_references(tree: Element) -> Iterator[str]:
    known = Counter(ids(tree))
    for name, times in known.items():
        if times > 1 or not name.strip():
            yield f"id '{name}' stands {times} times"
    for element in tree.iter():
        wanted = [word for name in REFERENCES for word in element.attrib.get(name, "").split()]
        if element.tag == "a" and element.attrib.get("href", "").startswith("#"):
            wanted.append(element.attrib["href"][1:])
        for word in wanted:
            if word not in known:
                yield f"{shown(element)} speaks of '#{word}', which is not on the page"


@rule
def forms_say_how_they_are_sent(tree: Element) -> Iterator[str]:
    for form in tree.iter("form"):
        if form.attrib.get("action", "here") == "":
            yield f"{shown(form)} has an empty action"
        method = form.attrib.get("method", "").lower()
        if method not in ("get", "post"):
            yield f"{shown(form)} has no method"
        tokens = [each.attrib.get("value") for each in form.iter("input") if each.attrib.get("name") == CSRF]
        if method == "post" and not (len(tokens) == 1 and tokens[0]):
            yield f"{shown(form)} wants one {CSRF}, has {len(tokens)}"
        if method == "get" and tokens:
            yield f"{shown(form)} would show its {CSRF} in the address"
        if any(each.attrib.get("type") == "file" for each in form.iter("input")) and "multipart" not in form.attrib.get(
            "enctype", ""
        ):
            yield f"{shown(form)} takes a file but is not multipart/form-data"


@rule
def every_control_has_a_name_and_a_label(tree: Element) -> Iterator[str]:
    for control in controls_in(tree):
        kind = control.attrib.get("type", "text")
        if kind in WITHOUT_LABEL:
            continue
        if not control.attrib.get("name"):
            yield f"{shown(control)} has no name"
        if not labels_of(control, tree):
            yield f"{shown(control)} has no label"


@rule
def choices_stand_in_a_named_group(tree: Element) -> Iterator[str]:
    grouped = {
        id(control)
        for group in tree.iter("fieldset")
        if group.find("legend") is not None
        for control in group.iter("input")
    }
    radios = [each for each in tree.iter("input") if each.attrib.get("type") == "radio"]
    for radio in radios:
        if id(radio) not in grouped:
            yield f"{shown(radio)} stands in no fieldset with a legend"
    for group in tree.iter("fieldset"):
        legend = group.find("legend")
        if legend is None or not words_in(legend):
            yield f"{shown(group)} has no legend"


@rule
def nothing_is_inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"{shown(element)} has an inline {name}"
        if element.tag == "style" or (element.tag == "script" and "src" not in element.attrib):
            yield f"{shown(element)} is inline"
        if element.tag in ("script", "link", "img", "iframe") and "//" in (
            element.attrib.get("src") or element.attrib.get("href", "")
        ):
            yield f"{shown(element)} is fetched from elsewhere"


@rule
def nothing_is_left_or_right(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        words = set(re.split(r"[\s_-]+", element.attrib.get("class", ""))) | {element.attrib.get("align", "")}
        if words & PHYSICAL:
            yield f"{shown(element)} names a physical side; write start or end"


@rule
def buttons_links_and_pictures_have_words(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        pictures = " ".join(image.attrib.get("alt", "") for image in element.iter("img"))
        words = f"{words_in(element)}{element.attrib.get('aria-label', '')}{pictures}".strip()
        if element.tag in ("button", "a", "summary") and not words:
            yield f"{shown(element)} has no words"
        if element.tag == "button" and "type" not in element.attrib:
            yield f"{shown(element)} has no type"
        if element.tag == "a" and "href" not in element.attrib:
            yield f"{shown(element)} leads nowhere"
        if element.tag == "img" and "alt" not in element.attrib:
            yield f"{shown(element)} has no alt"


@rule
def nothing_unfinished_is_shown(tree: Element) -> Iterator[str]:
    body = tree.find("body")
    for found in LEFT_OVER.findall(words_in(body) if body is not None else ""):
        yield f"the page shows '{found}'"
