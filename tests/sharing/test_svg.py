"""Pictures as SVG: simple, safe, and readable without colour."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachcli.sharing import layout, text_lines
from coachcli.sharing.svg import inline, svg
from coachcli.values.pictures import Bars, Grid, Lines, Picture, Point

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>\"&'{{ 7 * 7 }}\x07\u202e<b onload=x>"
TAGS = {
    *("svg", "title", "desc", "style", "defs", "pattern"),
    *("rect", "path", "circle", "g", "polyline", "text"),
}
WEEKS = tuple(date(2026, 9, 14) + timedelta(weeks=number) for number in range(13))

BARS = Bars(
    "Hours by kind",
    "In these months.",
    "hours",
    ("Oct", "Nov"),
    (("observation", (2.0, 1.5)), ("debrief", (0.0, 1.0)), ("other time", (3.0, 0.25))),
)
GRID = Grid(
    "Visits",
    "Two were held.",
    WEEKS,
    date(2026, 11, 23),
    (("Ana Lima", ("held", "missed", "", "closed", "planned", *[""] * 8)),),
    (("held", "held"), ("missed", "not held"), ("closed", "closed"), ("planned", "planned")),
)
LINES = Lines(
    "Cycle 1",
    "From 4 of 22 to 15 of 22.",
    date(2026, 10, 5),
    date(2026, 11, 20),
    (
        (
            "explain why",
            (Point(date(2026, 10, 5), 4, 22), Point(date(2026, 11, 20), 15, 22)),
        ),
    ),
    note="For the coach's eyes only.",
)
PICTURES = (BARS, GRID, LINES)
amounts = st.floats(0, 500)
texts = st.text(max_size=60)


@st.composite
def bars(draw: st.DrawFn) -> Bars:
    labels = tuple(draw(st.lists(texts, max_size=6)))
    rows = st.tuples(*[amounts] * len(labels))
    series = draw(st.lists(st.tuples(texts, rows), min_size=1, max_size=10))
    return Bars(draw(st.text(min_size=1)), draw(texts), "hours", labels, tuple(series))


def words_of(markup: str) -> list[str]:
    return ["".join(each.itertext()) for each in ElementTree.fromstring(markup).iter(f"{SVG}text")]


@pytest.mark.parametrize("picture", PICTURES)
def test_a_file_has_title_words_and_note_in_the_picture_and_for_who_does_not_see_it(
    picture: Picture,
) -> None:
    root = ElementTree.fromstring(svg(picture))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert "aria-hidden" not in svg(picture) + inline(picture, "one")
    named = {each.get("id"): each.text or "" for each in root if each.get("id")}
    title, words = [named[id] for id in (root.get("aria-labelledby") or "").split()]
    assert title == picture.title
    assert words.startswith(picture.said)
    assert picture.note in words
    seen = words_of(svg(picture))
    assert seen[0] == picture.title
    assert {picture.said, *[picture.note] * bool(picture.note)} <= set(seen)


@pytest.mark.parametrize("picture", PICTURES)
def test_an_element_for_a_page_styles_nothing_and_its_names_are_its_own(picture: Picture) -> None:
    one, other = inline(picture, "one"), inline(picture, "two")
    ids = [re.findall(r' id="([^"]+)"', markup) for markup in (one, other)]
    assert len(ids[0]) == len(set(ids[0])) > 1
    assert not set(ids[0]) & set(ids[1])
    assert "<style" not in one
    assert ' style="' not in one
    assert one.startswith("<svg")
    assert one.endswith("</svg>")
    assert set(re.findall(r"url\(#([^)]+)\)", one)) <= set(ids[0])
    assert (picture.note in words_of(one)) or not picture.note
    classes = re.findall(r'class="([^"]+)"', one)
    assert all(each == "pic" or each.startswith("pic-") for each in classes)


def hostile(picture: Picture) -> Picture:
    if isinstance(picture, Bars):
        return Bars(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), ((HOSTILE, (1.0,)),) * 2, (), HOSTILE)
    if isinstance(picture, Grid):
        rows = ((HOSTILE, ("held",) * 13),)
        return Grid(HOSTILE, HOSTILE, WEEKS, WEEKS[0], rows, (("held", HOSTILE),), HOSTILE)
    points = (Point(date(2026, 10, 5), 4, 22),)
    return replace(
        picture, title=HOSTILE, said=HOSTILE, note=HOSTILE, measures=((HOSTILE, points),)
    )


@pytest.mark.parametrize("picture", PICTURES)
def test_no_text_becomes_markup_and_nothing_is_fetched(picture: Picture) -> None:
    for markup in (svg(hostile(picture)), inline(hostile(picture), "one")):
        root = ElementTree.fromstring(markup)
        tags = {each.tag.removeprefix(SVG) for each in root.iter()}
        assert tags <= TAGS
        names = {name for each in root.iter() for name in each.attrib}
        assert not {name for name in names if name.startswith("on") or "href" in name}
        assert "{{ 7 * 7 }}" in "".join(root.itertext())
        assert not {"\x07", "\u202e"} & set(markup)
        assert not re.search(r"url\((?!#)|@import|https?://(?!www\.w3\.org/2000/svg)", markup)


@given(bars())
@example(Bars("Hours", "", "hours", ("Nov",), (("", (2e-311,)),)))
def test_whatever_the_amounts_the_bars_stay_in_the_picture_and_add_up(picture: Bars) -> None:
    ElementTree.fromstring(svg(picture))
    found = layout.bars(picture, 0)
    for box in found.boxes:
        assert box.x >= 0
        assert box.x + box.width <= layout.WIDTH
        assert box.y + box.height <= found.height
    parts = [box for box in found.boxes if box.said]
    drawn = sum(amount > 0 for _, row in picture.series for amount in row)
    assert len(parts) == drawn
    rows = {box.y for box in parts}
    wide = {y: sum(box.width for box in parts if box.y == y) for y in rows}
    totals = sorted(total for total in picture.totals if total)
    if totals:
        longest = max(wide.values())
        for have, want in zip(sorted(wide.values()), totals, strict=True):
            assert have / longest == pytest.approx(want / totals[-1], abs=1e-6)


def test_every_fill_and_every_mark_has_a_shape_of_its_own() -> None:
    many = Bars("T", "S", "h", ("x",), tuple((f"s{n}", (1.0,)) for n in range(layout.FILLS)))
    patterns = re.findall(
        r'<pattern id="p-f\d" class="pic-f\d"(.*?)</pattern>', inline(many, "p"), re.S
    )
    assert len(set(patterns)) == layout.FILLS
    marks = ("held", "planned", "missed", "away", "closed")
    rows = (("A", (*marks, *[""] * 8)),)
    markup = inline(replace(GRID, rows=rows, marks=tuple((m, m) for m in marks)), "p")
    shapes = re.findall(r"</title>\s*(<.*?>)\s*</g>", markup, re.S)
    assert len(shapes) == len(set(shapes)) == len(marks)


def test_a_label_with_no_bar_below_it_takes_no_room_for_one() -> None:
    labels = ("classroom management", "instruction")
    beside = ("none", "2 h 15, 3 sessions")

    def height(*hours: float) -> float:
        return layout.bars(Bars("T", "", "hours", labels, (("", hours),), beside), 0).height

    assert height(0.0, 2.25) == height(1.0, 2.25) - layout.ROW + layout.EDGE


@given(st.integers(1, 60), st.text(min_size=1, max_size=60))
def test_every_mark_has_its_room_however_many_weeks_there_are(count: int, name: str) -> None:
    weeks = tuple(WEEKS[0] + timedelta(weeks=number) for number in range(count))
    picture = replace(GRID, weeks=weeks, rows=((name, ("held",) * count),))
    found = layout.grid(picture, 0)
    marks = [sign for sign in found.signs if sign.said]
    assert len(marks) == count
    assert all(other.x - one.x >= 19.9 for one, other in pairwise(marks))
    assert marks[-1].x + 6 <= found.width
    assert all(sign.y + 6 <= found.height for sign in found.signs)
    named = next(text for text in found.texts if name in (text.text, text.full))
    assert text_lines.text_width(named.text) <= marks[0].x


def test_a_series_alone_needs_no_name_and_a_name_is_always_explained() -> None:
    alone = Bars("Hours", "", "hours", ("assessment",), (("", (2.0,)),))
    assert words_of(inline(alone, "a")) == ["assessment", "2", "In hours."]
    assert "<title>assessment: 2 hours</title>" in inline(alone, "a")
    named = replace(alone, series=(("observation", (2.0,)),))
    assert "observation" in words_of(inline(named, "a"))


def brightness(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(brightness, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_all_colours_have_contrast_by_day_and_by_night() -> None:
    css = (Path(layout.__file__).parent / "templates" / "picture.css").read_text()
    day, night, paper = re.split(r"@media", css)
    for part, ground in ((day, "#ffffff"), (night, "#14181f"), (paper, "#ffffff")):
        colours = re.findall(r"color: (#[0-9a-f]{6})", part)
        assert colours
        assert min(contrast(each, ground) for each in colours) >= 4.5
    assert set(re.findall(r"\.(pic[\w-]*)", day)) == set(re.findall(r"\.(pic[\w-]*)", night))


def test_a_name_too_long_is_cut_and_told_whole_to_who_points_there() -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff-Nakamura"
    markup = inline(replace(GRID, rows=((name, ("held",) * 13),)), "one")
    assert "…" in markup
    assert f"<title>{name}</title>" in markup
