"""The clean copy for a teacher holds what was agreed, and has no place for anything else."""

import re
from dataclasses import fields
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.handover import AgreedStep, Format, Handover, NextVisit, written
from coachcli.values.words import Owner

DAY = date(2026, 11, 23)
STEPS = (
    AgreedStep(Owner.COACH, "Send two cards", None, True),
    AgreedStep(Owner.TEACHER, "Let each group check one goal", date(2026, 12, 8), False),
)
NEXT = NextVisit(date(2026, 12, 14), time(9, 5))
COPY = Handover("Tess Oh", 1, DAY, "Can children set a goal?", STEPS, NEXT)


def test_the_text_says_day_question_steps_of_both_sides_and_the_next_visit() -> None:
    assert written(COPY, Format.TEXT) == (
        "Tess Oh, Mon 23 Nov 2026\n"
        "Can children set a goal?\n"
        "\n"
        "Next steps: Tess Oh\n"
        "- Let each group check one goal (by Tue 8 Dec)\n"
        "\n"
        "Next steps: Your coach\n"
        "- done: Send two cards\n"
        "\n"
        "Next visit: Mon 14 Dec, 09:05.\n"
    )


def test_the_markdown_has_headings_and_boxes_to_tick() -> None:
    assert written(COPY, Format.MARKDOWN) == (
        "# Tess Oh, Mon 23 Nov 2026\n"
        "\n"
        "> Can children set a goal?\n"
        "\n"
        "## Next steps: Tess Oh\n"
        "\n"
        "- [ ] Let each group check one goal (by Tue 8 Dec)\n"
        "\n"
        "## Next steps: Your coach\n"
        "\n"
        "- [x] Send two cards\n"
        "\n"
        "Next visit: Mon 14 Dec, 09:05.\n"
    )


def test_nothing_agreed_and_nothing_planned_is_said_plainly() -> None:
    bare = Handover("Tess Oh", 1, DAY, "", (), None)
    for form in Format:
        assert written(bare, form).endswith(
            "Tess Oh, Mon 23 Nov 2026\n\nNext visit: not planned yet.\n"
        )


def test_there_is_no_place_for_a_note() -> None:
    for kind, places in (
        (Handover, ["teacher", "session", "date", "question", "steps", "next_visit"]),
        (AgreedStep, ["owner", "text", "check_on", "done"]),
        (NextVisit, ["date", "start"]),
    ):
        assert [field.name for field in fields(kind)] == places


lines = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=200)


@pytest.mark.parametrize("form", Format)
@given(st.lists(lines.filter(str.strip), min_size=1, max_size=4))
def test_every_word_of_a_step_arrives_and_its_further_lines_stay_in_its_item(
    form: Format, texts: list[str]
) -> None:
    text = "\n".join(texts)
    step = AgreedStep(Owner.TEACHER, text, None, False)
    copy = Handover("Tess Oh", 1, DAY, "", (step,), None)
    said = written(copy, form)
    item = said.split("Next steps: Tess Oh\n", 1)[1].split("\nNext visit", 1)[0].strip("\n")
    assert all(line.startswith(("- ", "  ")) for line in item.splitlines() if line)
    if form is Format.MARKDOWN:
        item = re.sub(r"\\([\W_])", r"\1", item)
    assert "".join(item.removeprefix("- ").removeprefix("[ ]").split()) == "".join(text.split())
