"""Forms as a browser would send them. This is where a form of a page is filled and becomes a request."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

from werkzeug.datastructures import MultiDict

from tests.page_rules import controls_in, shown, words_in

SENDING = ("submit", "image")


@dataclass(frozen=True)
class Filled:
    """One form: its controls by name as rendered, and the values that would be sent now."""

    attributes: dict[str, str]
    controls: dict[str, list[Element]]
    sent: dict[str, list[Any]]
    buttons: dict[str, dict[str, str]]

    def __repr__(self) -> str:
        return f"<form {self.attributes.get('action', '')} {sorted(self.controls)} {list(self.buttons)}>"

    def has(self, *names: str) -> bool:
        """Whether the form has all these fields."""
        return all(name in self.controls for name in names)

    def values(self, name: str) -> list[str]:
        """What a field would send now."""
        return [str(value) for value in self.sent.get(name, [])]

    def fill(self, answers: dict[str, Any], *, strictly: bool) -> "Filled":
        """The same form with these answers; `strictly` refuses what the page does not offer."""
        sent = dict(self.sent)
        for name, answer in answers.items():
            assert name in self.controls, f"the form has no field '{name}', only {sorted(self.controls)}"
            values = _as_sent(answer, self.controls[name][0])
            if strictly:
                _must_be_possible(name, values, self.controls[name])
            sent[name] = values
        return replace(self, sent=sent)

    def request(self, button: str) -> dict[str, Any]:
        """The request that pressing a button sends: `action`, `method`, and `data` or `query_string`."""
        assert button in self.buttons, f"the form has no button '{button}', only {list(self.buttons)}"
        pressed = self.buttons[button]
        values = MultiDict((name, value) for name, all_of_it in self.sent.items() for value in all_of_it)
        if pressed.get("name"):
            values.add(pressed["name"], pressed.get("value", ""))
        action = pressed.get("formaction") or self.attributes.get("action", "")
        if self.attributes["method"].lower() == "get":
            return {"action": action.split("?")[0], "method": "GET", "query_string": values}
        return {"action": action, "method": "POST", "data": values, "content_type": _encoding(self.attributes)}


def filled(form: Element, tree: Element) -> Filled:
    """A form of a page as it would be sent untouched. Controls elsewhere on the page may belong to it by `form=`."""
    name = form.attrib.get("id")
    inside = {id(element) for element in form.iter()}
    ours = [each for each in controls_in(tree) if id(each) in inside or (name and each.attrib.get("form") == name)]
    buttons = [each for each in ours if each.attrib.get("type") in SENDING] + [
        each for each in tree.iter("button") if id(each) in inside or (name and each.attrib.get("form") == name)
    ]
    controls: dict[str, list[Element]] = {}
    for control in ours:
        if control.attrib.get("type") not in (*SENDING, "button", "reset") and "disabled" not in control.attrib:
            controls.setdefault(control.attrib["name"], []).append(control)
    sent = {name: [value for each in group for value in _untouched(each)] for name, group in controls.items()}
    return Filled(dict(form.attrib), controls, sent, {_words_on(each): dict(each.attrib) for each in buttons})


def _words_on(button: Element) -> str:
    return words_in(button) or button.attrib.get("value", "") or button.attrib.get("aria-label", "")


def _untouched(control: Element) -> list[str]:
    if control.tag == "textarea":
        return ["".join(control.itertext())]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [each for each in options if "selected" in each.attrib] or (
            [] if "multiple" in control.attrib else options[:1]
        )
        return [_value_of(each) for each in chosen]
    if control.attrib.get("type") in ("radio", "checkbox"):
        return [control.attrib.get("value", "on")] if "checked" in control.attrib else []
    if control.attrib.get("type") == "file":
        return []
    return [control.attrib.get("value", "")]


def _value_of(option: Element) -> str:
    return option.attrib.get("value", words_in(option))


def _as_sent(answer: Any, control: Element) -> list[Any]:
    if isinstance(answer, bool):
        return [control.attrib.get("value", "on")] if answer else []
    if isinstance(answer, tuple):
        name, content = answer
        return [(BytesIO(content), name)]
    if isinstance(answer, list | set | frozenset):
        return [str(each) for each in answer]
    return [str(answer)]


def _must_be_possible(name: str, values: Iterable[Any], controls: list[Element]) -> None:
    """A person can only choose what is offered, and cannot type past `maxlength` or into what is read-only."""
    first = controls[0]
    kind = first.attrib.get("type", "text") if first.tag == "input" else first.tag
    assert kind != "hidden", f"'{name}' is hidden: nobody can fill it"
    assert "readonly" not in first.attrib, f"'{name}' is read-only"
    offered = None
    if kind in ("radio", "checkbox"):
        offered = [each.attrib.get("value", "on") for each in controls]
    elif kind == "select":
        offered = [_value_of(each) for each in first.iter("option")]
    for value in values:
        assert offered is None or value in offered, f"'{name}' offers {offered}, not '{value}'"
        assert (kind == "file") == isinstance(value, tuple), f"{shown(first)} cannot take {value!r}"
        longest = int(first.attrib.get("maxlength", -1))
        assert longest < 0 or len(value) <= longest, f"'{name}' takes {longest} characters, not {len(value)}"


def _encoding(attributes: dict[str, str]) -> str:
    return attributes.get("enctype", "application/x-www-form-urlencoded")
