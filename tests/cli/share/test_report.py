"""``coach report`` through the real program: shown first, then written, and no key is needed."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from driving import Coach

from cli.program.test_imports import HEAVY, loaded
from coachcli.sharing.report import Include

KEYS = [
    *("first", "last", "by", "narrative", "included", "teachers", "questions", "sessions"),
    *("with_several_teachers", "contacts", "months", "kinds", "focus"),
    *("other_work", "other_work_by_month"),
]
CARD = """\
# Session
- Teacher: {who}
- Date: {day}
- Kind: observation, debrief
- Focus: instruction
- Minutes: {minutes}
## Notes
marmot-was-said
"""


@pytest.fixture(scope="session")
def met_home(open_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four teachers were met in November, one of them in October too; one cycle has evidence."""
    coach = Coach(Path(shutil.copytree(open_home, tmp_path_factory.mktemp("met") / "home")))
    for name in ("Tess Oda", "Kofi Mensah", "Otis Bell", "Ines Prado"):
        handle = name.split()[0].lower()
        question = f"What does {handle} ask?"
        coach("teacher", "add", name, "--since", "2026-08-24", "--question", question)
    for who, day, minutes in (
        ("tess", "2026-10-20", 30),
        ("tess", "2026-11-03", 40),
        ("kofi", "2026-11-04", 40),
        ("otis", "2026-11-05", 50),
        ("ines", "2026-11-10", 50),
    ):
        log(coach, who, day, minutes)
    coach("log", "other", "covering", "--minutes", "45", "--on", "2026-11-05")
    coach("cycle", "start", "tess", "--question", "Who sets the goals?", "--on", "2026-10-20")
    for day, groups in (("2026-10-21", "6/24"), ("2026-11-04", "15/24")):
        words = ("cycle", "evidence", "tess", "--met", groups, "--measure", "set a goal")
        coach(*words, "--on", day, "--share")
    coach("cycle", "evidence", "tess", "--met", "1/24", "--measure", "not to be shared")
    return coach.home


@pytest.fixture
def met(met_home: Path, tmp_path: Path) -> Coach:
    return Coach(Path(shutil.copytree(met_home, tmp_path / "home")))


def log(coach: Coach, who: str, day: str, minutes: int) -> None:
    card = CARD.format(who=who, day=day, minutes=minutes)
    coach("log", "session", "--from", "-", given=card)


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("columns", [80, 40])
def test_it_is_shown_first_and_fits_the_screen(met: Coach, columns: int) -> None:
    said = met("report", COLUMNS=str(columns))
    assert said.err == ""
    assert max(map(len, said.out.splitlines())) <= columns
    text = one_line(said.out)
    assert text.startswith("Coaching, 1 Nov to 23 Nov 2026")
    for words in ("4 sessions, 3 h", "Who sets the goals?", "6 of 24", "15 of 24", "covering"):
        assert words in text
    assert "This is all that leaves." in text
    assert "marmot" not in text
    assert "not to be shared" not in text
    assert "\n\nKind " in said.out or columns < 80, "two tables of one section stand apart"


def test_no_passphrase_is_needed_or_asked_for(locked: Coach) -> None:
    log(locked, "tess", "2026-11-03", 40)
    assert "Teachers" in locked("report").out
    assert "marmot" not in locked("report", "--period", "year").out


def test_as_data_it_has_fixed_keys_and_each_thing_let_in_adds_its_own(met: Coach) -> None:
    frame = json.loads(met("--json", "report").out)
    assert list(frame) == ["schema", "command", "today", "data"]
    assert frame["command"] == "report"
    data = frame["data"]
    assert list(data) == KEYS
    assert (data["first"], data["last"]) == ("2026-11-01", "2026-11-23")
    assert data["sessions"] == {"count": 4, "minutes": 180}
    assert data["with_several_teachers"] is None
    assert data["kinds"] == [
        {"of": kind, "rest": False, "count": 4, "minutes": 90}
        for kind in ("debrief", "observation")
    ]
    tess = next(each for each in data["questions"] if each["evidence"])
    assert tess["question"] == "Who sets the goals?"
    assert tess["evidence"] == [
        {
            "measure": "set a goal",
            "first": {"met": 6, "total": 24},
            "latest": {"met": 15, "total": 24},
            "times": 2,
        }
    ]
    for one in Include:
        wide = met.json("report", "--include", one)
        added = [one.value.replace("-", "_")] * (one is not Include.SMALL_GROUPS)
        assert list(wide) == KEYS + added
        assert wide["included"] == [one]


def test_what_is_let_in_is_said_in_the_preview_and_when_it_is_written(
    met: Coach, tmp_path: Path
) -> None:
    words = ("report", "--include", "dates", "--include", "counts")
    text = one_line(met(*words).out)
    assert "beyond the strict rules: sessions and hours of each teacher by name; the days" in text
    assert "It is made from what may be shared and nothing else" not in text
    said = met(*words, "--output", str(tmp_path / "r.html"))
    assert "Let in beyond the strict rules" in one_line(said.err)
    strict = met("report", "--output", str(tmp_path / "s.html"))
    assert strict.err == ""


def test_a_teacher_stands_in_it_as_agreed_and_the_coach_can_narrow_all(met: Coach) -> None:
    met("teacher", "edit", "kofi", "--in-reports", "name")
    met("teacher", "edit", "otis", "--in-reports", "anonymous")
    shown = {who["teacher"]: who for who in met.json("teacher", "list")["teachers"]}
    data = met.json("report")
    told = {tuple(each["teachers"]): each["question"] for each in data["questions"]}
    assert told[(shown["kofi"]["name"],)] is None
    assert (shown["otis"]["name"],) not in told
    assert data["teachers"]["not_named"] == 1
    assert "In reports: counted, not named" in met("teacher", "show", "otis").out
    names = met.json("report", "--names", "name")
    assert not [each for each in names["questions"] if each["question"] or each["evidence"]]
    nobody = met.json("report", "--names", "anonymous")
    assert nobody["questions"] == []
    assert nobody["teachers"]["not_named"] == nobody["teachers"]["count"]


def test_evidence_of_one_of_a_team_never_stands_under_the_names_of_the_others(met: Coach) -> None:
    met("cycle", "start", "kofi", "otis", "--question", "Who explains?", "--on", "2026-10-01")
    for of, groups in (("kofi", "3/20"), ("otis", "9/20")):
        words = ("cycle", "evidence", "otis", "--of", of, "--met", groups, "--measure", of)
        met(*words, "--on", "2026-10-06", "--share", given="\n")
    met("teacher", "archive", "otis", "--yes")
    for period, told in (("term", ["kofi", "otis"]), ("dec", ["kofi"])):
        data = met.json("report", "--period", period, today="2026-12-20")
        (team,) = (each for each in data["questions"] if each["question"] == "Who explains?")
        assert [each["measure"] for each in team["evidence"]] == told


def test_fewer_than_three_teachers_are_not_counted(met: Coach) -> None:
    october = one_line(met("report", "--period", "oct").out)
    assert "Too few teachers were met" in october
    assert "30 min" not in october
    wide = met("report", "--period", "oct", "--include", "small-groups").out
    assert "1 session, 30 min." in one_line(wide)
    year = met.json("report", "--period", "year")
    assert year["sessions"] == {"count": 5, "minutes": 210}
    assert year["months"] == []


@pytest.mark.parametrize("days", ["2026-11-05", "2026-11-03..2026-11-08"])
def test_fewer_than_seven_days_would_tell_when_single_sessions_were(met: Coach, days: str) -> None:
    error = met("--json", "report", "--period", days, code=1).error
    assert error["code"] == "short"
    assert "last month" in error["hint"]
    assert met.json("report", "--period", days, "--include", "dates")["first"] == days[:10]
    assert met.json("report", "--period", "2026-11-03..2026-11-09")["sessions"]["count"] == 3


def test_sessions_by_name_do_not_tell_of_the_one_who_is_not_named(met: Coach) -> None:
    met("teacher", "edit", "otis", "--in-reports", "anonymous")
    words = ("report", "--include", "counts", "--narrative", "-")
    assert met("--json", *words, given="Lost?", code=1).error["code"] == "few"
    wide = met.json(*words, "--include", "small-groups", given="Kept.")
    assert len(wide["counts"]) == 3
    met("teacher", "edit", "otis", "--in-reports", "name")
    assert len(met.json("report", "--include", "counts")["counts"]) == 4


def test_what_could_steer_a_terminal_or_turn_text_around_is_in_no_file(
    met: Coach, tmp_path: Path
) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Red \x1b[31m and \u202e turned\x07.", "utf-8")
    measure = ("--measure", "set a goal", "--share")
    met("cycle", "evidence", "tess", "--met", "7/24", *measure, given="\n")
    with closing(sqlite3.connect(met.home / "coach.db")) as db, db:  # no command lets it in
        db.execute("UPDATE evidence SET measure = ?", ("set\u202e a goal",))
    told = ("report", "--narrative", str(words), "--by", "Rosa \x1b[1m\u2066Diaz")
    for name in ("r.html", "r.md", "tables"):
        met(*told, "--output", str(tmp_path / name))
    files = [tmp_path / "r.html", tmp_path / "r.md", *tmp_path.glob("tables/*")]
    for path in files:
        assert not set("\x1b\x07\u202e\u2066") & set(path.read_text("utf-8-sig"))
    assert sum("set\ufffd a goal" in path.read_text("utf-8-sig") for path in files) == 3
    data = met.json(*told)
    assert not set("\x1b\x07\u202e\u2066") & set(data["by"] + data["narrative"][0])


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.JSON"])
def test_a_file_is_written_whole_and_never_replaced_unasked(
    met: Coach, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "out" / name
    target.parent.mkdir()
    words = ("report", "--output", str(target))
    assert "".join(met(*words).out.split()) == f"Writtento{target}."
    text = target.read_text("utf-8")
    assert "Who sets the goals?" in text
    assert "marmot" not in text
    assert oct(target.stat().st_mode & 0o777) == "0o600"
    target.write_text("mine")
    assert met("--json", *words, code=1).error["code"] == "exists"
    assert target.read_text() == "mine"
    met(*words, "--force")
    assert target.read_text("utf-8") == text
    assert [path.name for path in target.parent.iterdir()] == [name]


def test_the_json_file_is_what_json_prints(met: Coach, tmp_path: Path) -> None:
    met("report", "--output", str(tmp_path / "r.json"))
    assert json.loads((tmp_path / "r.json").read_text()) == json.loads(met("--json", "report").out)


def test_a_folder_holds_one_tidy_table_in_each_file(met: Coach, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    met("teacher", "edit", "kofi", "--question", "=1+1?")
    met("report", "--output", str(folder))
    names = ("evidence", "other-work", "questions", "sessions", "teachers")
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.csv" for name in names]
    for path in folder.iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1, path.name
        assert "" not in rows[0]
    assert "'=1+1?" in (folder / "questions.csv").read_text("utf-8-sig")
    assert met("--json", "report", "--output", str(folder), code=1).error["code"] == "exists"
    met("report", "--output", str(folder), "--force", "--include", "counts")
    assert (folder / "counts.csv").exists()
    met("report", "--output", str(folder), "--force")
    assert not (folder / "counts.csv").exists()


def test_a_folder_with_anything_else_in_it_is_never_replaced(met: Coach, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    error = met("--json", "report", "--output", str(folder), "--force", code=1).error
    assert error["code"] == "exists"
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_the_coachs_own_words_stand_in_it(met: Coach, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("We began with <b>talk</b>.\nIt grew.\n\nNext: goals & time.\n", "utf-8")
    told = ("report", "--narrative", str(words), "--by", "Rosa Diaz, Northside")
    text = one_line(met(*told).out)
    assert "By Rosa Diaz, Northside." in text
    assert "We began with <b>talk</b>. It grew." in text
    met(*told, "--output", str(tmp_path / "r.html"))
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "<p>We began with &lt;b&gt;talk&lt;/b&gt;. It grew.</p>" in page
    assert "<p>Next: goals &amp; time.</p>" in page
    typed = met.json("report", "--narrative", "-", given="From stdin.\n")
    assert typed["narrative"] == ["From stdin."]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--period", "someday"), 1, "is not a period"),
        (("--period", "2027-01-01..2027-02-01"), 1, "all still to come"),
        (("--output", "r.pdf"), 2, "neither .html, .md nor .json"),
        (("--output", "none/r.html"), 1, "There is no folder"),
        (("--narrative", "none.txt"), 1, "cannot be read"),
        (("--include", "notes"), 2, "small-groups"),
        (("--names", "everything"), 2, "anonymous"),
    ],
)
def test_bad_input_is_a_sentence_and_writes_nothing(
    met: Coach, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in one_line(met("report", *words, code=code).err)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_narrative_that_is_no_text_empty_or_too_long_is_refused(
    met: Coach, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.bin"
    for content, says in (
        (b"\xff\xfe\x00", "not UTF-8 text"),
        (b" \n\n", "The narrative is empty."),
        (b"x" * 20_001, "longer than 20,000"),
    ):
        bad.write_bytes(content)
        assert says in met("report", "--narrative", str(bad), code=1).err


def test_names_alone_stand_under_their_own_heading_without_empty_columns(
    met: Coach, tmp_path: Path
) -> None:
    assert "Inquiry questions\nTeacher " in met("report").out
    told = met("report", "--names", "name").out
    assert "Teachers by name\nTeacher" in told
    assert "Inquiry question" not in told
    met("report", "--names", "name", "--output", str(tmp_path / "names.md"))
    assert "| Teacher |\n| --- |\n" in (tmp_path / "names.md").read_text("utf-8")


@pytest.mark.parametrize("what", Include)
def test_whatever_is_let_in_it_says_that_no_notes_are_in_it(met: Coach, what: Include) -> None:
    told = one_line(met("report", "--include", what.value).out)
    assert "Nobody's notes or next steps are in it. By agreement it also says" in told


def test_an_empty_caseload_has_a_report_too(coach: Coach, tmp_path: Path) -> None:
    assert "0 teachers supported" in coach("report").out
    coach("report", "--output", str(tmp_path / "r.html"))
    assert coach.json("report")["sessions"] is None


def test_looking_loads_neither_templates_nor_keys(met: Coach) -> None:
    modules = loaded(met, "report")
    assert not modules & (HEAVY | {"jinja2", "coachcli.sharing.templating", "coachcli.vault.keys"})


def test_the_preview_and_the_writing_say_when_reports_on_its_months_would_tell_more(
    met: Coach, tmp_path: Path
) -> None:
    said = "give this one or those"
    assert said not in one_line(met("report", "--period", "nov").out)
    log(met, "otis", "2026-09-08", 25)
    assert said in one_line(met("report", "--period", "term").out)
    answer = met("report", "--period", "term", "--output", str(tmp_path / "r.html"))
    assert said in one_line(answer.err)
    assert said not in (tmp_path / "r.html").read_text("utf-8")
