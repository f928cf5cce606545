"""The documentation says what the program does: its examples are run, its tables recomputed."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import OWN
from driving import PASSPHRASE, PROGRAM, Coach

from coachcli.cli.dialog import card_editor
from coachcli.cli.program import menu
from coachcli.cli.program.menu import MENU, Entry
from coachcli.coaching.card.card import print_card
from coachcli.coaching.card.reading import parse_card
from coachcli.coaching.words import label
from coachcli.importing import bell, caseload, log_columns
from coachcli.importing.log_columns import SAID
from coachcli.importing.spellings import read_activity
from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.clock.due import due
from coachcli.values.school import DateRange
from coachcli.values.teacher import Teacher
from coachcli.values.words import DueState, Kind, Owner, Support, Work

ROOT = Path(__file__).parents[1]
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
}
TODAY = date(2026, 11, 23)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.S | re.M)
PROMPT = r"(?:: |> )\Z"
HIDDEN = dict.fromkeys(("New passphrase: ", "The same once more: ", "Passphrase: "), PASSPHRASE)


def fenced(page: str, language: str) -> list[str]:
    """The fenced blocks of one language on a page."""
    return [text for found, text in FENCE.findall(PAGES[page]) if found == language]


def words_of(page: str) -> str:
    """A page without its fenced blocks."""
    return FENCE.sub("", PAGES[page])


def tables(page: str) -> Iterator[list[str]]:
    """The cells of each table row on a page that is neither a heading nor a rule."""
    lines = words_of(page).splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("|") and not line.startswith("|-") and not after.startswith("|-"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


@dataclass(frozen=True)
class Example:
    """A command line as a page shows it, and what the page shows below it."""

    words: list[str]
    shown: list[str]


def examples(page: str) -> list[Example]:
    found: list[Example] = []
    for line in "".join(fenced(page, "console")).splitlines():
        if line.startswith("$ "):
            program, *words = shlex.split(line[2:])
            assert program == "coach", line
            found.append(Example(words, []))
        else:
            found[-1].shown.append(line)
    return found


def typed_out(coach: Coach, example: Example) -> list[str]:
    """What a terminal shows when the command is typed, and each question answered as shown."""
    import pexpect  # type: ignore[import-untyped]

    child = pexpect.spawn(
        str(PROGRAM),
        example.words,
        env={**coach.environment(), "TERM": "dumb"},
        cwd=str(coach.home.parent),
        encoding="utf-8",
        dimensions=(50, 200),
        timeout=60,
    )
    child.delaybeforesend = None
    pending = iter(example.shown)
    seen = ""
    while child.expect([PROMPT, pexpect.EOF]) == 0:
        seen += child.before + child.after
        child.sendline(answer(seen.rsplit("\n", 1)[-1], pending))
    child.wait()
    return [line.rstrip() for line in (seen + child.before).splitlines()]


def answer(question: str, pending: Iterator[str]) -> str:
    """What the page shows behind a question, which is the next of its lines that begins so."""
    asked = question.strip()
    line = next((line for line in pending if line.startswith(asked)), None)
    assert line is not None, f"the page does not show the question {asked!r}"
    return HIDDEN.get(question, line.removeprefix(asked).strip())


def pattern(shown: list[str]) -> str:
    """A line ``...`` stands for any lines, and three dots within a line for any text."""
    lines = [".*?" if line.strip() == "..." else quoted(line) for line in shown if line.strip()]
    return r"\s*" + r"\s*".join(lines) + r"\s*"


def quoted(line: str) -> str:
    """Any amount of space counts alike, for a table may give a column more room one day."""
    words = [re.escape(word).replace(r"\.\.\.", ".*?") for word in line.split()]
    return re.sub("─+", "─+", r"\s+".join(words))


def assert_shown(coach: Coach, page: str) -> None:
    for example in examples(page):
        said = "\n".join(typed_out(coach, example)) + "\n"
        known = re.fullmatch(pattern(example.shown), said, re.S)
        assert known, f"{page}: coach {shlex.join(example.words)} says\n{said}"


with_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@with_a_terminal
def test_the_first_week_of_the_readme_is_what_the_program_says(tmp_path: Path) -> None:
    for name in ("caseload.csv", "bell-schedule.csv"):
        shutil.copy(OWN / name, tmp_path / name)
    assert_shown(Coach(tmp_path / "home"), "README.md")


@with_a_terminal
@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.startswith("docs/") and "```console" in PAGES[page]]
)
def test_the_examples_of_each_page_are_what_the_program_says(page: str, full: Coach) -> None:
    assert_shown(full, page)


COMMANDS = re.compile(r"(?<=<!-- made by: make snapshots -->\n\n).*?(?=\n<!-- end -->)", re.S)


def commands_of(heading: str, section: Sequence[Entry]) -> str:
    """The table of one section of the menu."""
    lines = [f"| {heading.lower()} | |", "|---|---|"]
    for entry in section:
        first, *others = [each.name for each in entry.commands] or [""]
        typed = [f"`coach {entry.name} {first}".rstrip() + "`", *(f"`{name}`" for name in others)]
        lines.append(f"| {', '.join(typed)} | {entry.help} |")
    return "\n".join(lines) + "\n"


def test_the_commands_of_the_readme_are_those_of_the_menu() -> None:
    page = PAGES["README.md"]
    sections = MENU | {"Every day": (menu.TODAY, *MENU["Every day"])}
    made = COMMANDS.sub("\n".join(commands_of(*each) for each in sections.items()), page)
    if os.environ.get("COACH_SNAPSHOTS") == "new":
        (ROOT / "README.md").write_text(made, "utf-8")
    else:
        assert made == page, "type: make snapshots"


def test_the_two_commands_stand_at_the_top_of_the_readme() -> None:
    top = PAGES["README.md"][:800]
    assert "make demo" in top
    assert "make test" in top


def anchor(title: str) -> str:
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", words_of(page)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, part = target.partition("#")
        path = (ROOT / page).parent / name if name else ROOT / page
        assert path.exists(), f"{page} links to {target}"
        if part:
            titles = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.M)
            assert part in map(anchor, titles), f"{page} links to {target}"


FIRM = {
    "a folder of one machine": r"(?<![\w.~])/(?:work|root|home|Users|tmp)/",
    "the address of a package host": r"pypi|pythonhosted|ghcr|registry\.",
    "a time or a share that only a bench can know": r"\d\s*(?:ms\b|milliseconds?|%|per ?cent|x\b)",
    "a word that judges a teacher": r"\b(?:evalu|scor(?:e|ing)|rat(?:ed|ing)\b|complian|defici)",
    "the number of an issue": r"(?<![\w&])#\d",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("what", FIRM)
def test_no_page_has(page: str, what: str) -> None:
    assert not re.search(FIRM[what], PAGES[page], re.I)


def test_the_cards_on_the_page_are_read_as_it_says() -> None:
    full, short, escaped = (
        parse_card(text, TODAY) for text in fenced("docs/session-card.md", "markdown")
    )
    assert (full.teachers, full.on, full.minutes) == (("tess",), TODAY, 40)
    assert [(step.owner, step.check_on) for step in full.steps] == [
        (Owner.TEACHER, date(2026, 12, 8)),
        (Owner.COACH, None),
    ]
    assert "\n\n" in full.notes
    assert full.works
    assert short.on == date(2026, 11, 20)
    assert escaped.notes.startswith("# 5 of the group")
    assert escaped.steps[0].text.endswith("(check 2 sources)")
    for card in (full, short, escaped):
        assert parse_card(print_card(card), TODAY) == card


def shape(value: Any) -> Any:
    """Keys all the way down; a list is its first element, and what may be null is nothing."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value[:1]]
    return None if value is None else type(value).__name__


def assert_same_shape(shown: Any, real: Any, where: str) -> None:
    if isinstance(shown, dict) and isinstance(real, dict):
        assert list(shown) == list(real), where
        for key in shown:
            assert_same_shape(shown[key], real[key], f"{where}.{key}")
    elif isinstance(shown, list) and isinstance(real, list):
        assert bool(shown) == bool(real), where
        for one, other in zip(shown[:1], real[:1], strict=True):
            assert_same_shape(one, other, where)
    elif shown is not None and real is not None:
        assert shown == real, where


def test_the_json_on_the_page_has_the_keys_of_the_program(full: Coach) -> None:
    card = fenced("docs/session-card.md", "markdown")[0]
    full("log", "session", "--from", "-", given=card)
    found = re.findall(r"`coach ([^`]+)`[^`]*```json\n(.*?)```", PAGES["docs/json.md"], re.S)
    assert len(found) == len(fenced("docs/json.md", "json"))
    for words, text in found:
        shown = json.loads(text)
        code = 1 if "error" in shown else 0
        real = json.loads(full(*shlex.split(words), code=code).out)
        assert shown["command"] == real["command"]
        assert_same_shape(shape(shown), shape(real), words)


def days(text: str) -> tuple[DateRange, ...]:
    """``2026-11-26..2026-11-27``, ``2026-11-16..`` or nothing."""
    if not text:
        return ()
    first, last = text.split("..")
    return (DateRange(date.fromisoformat(first), date.fromisoformat(last) if last else None),)


def test_the_clock_counts_as_its_page_says() -> None:
    rows = [row for row in tables("docs/clock.md") if row[0].isdigit()]
    assert len(rows) > 12
    for every, visit, since, closed, away, planned, today, week, state, late in rows:
        last = None if visit == "never" else date.fromisoformat(visit)
        start = date.fromisoformat(since) if since else last
        assert start is not None
        teacher = Teacher(
            1, "", "t", "T", Support.CORE, int(every), 2 * int(every), start, windows=()
        )
        found = due(
            teacher,
            last_visit=last,
            planned=date.fromisoformat(planned) if planned else None,
            away=days(away),
            days=OpenDays(days(closed)),
            today=date.fromisoformat(today),
        )
        assert found.state is DueState(state), (visit, today)
        assert found.due_week == (date.fromisoformat(week) if week else None), (visit, today)
        assert found.weeks_late == int(late), (visit, today)


def test_the_columns_on_the_page_are_those_that_an_import_knows() -> None:
    found = {}
    for name, others, *_ in tables("docs/caseload-file.md"):
        if name.startswith("`"):
            found[name.strip("`")] = tuple(re.findall(r"`([^`]+)`", others))
    assert found == {**caseload._COLUMNS, **bell._COLUMNS}


def test_the_files_on_the_page_are_read_without_a_problem() -> None:
    teachers, periods = (text.encode() for text in fenced("docs/caseload-file.md", "csv"))
    bells = bell.read_bell(periods)
    read = caseload.read_caseload(teachers, TODAY, [each.name for each in bells.periods])
    assert bells.problems == read.problems == ()
    assert read.ignored_columns == read.notes == ()
    assert len(read.rows) == 3


def test_the_columns_of_a_log_on_the_page_are_those_that_an_import_knows() -> None:
    found = {
        row[0].strip("`"): (tuple(re.findall(r"`([^`]+)`", row[1])), row[2])
        for row in tables("docs/coaching-log-file.md")
        if row[0].startswith("`")
    }
    wanted = {name: (others, SAID[name]) for name, others in log_columns.COLUMNS.items()}
    assert found == wanted


def test_the_words_on_the_page_of_the_log_mean_what_it_says() -> None:
    named = {label(each): each for each in (*Kind, *Work)}
    rows = [row for row in tables("docs/coaching-log-file.md") if row[0] in named]
    assert [named[row[0]] for row in rows] == [*Kind, *Work]
    for row in rows:
        meant = named[row[0]]
        for word in row[1].split(", "):
            read = read_activity(word, {}, alone=isinstance(meant, Work))
            assert meant in (*read.kinds, read.work), word


def test_the_log_on_the_page_is_read_without_a_problem(full: Coach, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(fenced("docs/coaching-log-file.md", "csv")[0], "utf-8")
    counts = full.json("import", "log", str(log), "--dry-run")["counts"]
    assert counts == {
        "new": 5,
        "duplicate": 0,
        "problem": 0,
        "sessions": 4,
        "other_time": 1,
        "steps": 5,
    }


def test_the_codes_of_reasons_on_the_page_are_those_of_the_planner() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "coachcli/planning").rglob("*.py"))
    rows = tables("docs/planning.md")
    codes = [row[0].strip("`") for row in rows if row[0].startswith("`")]
    assert len(codes) == 12
    for code in codes:
        assert f'"{code}"' in source or f"``{code}``" in source, code


def test_the_dependencies_on_the_page_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    found = {
        row[0].strip("`"): row[1].strip("`")
        for row in tables("docs/dependencies.md")
        if row[0].startswith("`")
    }
    parts = [re.match(r"([\w-]+)([^;]*)", each) for each in wanted]
    assert found == {part[1]: part[2].strip() for part in parts if part}


def test_the_privacy_page_names_every_editor_that_is_started_in_its_own_way() -> None:
    for name in card_editor.KNOWN:
        assert f"`{name}`" in PAGES["docs/privacy.md"], name


def test_a_page_is_not_forgotten_by_the_readme_or_the_contributing_page() -> None:
    told = PAGES["README.md"] + PAGES["CONTRIBUTING.md"]
    for page in PAGES:
        assert page == "README.md" or f"]({page})" in told, page


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/house.md"])
def test_every_file_and_function_that_a_page_names_is_there(page: str) -> None:
    named = re.findall(r"`([\w/]+\.py)(?::(\w+))?`", words_of(page))
    assert len(named) > 20
    for name, function in named:
        places = (ROOT / "coachcli" / name, ROOT / name, *(ROOT / "coachcli").rglob(name))
        path = next((place for place in places if place.exists()), None)
        assert path, f"{page} names {name}"
        there = re.search(rf"^(?:def|class) {function}\b", path.read_text("utf-8"), re.M)
        assert there or not function, f"{page} names {name}:{function}"
