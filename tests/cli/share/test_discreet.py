"""A screen that others see: initials for names, and nothing of what anybody wrote."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from driving import TUESDAY, Coach
from marked import PEOPLE, Case, fill, filling, marks, run_all, seen, stored
from sqlmodel import AutoString, LargeBinary, SQLModel
from typing_hands import Hands

from cli.log.test_questions import facts, no_steps
from coachcli.cli.program.menu import entries
from coachcli.store import models, models_record, models_school  # noqa: F401
from coachcli.store.reading.discreet import COLUMNS

CARD = (
    "# Session\n\n- Teacher: hqdor\n- Date: 2026-11-23\n- Minutes: 40\n\n## Notes\nSome words\n"
    "\n## Next steps: teacher\n- Some more\n"
)
IMPORTED = "name,email,room\nDorvanq Imqlet,mqnew@school.example,12\nNewqer Comqer,,\n"
PLACES = ("FILE", "LOG", "FOLDER")
LOG = "Date,Teacher,Type,Minutes,Notes\n2026-11-02,Benqor Salqrow,Observation,30,Some words\n"


def case(words: str, given: str = "", *, names: bool = True, code: int = 0) -> Case:
    return Case(words.split(), given, names, code)


LOOKS = {
    "": [case("")],
    "due": [case("due")],
    "schedule ahead": [case("schedule ahead")],
    "schedule why": [case("schedule why hqdor"), case("schedule why hqwil")],
    "schedule show": [case("schedule show")],
    "prep": [case("prep"), case("prep hqdor"), case("prep --print hqdor"), case("prep hqold")],
    "time": [case("time", names=False), case("time --list")],
    "next-steps": [case("next-steps"), case("next-steps hqdor"), case("next-steps hqold")],
    "teacher list": [case("teacher list"), case("teacher list --all")],
    "teacher show": [case("teacher show hqdor"), case("teacher show hqold")],
    "cycle list": [case("cycle list"), case("cycle list --all")],
    "cycle show": [case("cycle show 1"), case("cycle show 2")],
    "trust": [case("trust"), case("trust hqdor")],
    "idea list": [case("idea list")],
    "ask list": [case("ask list")],
    "notes": [case("notes hqdor"), case("notes --cycle 2"), case("notes hqold")],
    "search": [case("search senqtence"), case("search storqy"), case("search ideqa")],
    "import spelling": [case("import spelling", names=False)],
    "capacity": [case("capacity", names=False)],
    "period list": [case("period list", names=False)],
    "day-cycle": [case("day-cycle", names=False)],
    "closure list": [case("closure list", names=False)],
    "commitment list": [case("commitment list")],
    "privacy": [case("privacy", names=False)],
    "report": [case("report --period year"), case("report --include counts --include waits")],
    "chart coverage": [case("chart coverage"), case("chart coverage --initials", names=False)],
    "chart time": [case("chart time", names=False)],
    "chart focus": [case("chart focus", names=False)],
    "chart cycle": [case("chart cycle hqdor")],
    "chart trust": [case("chart trust hqdor")],
    "discreet": [case("discreet", names=False)],
    "handover": [case("handover hqdor", code=1), case("handover --all", code=1)],
    "export": [case("export hqdor --output FOLDER")],
    "teacher erase": [case("teacher erase hqben --dry-run")],
    "check": [case("check", names=False)],
    "path": [case("path", names=False)],
}
"""Each command that only looks. One that is new wants a line here, or in ``CHANGES``."""

CHANGES = {
    "schedule add": [case("schedule add hqdor --on 2026-12-01")],
    "schedule move": [
        case("schedule move hqdor --on 2026-11-25 --at 9:05"),
        case("schedule move hqold --on 2026-11-27", code=1),
    ],
    "schedule swap": [case("schedule swap hqdor hqben")],
    "schedule cancel": [case("schedule cancel hqdor --by school")],
    "schedule pin": [case("schedule pin hqdor")],
    "schedule week": [case("schedule week"), case("schedule week --week 2026-11-30 --capacity 1")],
    "log session": [
        case("log session --from -", CARD),
        case("log session hqdor --template", code=1),
    ],
    "log contact": [case("log contact hqben", "Some words")],
    "log other": [case("log other covering --minutes 10")],
    "log edit": [case("log edit 1 --minutes 30 --yes"), case("log edit 1 --minutes 30", code=1)],
    "log delete": [case("log delete 1", code=1), case("log delete 1 --yes")],
    "log edit-other": [case("log edit-other 1 --minutes 5 --yes")],
    "log delete-other": [case("log delete-other 1 --yes")],
    "teacher add": [Case(["teacher", "add", "Newqer Comqer"])],
    "teacher edit": [
        Case(["teacher", "edit", "hqdor", "--name", "Newqer Comqer"]),
        Case(["teacher", "edit", "hqdor", "--question", "Is cyqwonder new?"]),
    ],
    "teacher away": [case("teacher away hqdor 2026-12-01")],
    "teacher archive": [case("teacher archive hqdor --yes"), case("teacher archive hqold --back")],
    "teacher import": [case("teacher import FILE"), case("teacher import FILE --dry-run")],
    "cycle start": [Case(["cycle", "start", "hqben", "hqdor", "--question", "Is cyqwonder new?"])],
    "cycle phase": [case("cycle phase hqdor learn")],
    "cycle edit": [Case(["cycle", "edit", "1", "--target", "New tarqget"])],
    "cycle evidence": [case("cycle evidence hqdor --met 9/20", "Some words")],
    "cycle close": [case("cycle close hqdor", "Some words")],
    "cycle delete": [
        case("cycle delete hqdor", code=1),
        case("cycle delete 2 --yes"),
        case("cycle delete hqold", code=1),
    ],
    "step add": [case("step add hqdor", "Some words")],
    "step done": [case("step done 1")],
    "step drop": [case("step drop 1")],
    "step defer": [case("step defer 1 2026-12-01")],
    "idea add": [case("idea add --from hqdor --may-name", "Some words")],
    "idea edit": [case("idea edit 1 --not-named"), case("idea edit 1 --may-name")],
    "idea remove": [case("idea remove 1", code=1), case("idea remove 1 --yes")],
    "ask add": [Case(["ask", "add", "Is promqting new?"])],
    "ask edit": [Case(["ask", "edit", "1", "Is promqting new?"])],
    "ask off": [case("ask off 1")],
    "ask on": [case("ask on 1")],
    "import log": [case("import log LOG --dry-run"), case("import log LOG --yes")],
    "commitment add": [
        Case(["commitment", "add", "every friday 9:00-9:45 with hqdor", "--label", "Labqel two"])
    ],
    "commitment remove": [case("commitment remove 1", code=1), case("commitment remove 1 --yes")],
    "closure add": [case("closure add 2026-11-24 Closed")],
    "closure remove": [case("closure remove 1 --yes")],
    "undo": [case("undo")],
}
"""Each command that changes something and says so."""

ASIDE = {
    *("init", "demo", "unlock", "lock", "passphrase", "recovery", "backup", "restore", "redo"),
    *("period import", "log week"),
}
"""Commands that know of nobody, or are typed on in a terminal."""

GROUPS = {
    *("schedule", "log", "teacher", "cycle", "step", "idea", "ask", "import", "period"),
    *("closure", "commitment", "chart"),
}

ERRORS = (
    case("prep hq", code=1),
    case("prep hqnobody", code=1),
    case("log contact hqold", "Some words", code=1),
    case("handover hqben", code=1),
    case("notes hqben --cycle 1", code=1),
    case("schedule add hqben --on 2026-11-26 --at 11:00", code=1),
)


WHOSE = ("schedule why", "prep", "teacher show", "trust", "next-steps", "notes")

OF_WORDS = {
    "hqdor": ("will", "Will Grace"),
    "hqben": ("grace", "Grace May"),
    "hqwil": ("art", "Art Mark"),
    "hqold": ("bo", "Bo Art"),
    "hqkim": ("kim", "Kim Will"),
    "hqmar": ("mark", "Mark Kim"),
    "hqmay": ("may", "May Bo"),
}
OF_OTHERS = {
    "hqdor": ("wes", "Wes Gray"),
    "hqben": ("gil", "Gil Moss"),
    "hqwil": ("ana", "Ana Moor"),
    "hqold": ("ben", "Ben Ash"),
    "hqkim": ("kay", "Kay Wood"),
    "hqmar": ("mia", "Mia Kerr"),
    "hqmay": ("mona", "Mona Bell"),
}
"""Handles and names of the same initials and in the same order: those of the first are words that
the program's own sentences use."""

JOINING = {"hqkim": "Kim Joins", "hqmar": "Mark Joins", "hqmay": "May Joins"}
"""More people who are free at one time, so that there are reasons to be told."""


@dataclass(frozen=True)
class Named:
    """A coach whose teachers have other handles and names, and how what is typed has them."""

    coach: Coach
    people: dict[str, tuple[str, str]]

    def typed(self, text: str) -> str:
        for mark, (handle, name) in self.people.items():
            told = PEOPLE[mark][0] if mark in PEOPLE else JOINING[mark]
            text = text.replace(told, name).replace(mark, handle)
        return text

    def cases(self, cases: Iterable[Case]) -> list[Case]:
        return [
            Case([self.typed(word) for word in case.words], self.typed(case.given))
            for case in cases
        ]

    def shown(
        self, cases: Iterable[Case], folder: Path, copies: Path | None = None, **env: str
    ) -> list[tuple[str, str, int]]:
        """What each command shows to others, but for where the files are and what the time is."""
        folder.mkdir()
        (folder / "FILE").write_text(self.typed(IMPORTED))
        (folder / "LOG").write_text(self.typed(LOG))
        placed = [
            replace(case, words=[str(folder / w) if w in PLACES else w for w in case.words])
            for case in cases
        ]
        answers = run_all(self.coach, self.cases(placed), copies, "--discreet", **env)

        def same(text: str) -> str:
            # A path may be broken into lines.
            text = "".join(text.split())
            for path, word in ((folder, "FOLDER"), (copies, "HOMES"), (self.coach.home, "HOME")):
                text = text.replace(str(path), word)
            return re.sub(r"\d\d:\d\d\)", "TIME)", text)

        return [(same(out), same(err), code) for out, err, code in answers]


@pytest.fixture(scope="module")
def named(open_home: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Named]:
    """Two homes that differ only in who the teachers are."""
    both = []
    for people in (OF_WORDS, OF_OTHERS):
        home = tmp_path_factory.mktemp("named") / "home"
        shutil.copytree(open_home, home)
        one = Named(Coach(home), people)
        joining = [
            (("teacher", "add", name, "--handle", handle, "--free", "Mon P1", "--every", "1"), "")
            for handle, name in JOINING.items()
        ]
        cases = one.cases(Case(list(words), given) for words, given in (*filling(), *joining))
        assert {code for _, _, code in run_all(one.coach, cases)} == {0}
        with closing(sqlite3.connect(home / "coach.db")) as db:
            # Which questions a card offers hangs on it.
            db.execute("UPDATE teacher SET uid = printf('%032x', id)")
            db.commit()
        both.append(one)
    return both


@pytest.fixture(scope="module")
def marked_home(open_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with marks in all that is about somebody, to be copied."""
    home = tmp_path_factory.mktemp("marked") / "home"
    shutil.copytree(open_home, home)
    fill(Coach(home))
    return home


@pytest.fixture
def filled(marked_home: Path, tmp_path: Path) -> Coach:
    """A coach with a copy of it."""
    return Coach(Path(shutil.copytree(marked_home, tmp_path / "home")))


@pytest.fixture
def marked(marked_home: Path, tmp_path: Path) -> Coach:
    (tmp_path / "FILE").write_text(IMPORTED)
    (tmp_path / "LOG").write_text(LOG)
    return Coach(marked_home)


def flat(cases: dict[str, list[Case]], folder: Path) -> list[Case]:
    """The cases one after another, with the files and folders that they name."""
    return [
        Case(
            [str(folder / word) if word in PLACES else word for word in each.words],
            *(each.given, each.names, each.code),
        )
        for several in cases.values()
        for each in several
    ]


def leaks(cases: list[Case], answers: list[tuple[str, str, int]]) -> dict[str, set[str]]:
    """The marks that each command shows, apart from those that were typed with it."""
    found = {}
    for case, (out, err, _) in zip(cases, answers, strict=True):
        if there := seen(out) | seen(err):
            found[" ".join(case.words)] = there
    return found


def test_no_command_is_without_a_case() -> None:
    typed = entries().keys() | {""}
    assert typed == LOOKS.keys() | CHANGES.keys() | ASIDE | GROUPS


@pytest.mark.parametrize("columns", ["80", "40"])
def test_a_look_that_others_may_see_shows_nobody_and_nothing_that_was_written(
    columns: str, marked: Coach, tmp_path: Path
) -> None:
    cases = [*flat(LOOKS, tmp_path), *ERRORS]
    answers = run_all(marked, cases, None, "--discreet", COLUMNS=columns)
    assert leaks(cases, answers) == {}
    assert [code for _, _, code in answers] == [case.code for case in cases]


def test_the_same_looks_show_it_to_the_coach(marked: Coach, tmp_path: Path) -> None:
    cases = flat(LOOKS, tmp_path)
    shown = leaks(cases, run_all(marked, cases))
    assert shown.keys() == {" ".join(case.words) for case in cases if case.names}
    # Of these two no look shows these, and of nobody does one show an earlier wording there.
    of_two = {f"{what}{who}" for what in ("grq", "mq", "rq") for who in ("ben", "wil")}
    unseen = {mark for mark in marks() if not any(mark in each for each in shown.values())}
    assert {mark.partition("@")[0] for mark in unseen} <= of_two | {
        *("wonqwil", "what does wonqwil want to know?"),
    }


def test_what_is_changed_is_told_with_initials_and_stored_as_ever(
    marked: Coach, tmp_path: Path
) -> None:
    cases = flat(CHANGES, tmp_path)
    answers = run_all(marked, cases, tmp_path / "discreet", "--discreet")
    usual = run_all(marked, cases, tmp_path / "usual")
    assert leaks(cases, answers) == {}
    assert [code for _, _, code in answers] == [case.code for case in cases]
    assert len(leaks(cases, usual)) > len(cases) / 2
    for number, each in enumerate(cases):
        if not each.code:
            same = [stored(tmp_path / kind / str(number)) for kind in ("discreet", "usual")]
            assert same[0] == same[1], each


MORE_LOOKS = [case(f"{words} {handle}") for words in WHOSE for handle in OF_WORDS]


@pytest.mark.parametrize("columns", ["80", "40"])
def test_a_look_is_the_same_whoever_has_these_initials(
    columns: str, named: list[Named], tmp_path: Path
) -> None:
    cases = [*(case for some in LOOKS.values() for case in some), *ERRORS, *MORE_LOOKS]
    one, other = (
        each.shown(cases, tmp_path / str(n), COLUMNS=columns) for n, each in enumerate(named)
    )
    for case, its, theirs in zip(cases, one, other, strict=True):
        assert its == theirs, case


def test_a_change_is_told_the_same_whoever_has_these_initials(
    named: list[Named], tmp_path: Path
) -> None:
    cases = [case for some in CHANGES.values() for case in some]
    one, other = (
        each.shown(cases, tmp_path / f"files{n}", tmp_path / f"homes{n}")
        for n, each in enumerate(named)
    )
    for case, its, theirs in zip(cases, one, other, strict=True):
        assert its == theirs, case


@pytest.mark.parametrize(
    "words",
    [
        "teacher edit mei-ohara --every 2",
        "teacher away mei-ohara 2026-12-01",
        "teacher archive mei-ohara --yes",
        "schedule add mei-ohara --on 2026-12-01 --at 9:00",
        "log contact mei-ohara",
        "step add mei-ohara",
    ],
)
def test_undo_and_redo_tell_with_initials_whose_change_it_was(full: Coach, words: str) -> None:
    full(*words.split(), given="Some words")
    for back in ("undo", "redo"):
        said = full("--discreet", back).out
        assert f"{' '.join(words.split()[:2])} MO" in said
        assert "mei" not in said.lower()


def test_a_visit_is_logged_by_questions_with_initials_and_stored_as_ever(
    marked_home: Path, tmp_path: Path
) -> None:
    homes = []
    for option in ("--discreet", "--no-discreet"):
        coach = Coach(Path(shutil.copytree(marked_home, tmp_path / option)), today=TUESDAY)
        homes.append(coach.home)
        with Hands(coach, option, "log", "session") as hands:
            hands.answers("This one?", "no").answers("Which teacher", "hq")
            hands.sees("Type").answers("Which teacher", "hqd").sees("Session 3 with")
            facts(hands).answers("Which are done now", "1")
            hands.sees("an empty line").answers("> ", "Some words").answers("> ")
            hands.interrupts().leaves(130)
        with Hands(coach, option, "log", "session") as again:
            again.answers("Go on").answers("> ")
            for _ in range(3):
                again.answers("> ")
            again.answers("Next step for", "Some more").answers("Check on it")
            said = no_steps(again).leaves()
        assert "Notes sealed. Next steps sealed: 3. Done now: step 1." in said
        # What was typed stands there too.
        shown = seen(hands.seen) | seen(said)
        assert (shown == set()) == (option == "--discreet"), shown
    assert stored(homes[0]) == stored(homes[1])


def test_the_habit_does_what_the_option_does_and_the_option_overrides_it(filled: Coach) -> None:
    coach = filled
    assert seen(coach("due").out)
    assert coach("discreet", "on").out.startswith("Names are shown as initials")
    assert not seen(coach("due").out)
    assert coach("due").out == coach("due", "--discreet").out
    assert "Dorvanq Imqlet" in coach("due", "--no-discreet").out
    assert "Dorvanq Imqlet" not in coach("prep", "hq", code=1).err
    assert coach.json("discreet") == {
        "message": coach.json("discreet")["message"],
        "discreet": True,
    }
    assert coach("undo").out.startswith("Undone: discreet on")
    assert seen(coach("due").out)
    coach("discreet", "on")
    assert coach("discreet", "off").out.startswith("Names and questions are shown")
    assert seen(coach("due").out)


def test_completion_offers_no_names_where_discretion_is_the_habit(filled: Coach) -> None:
    typed = {"_COACH_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "coach prep hqd"}
    asked = replace(filled, env=typed)
    assert "Dorvanq" in asked().out
    filled("discreet", "on")
    assert "hqdor" in asked().out
    assert "Dorvanq" not in asked().out


def test_json_is_for_scripts_and_stays_whole(filled: Coach) -> None:
    coach = filled
    for words in (["due"], ["teacher", "show", "hqdor"], ["next-steps"], ["notes", "hqdor"]):
        assert coach("--json", "--discreet", *words).out == coach("--json", *words).out
    told = json.loads(coach("--json", "--discreet", "prep", "hq", code=1).out)
    assert "hqdor" in told["error"]["hint"]


def test_initials_do_not_change_from_one_look_to_the_next(coach: Coach) -> None:
    coach("teacher", "add", "Ana Lima")
    coach("teacher", "add", "Alba Lima")
    coach("teacher", "add", "Joe Kim")
    coach("teacher", "archive", "alba", "--yes")
    for words in (["due"], ["teacher", "list"], ["prep", "ana"], ["trust", "ana"], ["trust"]):
        out = coach("--discreet", *words).out
        assert "AnL" in out, words
        assert "AL" not in out


def test_a_file_is_written_whole_however_the_screen_is(filled: Coach, tmp_path: Path) -> None:
    coach = filled
    coach("discreet", "on")
    paper = tmp_path / "copy.txt"
    said = coach("handover", "hqdor", "--output", str(paper))
    assert not seen(said.out.replace(str(paper), ""))
    assert "steqp" in paper.read_text()
    assert "Dorvanq Imqlet" in paper.read_text()
    whole = coach("--no-discreet", "log", "session", "hqdor", "--template").out
    assert "- Teacher: hqdor" in whole


def test_nothing_is_opened_for_a_screen_that_others_see(sealed: Coach) -> None:
    card = "# Session\n\n- Teacher: tess\n- Date: 2026-11-23\n\n## Notes\nWait time\n\n"
    sealed("log", "session", "--from", "-", given=f"{card}## Next steps: coach\n- Wait\n")
    for words in ("next-steps", "next-steps tess", "notes tess"):
        assert "(hidden)" in sealed("--discreet", *words.split()).out
        sealed(*words.split(), code=3)
    assert "unlock" not in sealed("--discreet", "prep", "tess").out


def test_every_column_with_a_text_is_veiled_or_known_to_be_harmless() -> None:
    veiled = {f"{table}.{column}" for table, how in COLUMNS.items() for column in how}
    texts = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, AutoString | LargeBinary) and column.name != "uid"
    }
    harmless = {
        *("setting.key", "setting.value", "spelling.word", "spelling.meaning"),
        *(
            "teacher.support",
            "teacher.focus",
            "teacher.in_reports",
            "commitment.rule",
            "commitment.period",
        ),
        *("session.state", "session.slot", "session.focus", "session.asked_by"),
        *("session.cancelled_by", "session_kind.kind", "note.part", "next_step.owner"),
        *("next_step.state", "cycle.focus", "cycle.phase", "cycle_phase.phase"),
        *("cycle_note.part", "other_time.work", "idea.focus", "prompt.phase", "prompt.focus"),
        *("prompt.built_in", "window.day", "window.period", "period.day", "period.name"),
        "closure.label",
    }
    assert texts == veiled | harmless
    assert not veiled & harmless
    assert set(PEOPLE) <= marks()
