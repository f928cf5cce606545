"""The keys that scripts rely on. A change here is a change of ``schema``."""

import ast
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from driving import MONDAY, Coach
from marked import run_all

from cli.share.test_discreet import CHANGES, LOOKS, flat, marked, marked_home  # noqa: F401 - two fixtures

PAGE = Path(__file__).parents[3] / "docs" / "json.md"

CARD = """\
- Teacher: ines
- Date: 2026-11-23
## Next steps: coach
- Send the plan
"""

DUE = {
    "teacher",
    "name",
    "support",
    "every",
    "last_visit",
    "waited",
    "due_week",
    "state",
    "weeks_late",
    "beyond_max_gap",
    "planned",
    "open_steps",
    "steps_past_check",
    "steps_for_today",
}
SESSION = {"id", "teachers", "date", "start", "end", "slot", "state", "pinned", "reason"}
TEACHER = {
    "teacher",
    "name",
    "support",
    "every",
    "max_gap",
    "since",
    "email",
    "subject",
    "grade",
    "room",
    "question",
    "focus",
    "free",
    "preferred",
    "archived_on",
    "in_reports",
}
STEP = {"id", "owner", "text", "agreed_on", "check_on", "state", "session"}


def whole(coach: Coach, *words: str, command: str, code: int = 0) -> Any:
    """The one object a command prints, its frame checked; ``data`` or ``error`` of it."""
    answer = coach(*words, code=code)
    found = json.loads(answer.out)
    part = "error" if code else "data"
    assert list(found) == ["schema", "command", "today", part]
    assert (found["schema"], found["command"], found["today"]) == (1, command, MONDAY)
    return found[part]


def test_due_has_exactly_the_keys_of_the_design(full: Coach) -> None:
    data = whole(full, "--json", "due", command="due")
    assert set(data) == {"teachers"}
    assert all(set(row) == DUE for row in data["teachers"])
    otis = next(row for row in data["teachers"] if row["teacher"] == "otis")
    assert otis["last_visit"] is None
    assert otis["state"] == "overdue"
    assert otis["beyond_max_gap"] is True
    assert otis["due_week"] == "2025-10-06"


def test_schedule_week_has_exactly_the_keys_of_the_design(full: Coach) -> None:
    data = whole(full, "schedule", "week", "--capacity", "3", "--json", command="schedule week")
    assert set(data) == {"week", "capacity", "sessions", "unplaced", "load"}
    assert (data["week"], data["capacity"]) == (MONDAY, 3)
    assert data["load"] == {"need": 5, "capacity": 3, "fits": False}
    assert len(data["sessions"]) == 3
    for session in data["sessions"]:
        assert set(session) == SESSION
        assert set(session["reason"]) == {"code", "text"}
        assert isinstance(session["id"], int)
        assert session["state"] == "planned"
        assert session["pinned"] is False
        assert session["slot"].split()[0] in ("Mon", "Tue", "Wed")
    assert data["unplaced"]
    for left in data["unplaced"]:
        assert set(left) == {"teacher", "due_week", "reason"}
        assert set(left["reason"]) == {"code", "text", "blocked_by"}
    shown = whole(full, "--json", "schedule", "show", command="schedule show")
    assert shown["sessions"] == data["sessions"]


def test_schedule_ahead_has_exactly_the_keys_of_the_design(full: Coach) -> None:
    full("capacity", "4")
    data = whole(full, "--json", "schedule", "ahead", command="schedule ahead")
    assert set(data) == {"weeks", "late", "worst_wait", "load"}
    assert all(set(week) == {"week", "capacity", "sessions"} for week in data["weeks"])
    sessions = [session for week in data["weeks"] for session in week["sessions"]]
    assert all(set(session) == SESSION for session in sessions)
    assert all(set(e) == {"teacher", "due_week", "visit_week", "weeks_late"} for e in data["late"])
    assert Fraction(data["worst_wait"]) > 1
    assert data["load"] == {"need": 5, "capacity": 4, "fits": False}


def test_next_steps_has_exactly_the_keys_of_the_design(full: Coach) -> None:
    number = full("--json", "log", "session", "--from", "-", given=CARD).data["id"]
    data = whole(full, "next-steps", "ines", "--json", command="next-steps")
    assert set(data) == {"teacher", "steps"}
    assert data["teacher"] == "ines"
    (step,) = data["steps"]
    assert set(step) == STEP
    assert (step["owner"], step["text"], step["state"]) == ("coach", "Send the plan", "open")
    assert (step["agreed_on"], step["session"]) == (MONDAY, number)
    everybody = whole(full, "--json", "next-steps", command="next-steps")
    assert everybody["teacher"] is None
    assert everybody["steps"] == [{"teacher": "ines"} | step]


def test_teacher_list_has_exactly_these_keys(full: Coach) -> None:
    data = whole(full, "teacher", "list", "--json", command="teacher list")
    assert set(data) == {"teachers"}
    assert all(set(row) == TEACHER for row in data["teachers"])
    mei = next(row for row in data["teachers"] if row["teacher"] == "mei-ohara")
    assert mei["free"] == ["Mon P3", "Fri P1"]
    assert mei["question"] == "How do [ELL] newcomers find their way into a debate?"


def test_today_at_a_glance_is_one_object_too(full: Coach) -> None:
    data = whole(full, "--json", command="coach")
    assert set(data) == {"sessions", "to_log", "due", "to_check", "unfinished", "closed"}
    assert len(data["due"]) == 5
    assert all(set(row) == DUE for row in data["due"])


@pytest.mark.parametrize(
    ("words", "command", "code", "error"),
    [
        (["--json", "teacher", "show", "nobody"], "teacher show", 1, "unknown_teacher"),
        (["teacher", "show", "mei", "--json"], "teacher show", 1, "ambiguous"),
        (["--json", "due", "extra"], "due", 2, "usage"),
        (["--json", "schedule", "wek"], "schedule wek", 2, "usage"),
        (["--json", "dew"], "coach", 2, "usage"),
        (["log", "--json"], "log", 2, "usage"),
        (["step", "done", "99", "--json"], "step done", 1, "unknown"),
    ],
)
def test_an_error_is_one_object_with_the_exit_code_of_the_sentence(
    full: Coach, words: list[str], command: str, code: int, error: str
) -> None:
    found = whole(full, *words, command=command, code=code)
    assert set(found) == {"code", "message", "hint"}
    assert found["code"] == error
    assert found["message"]
    assert full(*words, code=code).err == ""
    said = full(*(word for word in words if word != "--json"), code=code)
    assert said.out == ""
    if words != ["log", "--json"]:  # where a person gets the help
        assert said.err == f"{found['message']}\n{found['hint']}\n"


def keys(found: object) -> Iterator[str]:
    """Every key in an answer, but for those that are words of the coach's or of a list of words."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield key
            if key not in ("built_in", "columns", "characters"):
                yield from keys(value)
    elif isinstance(found, list):
        for each in found:
            yield from keys(each)


def test_every_key_that_a_command_prints_stands_on_the_page(
    marked: Coach,  # noqa: F811
    tmp_path: Path,
) -> None:
    page = PAGE.read_text("utf-8")
    told = {*re.findall(r'"(\w+)":', page)}
    for words in re.findall(r"`([^`]+)`", re.sub(r"```json.*?```", "", page, flags=re.S)):
        told |= {*re.findall(r"\w+", words)}
    for number, cases in enumerate((LOOKS, CHANGES)):
        some = [each for each in flat(cases, tmp_path) if not each.code]
        folder = tmp_path / f"homes-{number}"
        for each, (out, err, code) in zip(
            some, run_all(marked, some, folder, "--json"), strict=True
        ):
            assert code == 0, (each, err)
            assert not {*keys(json.loads(out)["data"])} - told, each


def test_every_code_of_an_error_stands_on_the_page_and_no_other() -> None:
    raised = set()
    for path in (PAGE.parents[1] / "coachcli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.keyword(arg="code", value=ast.Constant(str(word))):
                    raised.add(word)
                case ast.ClassDef(body=body):
                    raised |= {*codes_of(body)}
                case ast.Call(func=ast.Name("failed"), args=[_, ast.Constant(str(word)), *_]):
                    raised.add(word)
    page = PAGE.read_text("utf-8")
    table = page[page.index("The words that `code` may be.") :]
    told = {*re.findall(r"`(\w+)`", table)} - {"code"}
    assert told == raised


def codes_of(body: list[ast.stmt]) -> Iterator[str]:
    """``code = "…"`` in the body of a class."""
    for each in body:
        match each:
            case ast.Assign(targets=[ast.Name("code")], value=ast.Constant(str(word))):
                yield word
