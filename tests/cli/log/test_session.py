"""``coach log session`` without a terminal: the card from a file or from standard input."""

from pathlib import Path
from typing import Any

from driving import Coach

SECRET = "nobody may read this"


def log(coach: Coach, card: str, **kwargs: Any) -> Any:
    return coach("--json", "log", "session", "--from", "-", given=card, **kwargs)


def card(head: str, body: str = "") -> str:
    return "".join(f"- {line.strip()}\n" for line in head.split(";")) + body


def test_the_planned_session_is_the_one_that_is_logged_and_only_a_held_visit_resets_the_clock(
    full: Coach,
) -> None:
    planned = {
        each["teachers"][0]: each["id"] for each in full.json("schedule", "week")["sessions"]
    }
    late = {each: full.due(each)["due_week"] for each in ("jurgen", "tess", "miriam")}
    cancelled = log(
        full, card("Teacher: jurgen; Date: 24 Nov; State: cancelled; Cancelled by: school")
    ).data
    assert (cancelled["id"], cancelled["state"]) == (planned["jurgen"], "cancelled")
    missed = log(full, card("Teacher: tess; Date: today; State: no-show"))
    assert (missed.data["id"], missed.data["state"]) == (planned["tess"], "no_show")
    for handle in ("jurgen", "tess"):
        assert full.due(handle)["due_week"] == late[handle]
        assert full.due(handle)["state"] == "due"
    held = log(full, card("Teacher: miriam; Date: today; Minutes: 30")).data
    assert (held["id"], held["date"]) == (planned["miriam"], "2026-11-23")
    assert full.due("miriam")["last_visit"] == "2026-11-23"
    assert full.due("miriam")["due_week"] > late["miriam"]


def test_the_printed_card_logs_when_given_back(full: Coach, tmp_path: Path) -> None:
    full("schedule", "week")
    printed = full("log", "session", "--template", today="2026-11-25").out
    assert printed.startswith("# Session with Otis Graham\n")
    file = tmp_path / "card.md"
    file.write_text(printed.replace("## Notes\n", f"## Notes\n{SECRET} [/]\n"))
    said = full("log", "session", "--from", str(file), today="2026-11-25")
    assert said.out.endswith("held, 45 minutes. Notes sealed.\n")
    assert SECRET not in said.out + said.err
    assert f"{SECRET} [/]" in full("notes", "otis").out
    named = full("log", "session", "lydia", "--template", "--kind", "modeling", "--invited").out
    assert "- Teacher: lydia\n" in named
    assert "- Kind: modeling\n" in named
    assert "- Asked by: teacher\n" in named


def test_a_card_that_cannot_be_is_refused_by_its_line_and_never_repeated(
    full: Coach, tmp_path: Path
) -> None:
    before = (full.home / "coach.db").read_bytes()
    end = f"## Notes\n{SECRET}\n"
    for given, why in (
        (card("Teacher: nobody; Date: today", end), 'No teacher fits "nobody".'),
        (card("Teacher: mei; Date: today", end), '"mei" could be mei-hoffmann'),
        (card("Teacher: ines; Date: 2026-11-24", end), "Tue 24 Nov is still to come"),
        (card("Teacher: ines; Date: 2026-02-30", end), "Line 2: There is no day"),
        (card("Teacher: ines; Date: today; Minutes: soon", end), "Line 3: "),
        (card("Teacher: ines; Date: today") + f"{end}## {SECRET}\n", "Line 5 is a heading"),
        (card("Teacher: ines; Date: today") + f"{SECRET}\n", "Line 3 is not one of those"),
        (card("Teacher: ines; Date: today", f"{end}a\x00b\n"), "Line 5 has a control character"),
        (card("Date: today", end), "The card has no teacher."),
        ("", "The card has no teacher."),
    ):
        refused = full("log", "session", "--from", "-", given=given, code=1)
        assert refused.out == ""
        assert why in refused.err, refused.err
        assert len(refused.err.splitlines()) == 2
        assert SECRET not in refused.err
    alone = full("log", "session", "ines", "--from", "-", given="", code=2)
    assert alone.err.startswith("The card says who it is about")
    assert "There is no terminal to ask in." in full("log", "session", "ines", code=2).err
    assert (full.home / "coach.db").read_bytes() == before
