"""Whatever a store holds, no form of a report holds anything sealed or private."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from driving import Coach
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked import Case, run_all

from coachcli.cli.program.context import Run
from coachcli.cli.share.report import draw, view, what_may_leave, write_report
from coachcli.render.json_output import plain
from coachcli.render.screen import Screen
from coachcli.sharing.report import Include
from coachcli.sharing.report import report as made_report
from coachcli.sharing.tiers import READABLE, TIERS, Tier
from coachcli.store import reading
from coachcli.store.home import Home
from coachcli.store.reading import shared
from coachcli.values.words import InReports, Kind, SessionState

from .marked import DAYS, Made, fill, says

TODAY = date(2026, 11, 24)
FORMS = ("report.html", "report.md", "report.json", "tables")
MARK = re.compile(r"zq\d{4}x")


@pytest.fixture(scope="module")
def template(open_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty store, for each example to copy."""
    return Path(shutil.copytree(open_home, tmp_path_factory.mktemp("template") / "home"))


def run_in(home: Path) -> Run:
    return Run(Home(home), TODAY, datetime(2026, 11, 24, tzinfo=UTC), None, False, Screen(True))


def told(now: Run, folder: Path, included: frozenset[Include], names: InReports) -> dict[str, str]:
    """The report in every form: what the terminal shows, and the text of each file."""
    found, wide = what_may_leave(now, DAYS, names, included)
    report = made_report(found, DAYS, included=included, widened=wide)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        draw(now, report)
        for name in FORMS:
            write_report(now, report, folder / name)
    texts = {
        "terminal": out.getvalue() + err.getvalue(),
        "object": json.dumps(plain(view(report))),
    }
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        texts[path.name] = path.read_text("utf-8-sig")
    return texts


@pytest.mark.parametrize("names", InReports)
@given(st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_form_of_a_report_holds_anything_sealed_or_private(
    template: Path, names: InReports, data: st.DataObject
) -> None:
    with marked_home(template, data) as (now, made, folder):
        allowed = allowed_marks(made, names)
        texts = told(now, folder, frozenset(), names)
        for form, text in texts.items():
            found = set(MARK.findall(text))
            assert not found - allowed, (form, {made.marked.marks[m] for m in found - allowed})
            for day, column in made.marked.days.items():
                assert not says(text, day), (form, column, day)
            assert "07:13" not in text
        for form in ("terminal", "report.html", "report.md", "report.json"):
            assert wanted_marks(made, names) <= set(MARK.findall(texts[form])), form


@contextmanager
def marked_home(template: Path, data: st.DataObject) -> Iterator[tuple[Run, Made, Path]]:
    """A home filled as Hypothesis draws it, and an empty folder."""
    with TemporaryDirectory() as temporary:
        home = Path(shutil.copytree(template, Path(temporary) / "home"))
        made = data.draw(st.composite(fill)(home / "coach.db"))
        folder = Path(temporary) / "out"
        folder.mkdir()
        yield run_in(home), made, folder


def listed(
    made: Made, names: InReports
) -> list[tuple[frozenset[int], str, list[tuple[str, bool]]]]:
    """The cycles all of whose teachers stand with the question."""
    if names is not InReports.QUESTION:
        return []
    return [
        each
        for each in made.cycles
        if all(made.teachers[who]["in_reports"] == "question" for who in each[0])
    ]


def wanted_marks(made: Made, names: InReports) -> set[str]:
    """The markers that must stand in the report: names, questions, agreed evidence."""
    cycles = listed(made, names)
    in_cycle = {who for each in cycles for who in each[0]}
    found = {question for _, question, _ in cycles}
    found |= {measure for _, _, some in cycles for measure, agreed in some if agreed}
    for who, texts in made.teachers.items():
        if texts["in_reports"] != "anonymous" and names is not InReports.ANONYMOUS:
            found.add(texts["name"])
        stands = texts["in_reports"] == "question" and names is InReports.QUESTION
        if stands and who not in in_cycle and texts["question"]:
            found.add(texts["question"])
    return found


def allowed_marks(made: Made, names: InReports) -> set[str]:
    """Those, and the subjects and grades that at least three teachers have."""
    found = wanted_marks(made, names)
    for column in ("subject", "grade"):
        having = Counter(texts[column] for texts in made.teachers.values())
        found |= {word for word, count in having.items() if count >= 3}
    return found


KEYS = {
    Include.COUNTS: {"counts"},
    Include.DATES: {"dates"},
    Include.CANCELLATIONS: {"cancellations"},
    Include.NO_SHOWS: {"no_shows"},
    Include.WAITS: {"waits"},
    Include.SMALL_GROUPS: set[str](),
}


@pytest.mark.parametrize("one", Include)
@given(st.data())
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_letting_one_thing_in_adds_exactly_that(
    template: Path, one: Include, data: st.DataObject
) -> None:
    with marked_home(template, data) as (now, made, folder):
        strict = told(now, folder, frozenset(), InReports.QUESTION)
        wide = told(now, folder, frozenset({one}), InReports.QUESTION)
        before, after = json.loads(strict["object"]), json.loads(wide["object"])
        assert set(after) - set(before) == KEYS[one]
        assert after["included"] == [one]
        if one is not Include.SMALL_GROUPS:
            assert {k: v for k, v in after.items() if k in before and k != "included"} == {
                k: v for k, v in before.items() if k != "included"
            }
        more = marks_in(wide) - marks_in(strict)
        columns = {made.marked.marks[mark] for mark in more}
        assert columns <= ({"teacher.subject", "teacher.grade"} if not KEYS[one] else set())
        days = days_in(made, wide) - days_in(made, strict)
        held = {
            date.fromisoformat(day)
            for state, kinds, _, day in made.sessions
            if state is SessionState.HELD and kinds != (Kind.CONTACT,)
        }
        assert days == (held if one is Include.DATES else set())
        check_let_in(one, made, after)


def marks_in(texts: dict[str, str]) -> set[str]:
    return {mark for text in texts.values() for mark in MARK.findall(text)}


def days_in(made: Made, texts: dict[str, str]) -> set[date]:
    """The marked days that stand anywhere."""
    everything = "\n".join(texts.values())
    return {day for day in made.marked.days if says(everything, day)}


def check_let_in(one: Include, made: Made, after: dict[str, Any]) -> None:
    """What was let in is what the store holds, counted here anew."""
    states = [state for state, *_ in made.sessions]
    if one is Include.CANCELLATIONS:
        cancelled = states.count(SessionState.CANCELLED)
        assert after["cancellations"] == ({"school": cancelled} if cancelled else {})
    if one is Include.NO_SHOWS:
        assert after["no_shows"] == states.count(SessionState.NO_SHOW)
    if one is Include.COUNTS:
        met = [
            (kinds, who)
            for state, kinds, who, _ in made.sessions
            if state is SessionState.HELD and kinds != (Kind.CONTACT,)
        ]
        named = {
            texts["name"]: who
            for who, texts in made.teachers.items()
            if texts["in_reports"] != "anonymous"
        }
        counted = {each["teacher"]: each["sessions"] for each in after["counts"]}
        assert counted == {name: sum(who in some for _, some in met) for name, who in named.items()}


@given(st.data())
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_table_is_filled_and_every_text_of_it_marked(
    template: Path, data: st.DataObject
) -> None:
    with marked_home(template, data) as (now, made, _):
        with closing(sqlite3.connect(now.home.store)) as db:
            empty = {
                table
                for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                if db.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (0,)
            }
        drawn = {"session", "session_kind", "attendance", "note", "next_step"}
        drawn |= {"cycle", "cycle_teacher", "cycle_phase", "cycle_wording", "cycle_note"}
        assert empty <= {*drawn, "evidence"}
        assert set(made.marked.marks.values()) <= set(TIERS)


def test_the_store_itself_refuses_a_report_every_other_column(template: Path) -> None:
    with reading.reading(Home(template)) as db:
        tables = [t for (t,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        shared.only(db, READABLE)
        for column, tier in TIERS.items():
            table, name = column.split(".")
            if table not in tables:
                continue
            if column in READABLE:
                db.execute(f'SELECT "{name}" FROM "{table}"')
                assert tier is not Tier.SEALED
                continue
            with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
                db.execute(f'SELECT "{name}" FROM "{table}"')
        for way in ("SELECT * FROM setting", "ATTACH ':memory:' AS other", "PRAGMA table_list"):
            with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
                db.execute(way)


def test_a_report_is_read_through_a_connection_that_refuses(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, refused = shared.shared, []

    def looked_at(db: sqlite3.Connection, *more: Any) -> Any:
        for column in sorted(TIERS.keys() - READABLE - {"sqlite_sequence.name"}):
            table, name = column.split(".")
            with suppress(sqlite3.DatabaseError):
                db.execute(f'SELECT "{name}" FROM "{table}"')
                raise AssertionError(column)
            refused.append(column)
        return read(db, *more)

    monkeypatch.setattr(shared, "shared", looked_at)
    for included in (frozenset(), frozenset({Include.DATES, Include.NO_SHOWS, Include.WAITS})):
        what_may_leave(run_in(template), DAYS, InReports.QUESTION, included)
    assert "teacher.email" in refused
    assert "session.cancelled_by" in refused


CHARTED = {"teacher.name", "cycle.question", "evidence.measure"}
"""All the texts that a chart, which is for the coach, may show."""


@given(st.data())
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_chart_holds_anything_sealed_or_any_private_text(
    template: Path, data: st.DataObject
) -> None:
    with marked_home(template, data) as (now, made, folder):
        handle = min(made.marked.of("teacher.handle"))
        charts = (("coverage",), ("time",), ("focus",), ("cycle", handle), ("trust", handle))
        cases = [Case(["chart", *chart]) for chart in charts]
        cases += [Case(["--json", "chart", *chart]) for chart in charts]
        for chart in charts:
            cases.append(Case(["chart", *chart, "--svg", str(folder / f"{chart[0]}.svg")]))
        answers = run_all(Coach(now.home.path, today=TODAY.isoformat()), cases)
        texts = {
            " ".join(case.words): out + err
            for case, (out, err, _) in zip(cases, answers, strict=True)
        }
        texts |= {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        assert {"coverage.svg", "time.svg"} <= texts.keys()
        for form, text in texts.items():
            columns = {made.marked.marks[mark] for mark in MARK.findall(text) if mark != handle}
            keys = {"teacher.handle"} if form.startswith("--json") else set()
            assert columns <= CHARTED | keys, (form, columns - CHARTED)
        names = {made.teachers[who]["name"] for who in made.teachers}
        assert names == set(MARK.findall(texts["coverage.svg"])) & made.marked.of("teacher.name")
