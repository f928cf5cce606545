"""``coach chart``: pictures in the terminal and as files, of what is in the record."""

from __future__ import annotations

import re
import shutil
import stat
from pathlib import Path
from xml.etree import ElementTree

import pytest
from driving import Coach

from cli.program.test_imports import HEAVY, loaded

CHARTS = ("coverage", "time", "focus", "cycle otis", "trust otis")
HOSTILE = "Zed </text><script>x</script>&\"'"


def log(coach: Coach, teacher: str, day: str, *more: str, state: str = "held") -> None:
    lines = [f"- Teacher: {teacher}", f"- Date: {day}", f"- State: {state}", *more]
    coach("log", "session", "--from", "-", given="\n".join(lines) + "\n")


@pytest.fixture(scope="session")
def kept_home(full_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some weeks of a caseload: visits, a cycle with evidence, other time."""
    full = Coach(Path(shutil.copytree(full_home, tmp_path_factory.mktemp("kept") / "home")))
    log(full, "otis", "2026-09-22", "- Kind: observation, debrief", "- Minutes: 45")
    log(full, "otis", "2026-10-06", "- Kind: modeling", "- Focus: instruction", "- Minutes: 30")
    log(full, "otis", "2026-11-19", "- Kind: debrief", "- Asked by: teacher")
    log(full, "clara", "2026-10-07", "- Cancelled by: school", state="cancelled")
    log(full, "clara, tess", "2026-11-17", "- Kind: co-planning", "- Minutes: 60")
    log(full, "tess", "2026-11-18", "- Kind: contact", "- Minutes: 10")
    full("log", "other", "workshop", "--minutes", "90", "--on", "2026-11-09", given="\n")
    full("teacher", "away", "kofi", "2026-10-19..2026-10-30")
    full("cycle", "start", "otis", "--question", "Who explains?", "--on", "2026-10-01")
    for met, day in (("4/22", "2026-10-05"), ("15/22", "2026-11-20")):
        words = ("cycle", "evidence", "otis", "--met", met, "--measure", "explain", "--on", day)
        full(*words, given="\n")
    full("schedule", "week")
    return full.home


@pytest.fixture
def kept(kept_home: Path, tmp_path: Path) -> Coach:
    return Coach(Path(shutil.copytree(kept_home, tmp_path / "home")))


def marks(said: str, name: str) -> list[str]:
    """The marks of one teacher's line."""
    line = next(line for line in said.splitlines() if line.startswith(name))
    return line.removeprefix(name).split()


def test_coverage_shows_each_week_of_each_teacher_core_before_side(kept: Coach) -> None:
    said = kept("chart", "coverage").out
    assert "21 28  5 12 19 26  2  9 16›23 30  7 14" in said
    assert "".join(marks(said, "Otis Graham")) == "■·■·····■····"
    assert "".join(marks(said, "Clara Benítez-Ross"))[2:9] == "×····■■"
    assert marks(said, "Kofi Asante")[4:6] == ["~", "~"]
    assert said.count("□") == 5 + 1
    assert "■ visit held  □ planned  × called off or no-show  ~ teacher away" in said
    names = [line[:12] for line in said.splitlines() if "·  ·" in line]
    assert names[0].startswith("Anjali")
    assert names.index("Tess Oh     ") < names.index("Otis Graham ")
    data = kept.json("chart", "coverage")
    otis = next(row for row in data["teachers"] if row["teacher"] == "otis")
    assert set(otis) == {"teacher", "name", "support", "weeks"}
    states = {each["week"]: (each["state"], each["held"]) for each in otis["weeks"]}
    assert states["2026-10-05"] == ("held", 1)
    assert states["2026-10-12"] == (None, 0)
    assert list(states) == data["weeks"]
    assert data["said"].startswith("18 teachers: ")


def test_coverage_of_chosen_weeks(kept: Coach) -> None:
    weeks = kept.json("chart", "coverage", "--weeks", "2")["weeks"]
    assert weeks == ["2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14"]
    weeks = kept.json("chart", "coverage", "--since", "1 oct", "--until", "12 oct")["weeks"]
    assert weeks == ["2026-09-28", "2026-10-05", "2026-10-12"]
    past = kept.json("chart", "coverage", "--until", "2026-10-12")["weeks"]
    assert (len(past), past[-1]) == (10, "2026-10-12")
    kept("closure", "add", "2026-10-12..2026-10-16", "Autumn break")
    assert "- no coaching" in kept("chart", "coverage").out
    assert "is after" in kept("chart", "coverage", "--until", "1 oct", "--since", "tue", code=1).err
    many = kept("chart", "coverage", "--since", "2020-01-01", code=1).err
    assert "at most 60" in many
    both = kept("chart", "coverage", "--since", "1 oct", "--weeks", "3", code=2).err
    assert "do not go together" in both


def test_initials_stand_in_place_of_every_name_and_handle(kept: Coach, tmp_path: Path) -> None:
    file = tmp_path / "weeks.svg"
    kept("teacher", "add", "Otto Grau")
    kept("chart", "coverage", "--initials", "--svg", str(file))
    said = kept("chart", "coverage", "--initials").out
    assert "OtiG" in said
    assert "OttG" in said
    told = [said, file.read_text(), str(kept.json("chart", "coverage", "--initials"))]
    rows = kept.json("teacher", "list")["teachers"]
    for text in told:
        assert not [row["name"] for row in rows if row["name"] in text]
        assert not [row["teacher"] for row in rows if f"'{row['teacher']}'" in text]


def test_time_is_shared_out_among_kinds_and_what_has_no_length_is_said(kept: Coach) -> None:
    said = kept("chart", "time").out
    assert "2 h 25 with teachers, 1 h 30 other time." in said
    assert "18 sessions have no length and add nothing." in " ".join(said.split())
    assert re.search(r"^Nov  █*.*  2 h 40$", said, re.M)
    assert "other time" in said
    data = kept.json("chart", "time")
    assert [month["first"] for month in data["months"]] == [
        "2026-09-01",
        "2026-10-01",
        "2026-11-01",
    ]
    september = {each["kind"]: each["minutes"] for each in data["months"][0]["kinds"]}
    assert (september["observation"], september["debrief"]) == (22.5, 22.5)
    assert [month["other"] for month in data["months"]] == [0, 0, 90]
    assert data["without_length"] == 18
    short = kept.json("chart", "time", "--since", "1 oct", "--until", "31 oct")
    assert len(short["months"]) == 1


def test_focus_counts_sessions_and_leaves_contacts_out(kept: Coach) -> None:
    data = kept.json("chart", "focus")
    found = {each["focus"]: (each["sessions"], each["minutes"]) for each in data["focus"]}
    assert found["instruction"][1] >= 30
    assert sum(sessions for sessions, _ in found.values()) == 21
    assert (data["first"], data["last"]) == ("2026-08-01", "2026-11-23")
    said = kept("chart", "focus").out
    assert "21 sessions, 2 h 15. Hallway talks and emails are left out." in said
    assert "no focus" in said


def test_a_cycle_is_shown_from_baseline_to_now(kept: Coach) -> None:
    said = kept("chart", "cycle", "otis").out
    assert "at first 4 of 22 (5 Oct), latest 15 of 22 (20 Nov)" in " ".join(said.split())
    assert re.search("[\u2801-\u28ff]", said)
    assert "not all of it may be shown to others" in said
    data = kept.json("chart", "cycle", "otis")
    assert (data["cycle"], data["teachers"], data["question"]) == (1, ["otis"], "Who explains?")
    assert [each["met"] for each in data["measures"][0]["points"]] == [4, 15]
    kept("cycle", "close", "otis", given="\n")
    assert kept.json("chart", "cycle", "otis")["cycle"] == 1
    kept("cycle", "start", "otis", "--question", "And then?")
    assert "no evidence yet" in kept("chart", "cycle", "otis").out
    assert kept.json("chart", "cycle", "otis", "--cycle", "1")["cycle"] == 1
    assert "is in no cycle" in kept("chart", "cycle", "otis", "--cycle", "9", code=1).err
    assert "between cycles" in kept("chart", "cycle", "tess", code=1).err


def test_trust_is_for_the_coach_alone_and_says_so_inside_the_picture(
    kept: Coach, tmp_path: Path
) -> None:
    said = kept("chart", "trust", "otis").out
    assert "Nov  ██  1 of 1" in said
    assert "For the coach's eyes only" in said
    file = tmp_path / "trust.svg"
    told = kept("chart", "trust", "otis", "--svg", str(file)).out
    assert "keep it to yourself" in told
    seen = [each.text or "" for each in ElementTree.parse(file).iter() if "text" in each.tag]
    assert any("For the coach's eyes only" in text for text in seen)
    one = kept.json("chart", "trust", "otis")
    other = kept.json("trust", "otis")
    assert {key: one[key] for key in other} == other


@pytest.mark.parametrize("words", CHARTS)
def test_every_chart_fits_any_screen_without_colour_and_never_loads_the_templates(
    kept: Coach, words: str
) -> None:
    for columns in (40, 80):
        for plain in ((), ("--plain",)):
            said = kept(*plain, "chart", *words.split(), COLUMNS=str(columns), NO_COLOR="1").out
            assert max(map(len, said.splitlines())) <= columns
            assert "\x1b" not in said
            if plain:
                assert not set("■□█░·▓╱━┃╳×›") & set(said)
    modules = loaded(kept, "chart", *words.split())
    assert "rich" in modules
    assert not {each for each in modules if each.split(".")[0] in HEAVY | {"jinja2"}}
    quiet = loaded(kept, "--json", "chart", *words.split())
    assert not {each for each in quiet if each.split(".")[0] in {"rich", "jinja2"}}


@pytest.mark.parametrize("words", CHARTS)
def test_every_chart_is_a_file_that_only_the_coach_can_read(
    kept: Coach, words: str, tmp_path: Path
) -> None:
    kept("teacher", "edit", "otis", "--name", HOSTILE)
    file = tmp_path / "chart.svg"
    typed = ("chart", *words.split(), "--svg", str(file))
    data = kept.json(*typed)
    assert data["file"] == str(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text()
    root = ElementTree.fromstring(text)
    assert root.get("viewBox")
    assert "<script" not in text
    assert "href" not in text
    if words in ("coverage", "cycle otis", "trust otis"):
        assert HOSTILE in " ".join("".join(root.itertext()).split())
    kept(*typed, code=1)
    assert file.read_text() == text
    kept(*typed, "--force")


def test_the_keys_that_scripts_rely_on(kept: Coach) -> None:
    found = {words: kept.json("chart", *words.split()) for words in CHARTS}
    assert {words: set(data) - {"said"} for words, data in found.items()} == {
        "coverage": {"weeks", "teachers"},
        "time": {"months", "without_length"},
        "focus": {"first", "last", "focus"},
        "cycle otis": {"cycle", "teachers", "question", "measures"},
        "trust otis": {
            *("teacher", "by", "first", "last", "held", "asked_by_teacher"),
            *("contacts", "contacts_by_teacher", "periods"),
        },
    }
    assert all(data["said"] for data in found.values())
    assert set(found["coverage"]["teachers"][0]["weeks"][0]) == {"week", "state", "held"}
    assert set(found["time"]["months"][0]) == {"first", "last", "kinds", "other"}
    assert set(found["time"]["months"][0]["kinds"][0]) == {"kind", "minutes"}
    assert set(found["focus"]["focus"][0]) == {"focus", "sessions", "minutes", "without_length"}
    measure = found["cycle otis"]["measures"][0]
    assert set(measure) == {"measure", "teacher", "points"}
    assert set(measure["points"][0]) == {"date", "met", "total", "shareable"}


@pytest.mark.parametrize("words", CHARTS[:3])
def test_an_empty_home_says_what_to_do_first_and_writes_no_empty_picture(
    coach: Coach, words: str, tmp_path: Path
) -> None:
    assert "coach teacher add" in coach("chart", "coverage").out
    assert "coach log session" in coach("chart", "time").out
    file = tmp_path / "chart.svg"
    assert coach("--json", "chart", words, "--svg", str(file), code=1).error["code"] == "nothing"
    assert not file.exists()
    assert coach.json("chart", words)["said"]


def test_what_cannot_be_drawn_is_explained(full: Coach, tmp_path: Path) -> None:
    for words in ("cycle", "trust"):
        assert "No teacher fits" in full("chart", words, "zzz", code=1).err
    assert "No session with Otis Graham" in full("chart", "trust", "otis").out
    assert "is not a .svg file" in full("chart", "time", "--svg", "otis", code=2).err
    assert "still to come" in full("chart", "focus", "--since", "2027-01-01", code=1).err
    assert "is after" in full("chart", "time", "--since", "1 nov", "--until", "1 oct", code=1).err
    log(full, "otis", "2026-11-19")
    gone = full("chart", "focus", "--svg", str(tmp_path / "no" / "x.svg"), code=1).err
    assert "There is no folder" in gone
