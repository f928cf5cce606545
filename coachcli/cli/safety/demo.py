"""``coach demo``: a caseload that does not exist, in a home of its own."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.safety.demo_record import add_record
from coachcli.cli.safety.init import make_keys
from coachcli.coaching.people.names import make_handles
from coachcli.coaching.times.windows import parse_windows
from coachcli.errors import CoachError
from coachcli.planning.calendar.weeks import OpenDays, monday, week_to_plan
from coachcli.store import home, reading
from coachcli.store.home import Home
from coachcli.values.frozen import dataclass
from coachcli.values.school import WEEKDAYS, Period
from coachcli.values.words import AskedBy, Focus, Kind, Owner, Part, SessionState, Support

MARK = "demo"
"""The setting by which a demo is known, so that nothing else is ever replaced by one."""

BELL = (
    ("P1", time(8, 15), time(9, 0)),
    ("P2", time(9, 5), time(9, 50)),
    ("P3", time(10, 10), time(10, 55)),
    ("P4", time(11, 0), time(11, 45)),
    ("P5", time(12, 30), time(13, 15)),
    ("P6", time(13, 20), time(14, 5)),
)


@dataclass(frozen=True)
class Invented:
    """A teacher who does not exist; the last visit was ``ago`` weeks before the week to plan."""

    name: str
    subject: str
    room: str
    every: int
    ago: int
    free: str
    question: str
    focus: Focus


CLASSROOM, CONTENT = Focus.CLASSROOM_MANAGEMENT, Focus.CONTENT_PLANNING
INSTRUCTION, ASSESSMENT = Focus.INSTRUCTION, Focus.ASSESSMENT

PEOPLE = (
    Invented("Amara Osei", "Grade 5", "204", 3, 3, "Tue P2; Thu P5",
             "What helps my students explain their thinking to each other?", INSTRUCTION),
    Invented("Ben Halvorsen", "Science", "215", 3, 3, "Mon P3; Wed P4; Fri P2",
             "How can lab groups run themselves?", CLASSROOM),
    Invented("Catalina Ruiz", "Spanish", "206", 3, 3, "Tue P2; Wed P1",
             "Where in a unit do students choose?", CONTENT),
    Invented("Dae-jung Park", "Mathematics", "312", 3, 2, "Mon P2; Wed P5",
             "Which two questions show me what they already know?", ASSESSMENT),
    Invented("Esther Blum", "Social studies", "303", 3, 2, "Tue P4; Thu P1",
             "How does everybody get to cite a source aloud?", INSTRUCTION),
    Invented("Farid Nazari", "English", "310", 3, 2, "Mon P5; Fri P1",
             "How do newcomers get a real turn in discussion?", INSTRUCTION),
    Invented("Grace O'Malley", "Grade 3", "112", 3, 2, "Mon P4; Thu P4",
             "Can students set their own reading goals?", ASSESSMENT),
    Invented("Hugo Lindqvist", "Grade 4", "115", 3, 1, "Tue P6; Fri P2",
             "Which routines hand the materials over?", CLASSROOM),
    Invented("Imani Brooks", "Special education", "118", 3, 1, "Tue P2; Fri P3",
             "How do we co-teach so that all students are ours?", INSTRUCTION),
    Invented("Jonas Weber", "Mathematics", "301", 3, 1, "Wed P6; Thu P3",
             "What makes a warm-up worth ten minutes?", CONTENT),
    Invented("Keiko Arai", "Grade 2", "104", 3, 3, "Mon P1; Wed P3",
             "How do number talks stay short and rich?", CONTENT),
    Invented("Lucía Ferrer-Soto", "Science", "219", 3, 1, "Wed P1; Thu P6",
             "What does choice look like in a full lab?", CLASSROOM),
    Invented("Moses Tembo", "Music", "B02", 6, 5, "Mon P6; Thu P2",
             "Does daily singing build vocabulary?", CONTENT),
    Invented("Nadia Popescu", "Library", "LIB", 6, 6, "Tue P5; Thu P5",
             "How can the library feed grade 7 inquiry?", CONTENT),
    Invented("Oskar Dahl", "Physical education", "GYM", 6, 2, "Wed P6; Fri P5",
             "Cooperative games across grades: what carries over?", INSTRUCTION),
    Invented("Pia Castellano", "Art", "B07", 6, 4, "Mon P3; Wed P2",
             "Portfolios that students curate: how?", ASSESSMENT),
    Invented("Quentin Adair", "Grade 1", "101", 6, 1, "Tue P1; Fri P6",
             "A phonics sequence shared from J to K?", CONTENT),
    Invented("Rosa Delgado", "Kindergarten", "J1", 6, 3, "Wed P5; Thu P3",
             "Play stations with a language goal?", INSTRUCTION),
)  # fmt: skip

STEPS = (
    (Owner.TEACHER, "Try two sentence starters in Thursday's discussion"),
    (Owner.COACH, "Send the three video clips on student talk"),
)


def demo(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="The demo's own home; else beside yours.")
    ] = None,
) -> None:
    """Look around in a caseload that does not exist."""
    from coachcli.store import upgrade

    run = run_of(ctx)
    run = replace(run, home=Home(folder or Path(typer.get_app_dir("coach-demo"))))
    clear(run)
    home.make(run.home)
    make_keys(run, None)
    upgrade.create(run.home)
    fill(run)
    tour(run)


def clear(run: Run) -> None:
    """Remove an earlier demo. Raises CoachError for a folder that holds anything else."""
    path = run.home.path
    if not path.exists() or not any(path.iterdir()):
        return
    if run.home.exists:
        with run.reading() as db:
            if reading.has_setting(db, MARK):
                shutil.rmtree(path)
                return
    raise CoachError(
        f"The folder {path} holds something that is not a demo; it was left as it was.",
        "Name another folder: coach demo FOLDER",
        code="exists",
    )


def fill(run: Run) -> None:
    """Put the invented caseload into the new home."""
    from coachcli.store.writing import calendar, change, sessions, teachers
    from coachcli.store.writing.door import new_uid
    from coachcli.vault import keys, sealing

    to = keys.recipients(run.home.path)

    def sealed(text: str) -> tuple[str, bytes]:
        uid = new_uid()
        return uid, sealing.seal(text, uid, to)

    handles = make_handles([each.name for each in PEOPLE], [])
    ids: dict[str, int] = {}
    with change(run.home, "demo", run.now) as writer:
        calendar.set_setting(writer, MARK, "1")
        calendar.replace_periods(
            writer,
            [Period(day, name, start, end) for day in WEEKDAYS[:5] for name, start, end in BELL],
        )
        for each, handle in zip(PEOPLE, handles, strict=True):
            teacher_id = ids[handle] = teachers.add(
                writer,
                teachers.NewTeacher(
                    handle=handle,
                    name=each.name,
                    since=monday(run.today) - timedelta(weeks=12),
                    support=Support.CORE if each.every == 3 else Support.SIDE,
                    every=each.every,
                    subject=each.subject,
                    room=each.room,
                    question=each.question,
                    focus=each.focus,
                    windows=parse_windows(each.free),
                ),
            )
            agreed = STEPS if each.ago == 3 and each.every == 3 else ()
            uid, note = sealed("Invented: the groups found their own pace today.")
            steps = [(owner, *sealed(text)) for owner, text in agreed]
            sessions.log(
                writer,
                sessions.LoggedSession(
                    uid=new_uid(),
                    teacher_ids=(teacher_id,),
                    date=visited(each, run.today),
                    state=SessionState.HELD,
                    kinds=(Kind.OBSERVATION, Kind.DEBRIEF),
                    focus=each.focus,
                    minutes=45,
                    asked_by=AskedBy.TEACHER if each.ago == 2 else AskedBy.PLANNED,
                    notes=(sessions.SealedNote(uid, Part.NOTES, note),),
                    steps=tuple(
                        sessions.SealedStep(step_uid, teacher_id, owner, text)
                        for owner, step_uid, text in steps
                    ),
                ),
            )
        questions = {handle: each.question for handle, each in zip(handles, PEOPLE, strict=True)}
        add_record(writer, run.today, ids, questions, sealed)


def visited(each: Invented, today: date) -> date:
    """The first weekday that the teacher is free on, ``ago`` weeks before the week to plan."""
    weekday = WEEKDAYS.index(parse_windows(each.free)[0].day)
    planned = week_to_plan(today, OpenDays())
    return planned - timedelta(weeks=each.ago) + timedelta(days=weekday)


def tour(run: Run) -> None:
    """The daily commands, as a coach would type them."""
    from coachcli.cli.program.main import run as run_words

    home = str(run.home.path)
    program = sys.argv[0] if Path(sys.argv[0]).name.startswith("coach") else "coach"
    first = PEOPLE[0].name.split()[0].lower()
    for words in (["due"], ["schedule", "week"], ["prep", first], ["cycle", "list"], ["time"]):
        run.screen.say()
        run.screen.say(f"$ coach {' '.join(words)}", "bold cyan")
        run_words(["--home", home, "--today", run.today.isoformat(), *words])
    run.screen.say()
    run.screen.say("Nobody here exists, and nothing is locked. Go on with any command, as in:")
    run.screen.say(f"{program} --home {home} log session {first}", "bold")
