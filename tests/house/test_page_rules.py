"""The rules for pages find what they are for: a good page has no fault, and each way of spoiling it is found."""

import pytest

from tests.page_rules import RULES, faults, parse

GOOD = """<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>One trip – Redress</title>
<link rel="stylesheet" href="/static/style.css"></head>
<body><main id="content"><h1>One trip</h1><h2>When</h2>
<form method="post" action="/en/check"><input type="hidden" name="csrf_token" value="abc">
<label for="year">Year</label><p id="year-hint">Four digits</p>
<input id="year" name="year" aria-describedby="year-hint">
<fieldset><legend>How</legend><label><input type="radio" name="how" value="desk"> At a desk</label></fieldset>
<button type="submit">Check</button></form>
<a href="#content">Up</a><img src="/static/line.svg" alt=""></main></body></html>"""

SPOILED = [
    ("<h2>When</h2>", "<h2>When</h3>", "line 4"),
    ("<h2>When</h2>", "<div><h2>When</h2>", "seen too early"),
    ('lang="en"', "", "has no lang"),
    ('dir="ltr"', "", "dir=''"),
    ('lang="en"', 'lang="ar"', "is written ltr"),
    ("<title>One trip – Redress</title>", "<title> – </title>", "title"),
    ("<title>One trip – Redress</title>", "<title> – Redress</title>", "no first part"),
    ("<h1>One trip</h1>", "", "one h1"),
    ("<h2>When</h2>", "<h1>When</h1>", "one h1"),
    ("<h2>When</h2>", "<h3>When</h3>", "follows an h1"),
    ('id="year-hint"', 'id="year"', "stands 2 times"),
    ('id="year-hint"', "", "#year-hint"),
    ('href="#content"', 'href="#top"', "#top"),
    ('action="/en/check"', 'action=""', "empty action"),
    ('method="post"', "", "no method"),
    ('<input type="hidden" name="csrf_token" value="abc">', "", "csrf_token"),
    ('value="abc"', 'value=""', "csrf_token"),
    ('method="post"', 'method="get"', "in the address"),
    ('<input id="year"', '<input type="file" id="year"', "multipart"),
    ('<input id="year" name="year"', '<input id="year"', "no name"),
    ('<label for="year">Year</label>', "", "no label"),
    ('<label for="year">Year</label>', '<label for="year"> </label>', "no label"),
    ("<fieldset><legend>How</legend>", "<fieldset>", "no legend"),
    ("<h2>", '<h2 style="color: red">', "inline style"),
    ("<h2>", '<h2 onclick="go()">', "inline onclick"),
    ('href="#content"', 'href="javascript:go()"', "inline href"),
    ("<h2>", "<script>go()</script><h2>", "is inline"),
    ('src="/static/line.svg"', 'src="//elsewhere/line.svg"', "from elsewhere"),
    ("<h2>", '<h2 class="box-left">', "physical side"),
    ('<button type="submit">Check</button>', '<button type="submit"> </button>', "no words"),
    ('<button type="submit">', "<button>", "no type"),
    (' alt=""', "", "no alt"),
    ("<h1>One trip</h1>", "<h1>Trip %(number)s</h1>", "%(number)s"),
    ("<h1>One trip</h1>", "<h1>Trip None</h1>", "None"),
]


def test_a_good_page_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(("good", "bad", "fault"), SPOILED)
def test_each_way_of_spoiling_a_page_is_found(good: str, bad: str, fault: str) -> None:
    assert good in GOOD

    found = faults(GOOD.replace(good, bad, 1))

    assert any(fault in each for each in found), found


def test_every_rule_is_seen_to_fail() -> None:
    from_spoiled = {
        rule for good, bad, _ in SPOILED for rule in RULES if list(rule(parse(GOOD.replace(good, bad, 1))[0]))
    }

    assert from_spoiled == set(RULES)
