"""Which visible words of a template are not marked for translation. This is where a template is read as a page is read.

The template is parsed by Jinja, so that marked words, comments and code fall away, and what is left is read as HTML:
a letter in running text or in an attribute that people see or hear is a fault.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

MARKING = {"_", "gettext", "ngettext", "pgettext"}
READ_ATTRIBUTES = {"placeholder", "title", "aria-label", "aria-description", "aria-roledescription", "alt", "label"}
BUTTONS = {"submit", "button", "reset"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNREAD = {"script", "style"}
LETTER = re.compile(r"[^\W\d_]")
ATTRIBUTE = re.compile(r"""([\w-]+)=(["'])(.*?)\2""", re.DOTALL)  # written by a macro that is called inside a tag
LIKE_A_SENTENCE = re.compile(r"^[A-Z][a-z]+\b.*|.*[a-z]{2,} [a-z]{2,} [a-z]{2,}.*", re.DOTALL)
NAMES = re.compile(r"\bSHA-256\b")  # written alike in every language
GAP = "\u2063"  # stands where a value will stand; no letter
READER = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)
READER.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the extension


def unmarked(source: str, *, in_tags: frozenset[str] = frozenset()) -> list[str]:
    """Every visible word of a template that is not marked. `in_tags`: blocks that fill an attribute, not the page."""
    tree = READER.parse(source)
    page = _PageReader()
    page.feed("".join(_rendered(tree, in_tags)))
    page.close()
    return page.found + [f"argument or value {words!r}" for words in _sentences_in_code(tree)]


def blocks_in_tags(source: str) -> frozenset[str]:
    """The blocks of a layout that stand inside an attribute: `<body class="{% block sort %}plain{% endblock %}">`."""
    return frozenset(re.findall(r"""=["'][^"'<>]*\{%-?\s*block\s+(\w+)""", source))


def _rendered(node: nodes.Node, in_tags: frozenset[str]) -> Iterator[str]:
    """What the template writes as it is: its own text, literals among its values, and a gap for every other value."""
    if isinstance(node, nodes.Block) and node.name in in_tags:
        yield GAP
    elif isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Output):
        for each in node.nodes:
            yield from _rendered(each, in_tags) if isinstance(each, nodes.TemplateData) else _written(each)
    elif isinstance(node, nodes.If):
        for each in (*node.body, *(deeper for branch in node.elif_ for deeper in branch.body), *node.else_):
            yield from _rendered(each, in_tags)
    else:
        for each in node.iter_child_nodes():
            if not isinstance(each, nodes.Expr) or isinstance(each, nodes.TemplateData):
                yield from _rendered(each, in_tags)


def _written(value: nodes.Node) -> Iterator[str]:
    """The literals that an expression may write."""
    if isinstance(value, nodes.Const):
        yield value.value if isinstance(value.value, str) else GAP
    elif isinstance(value, nodes.CondExpr):
        yield from _written(value.expr1)
        yield from _written(value.expr2) if value.expr2 else ()
    elif isinstance(value, nodes.Concat):
        for each in value.nodes:
            yield from _written(each)
    elif isinstance(value, nodes.Or | nodes.And | nodes.Add):
        yield from _written(value.left)
        yield from _written(value.right)
    elif isinstance(value, nodes.Filter) and value.node is not None:
        yield from _written(value.node) if value.name in ("safe", "upper", "title", "trim") else GAP
    else:
        yield GAP


def _sentences_in_code(tree: nodes.Node) -> Iterator[str]:
    """Literals in calls and assignments that read like words for people: they begin with a capital, or are a sentence."""
    for call in tree.find_all((nodes.Call, nodes.Assign)):
        if isinstance(call, nodes.Call) and getattr(call.node, "name", "") in MARKING:
            continue
        given = [*call.args, *(word.value for word in call.kwargs)] if isinstance(call, nodes.Call) else [call.node]
        for value in given:
            yield from (
                text for text in _written(value) if not text.startswith((" ", "/", "#")) and LIKE_A_SENTENCE.match(text)
            )


class _PageReader(HTMLParser):
    """Reads a page and keeps the letters that people would see or hear."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            read = name in READ_ATTRIBUTES
            read |= name == "value" and tag == "input" and given.get("type") in BUTTONS
            read |= name == "content" and tag == "meta" and given.get("name") == "description"
            self._keep(value if read else "", f"<{tag} {name}={value!r}>")
        if tag not in VOID:
            self.open.append((tag, given.get("translate") == "no"))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if any(tag in UNREAD or untranslated for tag, untranslated in self.open):
            return
        for name, _, value in ATTRIBUTE.findall(data):
            self._keep(value if name in READ_ATTRIBUTES else "", f"{name}={value!r}")
        text = ATTRIBUTE.sub("", data)
        self._keep(text, " ".join(text.replace(GAP, " ").split()))

    def _keep(self, text: str, shown: str) -> None:
        if LETTER.search(NAMES.sub("", text.replace(GAP, ""))):
            self.found.append(shown)
