"""The agreement says what the tiers say, in each language, and its page needs nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.sharing.agreement import (
    NEVER,
    POINTS,
    SMALLEST_GROUP,
    Agreement,
    AgreementPoint,
    AgreementSection,
    agreement,
    wording_of,
)
from coachcli.sharing.agreement_file import Form, markdown, written
from coachcli.sharing.tiers import GROUPS, TIERS, Tier
from coachcli.sharing.wording import Language, Topic

JUDGING = ("evalua", "puntua", "calificaci", "cumplimiento", "rendimiento", "déficit")
"""How Spanish words that judge a teacher begin; of English ones another test knows."""


@pytest.fixture(params=Language)
def told(request: pytest.FixtureRequest) -> Agreement:
    """The agreement in each language."""
    return agreement(request.param)


def texts(told: Agreement) -> list[str]:
    """Everything that is said, in order."""
    found = [told.title, *told.lead]
    for section in told.sections:
        found += [section.title, *section.text, *(point.text for point in section.points)]
    return found


@pytest.mark.parametrize("language", Language)
def test_each_language_says_every_group_of_columns_and_nothing_else(language: Language) -> None:
    said = wording_of(language).sections
    for tier in Tier:
        names = {group.name for group in GROUPS if group.tier is tier}
        assert set(said[Topic(tier.value)].points) == names, tier
    assert {topic: set(part.points) for topic, part in said.items()} == {
        topic: set(names) for topic, names in POINTS.items()
    }
    assert list(said) == list(Topic)


def test_every_group_stands_under_its_tier_in_words_of_its_own(told: Agreement) -> None:
    told_of = {section.section: section for section in told.sections}
    for group in GROUPS:
        names = [point.point for point in told_of[Topic(group.tier.value)].points]
        assert group.name in names
    said = texts(told)
    assert len(set(said)) == len(said)
    assert all(each.strip() == each and each for each in said)


def test_the_languages_have_as_many_paragraphs_in_each_place() -> None:
    english, spanish = map(agreement, Language)
    shapes = [
        [len(told.lead), *(len(each.text) for each in told.sections)] for told in (english, spanish)
    ]
    assert shapes[0] == shapes[1]
    assert not set(texts(english)) & set(texts(spanish))


def test_what_a_report_leaves_out_is_in_no_shared_column() -> None:
    for what, columns in NEVER.items():
        assert columns, what
        for column in columns:
            assert TIERS[column] is not Tier.SHARED, (what, column)
    sealed = {column for column, tier in TIERS.items() if tier is Tier.SEALED}
    assert set(NEVER["what_was_said"]) == sealed


def test_what_only_agreement_makes_shared_is_said_to_need_it(told: Agreement) -> None:
    word = {Language.ENGLISH: "both agreed", Language.SPANISH: "acordaron"}[told.language]
    shared = next(section for section in told.sections if section.section is Topic.SHARED)
    for group, point in zip(POINTS[Topic.SHARED], shared.points, strict=True):
        needs = next(each.agreed for each in GROUPS if each.name == group)
        assert (word in point.text) == bool(needs), group


def test_the_smallest_group_is_the_one_that_counts(told: Agreement) -> None:
    small = next(p for s in told.sections for p in s.points if p.point == "small_groups")
    assert SMALLEST_GROUP == 3
    assert re.findall(r"\d+", small.text) == [str(SMALLEST_GROUP)]
    assert not [text for text in texts(told) if "{" in text]


def test_no_word_in_the_spanish_one_judges_a_teacher() -> None:
    said = " ".join(texts(agreement(Language.SPANISH))).lower()
    assert not [word for word in JUDGING if word in said]


def test_the_markdown_is_the_same_text_with_headings_and_lists(told: Agreement) -> None:
    text = written(told, Form.MARKDOWN)
    blocks = text.rstrip("\n").split("\n\n")
    wanted = [f"# {told.title}", *told.lead]
    for section in told.sections:
        points = " ".join(f"- {point.text}" for point in section.points)
        wanted += [f"## {section.title}", *section.text, *[points] * bool(points)]
    assert [" ".join(block.split()) for block in blocks] == wanted
    assert max(map(len, text.splitlines())) <= 100
    assert len(re.findall("^- ", text, re.M)) == sum(len(s.points) for s in told.sections)


class Page(HTMLParser):
    """The tags of a page, each closed in its place, and the texts in its body."""

    VOID = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and "body" in self.open:
            self.texts.append(data)


def test_the_page_is_the_same_text_whole_and_without_anything_from_elsewhere(
    told: Agreement,
) -> None:
    text = written(told, Form.HTML)
    read = Page(text)
    assert read.texts == texts(told)
    assert text.startswith("<!doctype html>\n")
    assert ("lang", told.language.value) in read.attributes
    assert ("content", "width=device-width, initial-scale=1") in read.attributes
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in read.attributes
    assert not {"script", "link", "img", "iframe", "a", "form", "base"} & set(read.tags)
    assert not {"src", "href", "style"} & {name for name, _ in read.attributes}
    assert not [name for name, _ in read.attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import|https?:|//", text)
    assert read.tags.count("h1") == 1
    assert read.tags.count("h2") == len(told.sections)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_no_text_is_taken_for_a_tag(text: str) -> None:
    hostile = f"</p><script>alert(1)</script>&amp; {text}"
    section = AgreementSection(Topic.LAW, hostile, (hostile,), (AgreementPoint("x", hostile),))
    told = Agreement(Language.ENGLISH, hostile, (hostile,), 3, (section,))
    read = Page(written(told, Form.HTML))
    assert read.texts == [hostile] * 5
    assert "script" not in read.tags


def colours() -> list[dict[str, str]]:
    """By day, by night and on paper."""
    return [dict(re.findall(r"--(\w+): (#\w{6})", each)) for each in re.findall(":root.*", style())]


def style() -> str:
    return written(agreement(Language.ENGLISH), Form.HTML).split("<style>")[1].split("</style>")[0]


def light(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_page_can_be_read_by_day_by_night_and_on_paper() -> None:
    assert len(colours()) == 3
    assert "prefers-color-scheme: dark" in style()
    assert "@media print" in style()
    for scheme in colours():
        assert contrast(scheme["ink"], scheme["paper"]) >= 7
        assert contrast(scheme["mark"], scheme["paper"]) >= 7
        assert contrast(scheme["line"], scheme["paper"]) >= 3


def test_markdown_needs_no_escaping_for_what_is_said(told: Agreement) -> None:
    assert not re.search(r"[*_`<>\[\]#\\|]", "".join(texts(told)))
    assert not re.search(r"^(\d+\.|[-+]) ", markdown(told).replace("\n- ", "\n"), re.M)
