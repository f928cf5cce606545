"""``coach cycle``: bounded work on one inquiry question."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli import run
from coachcli.cli.completing import complete_teacher
from coachcli.cli.cycle_looks import Which, known_cycle, list_cycles, show
from coachcli.cli.options import FocusWord
from coachcli.cli.run import Run
from coachcli.coaching.cycles import WEEKS, parse_met
from coachcli.coaching.names import find, find_active
from coachcli.coaching.texts import one_line
from coachcli.coaching.words import focus_named, phase_named
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading
from coachcli.values import EVERY_MAX, EVERY_MIN, CyclePart, Phase, Teacher
from coachcli.values_record import Cycle

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)

QUESTION_MAX, TEXT_MAX, MEASURE_MAX = 1000, 500, 200

On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day; else today.")]
Question = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The inquiry question, in the teacher's words.")
]
Target = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What students will be able to do.")
]
LookFors = Annotated[str | None, typer.Option(metavar="TEXT", help="What you both look for.")]
Weeks = Annotated[
    int | None, typer.Option(metavar="N", min=1, max=40, help="How long it is meant to take.")
]
Every = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=EVERY_MIN,
        max=EVERY_MAX,
        help="One visit in N working weeks while it runs, where that is closer than usual.",
    ),
]


@app.callback()
def cycle() -> None:
    """Work on one inquiry question: identify, learn, improve."""


@app.command("start")
def start(
    ctx: typer.Context,
    teacher: Annotated[
        list[str],
        typer.Argument(help="One teacher, or all of a team.", autocompletion=complete_teacher),
    ],
    question: Question = None,
    focus: FocusWord = None,
    target: Target = None,
    look_fors: LookFors = None,
    weeks: Weeks = None,
    every: Every = None,
    project: Annotated[
        bool, typer.Option("--project", help="It is a side project beside the core work.")
    ] = False,
    on: On = "",
) -> None:
    """Begin a cycle. Its question is asked for when it is not given."""
    now = run.of(ctx)
    with now.reading() as db:
        known = reading.teachers(db, archived=True)
        cycles = reading.cycles(db)
        enough = reading.settings(db).cycles
    teachers = list(dict.fromkeys(find_active(word, known) for word in teacher))
    day = past_or_today(now, on)
    must_be_closer(every, teachers)
    first = teachers[0]
    # What may be refused comes before the question, which may be typed.
    about = focus_named(focus) if focus else first.focus if len(teachers) == 1 else None
    aim = one_line(target or "", "learning target", TEXT_MAX)
    looked_for = one_line(look_fors or "", "list of look-fors", TEXT_MAX)

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    new = writing.NewCycle(
        teacher_ids=tuple(each.id for each in teachers),
        question=asked_question(now, question, teachers),
        started_on=day,
        weeks=weeks or WEEKS,
        focus=about,
        target=aim,
        look_fors=looked_for,
        every=every,
        project=project,
    )
    with change(now.home, "cycle start", now.now) as writer:
        number = writing.start(writer, new)
    running = [each for each in cycles if each.runs]
    tell_if_many(now, running, enough, teachers)
    who = ", ".join(each.name for each in teachers)
    now.done(
        "cycle start",
        f"Cycle {number} with {who} has begun: {new.question}",
        id=number,
        teachers=[each.handle for each in teachers],
        running=len(running) + 1,
        enough=enough,
    )


def tell_if_many(now: Run, running: list[Cycle], enough: int, teachers: list[Teacher]) -> None:
    """Say it when the coach has more on hand than was meant, or a teacher is in two at once."""
    for teacher in teachers:
        others = [each for each in running if teacher.handle in each.teachers and not each.project]
        if others:
            now.screen.tell(f"{teacher.name} is in cycle {others[0].id} too, which runs on.")
    if len(running) + 1 > enough:
        now.screen.tell(
            f"{len(running) + 1} cycles are running now, and you meant to have {enough} at most."
            " Close one with coach cycle close, or type: coach capacity --cycles N"
        )


def must_be_closer(every: int | None, teachers: list[Teacher]) -> None:
    """Raise CoachError for a cadence that brings nobody closer."""
    usual = max(teacher.every for teacher in teachers)
    if every is not None and every > usual:
        raise CoachError(
            f"A cycle can only bring visits closer, and every {usual} weeks is usual here.",
            f"Leave --every out, or type: coach teacher edit {teachers[0].handle} --every {every}",
        )


def asked_question(now: Run, given: str | None, teachers: list[Teacher]) -> str:
    """The inquiry question: as given, else typed, else the one that is known of the teacher."""
    known = teachers[0].question if len(teachers) == 1 else ""
    if given is None and now.terminal:
        from coachcli.cli import asking

        asked = "The inquiry question, in the teacher's words"
        return asking.answer(asked, known or None, a_question)
    return a_question(given or known)


def a_question(text: str) -> str:
    """An inquiry question on one line. Raises CoachError for none."""
    question = one_line(text, "question", QUESTION_MAX)
    if not question:
        raise UsageProblem(
            "A cycle needs its inquiry question.",
            "Give it with --question, or note it first: coach teacher edit NAME --question TEXT",
        )
    return question


app.command("list")(list_cycles)
app.command("show")(show)


@app.command("phase")
def phase(
    ctx: typer.Context,
    which: Which,
    name: Annotated[str, typer.Argument(metavar="PHASE", help="Identify, learn or improve.")],
    on: On = "",
) -> None:
    """Go on to another phase, or back to one."""
    now = run.of(ctx)
    meant, _ = known_cycle(now, which)
    to, day = phase_named(name), past_or_today(now, on)
    if to is Phase.CLOSED:
        raise CoachError(
            "A cycle is closed with what was learned.", f"Type: coach cycle close {meant.id}"
        )
    if to is meant.phase:
        raise CoachError(f"Cycle {meant.id} is in the phase {to} already.", code="same")
    must_come_later(meant, day, now.today)

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with change(now.home, f"cycle phase {meant.id} {to}", now.now) as writer:
        writing.move(writer, meant.id, to, day)
    now.done("cycle phase", f"Cycle {meant.id} is in the phase {to} now.", id=meant.id, phase=to)


@app.command("edit")
def edit(
    ctx: typer.Context,
    which: Which,
    question: Question = None,
    focus: FocusWord = None,
    target: Target = None,
    look_fors: LookFors = None,
    weeks: Weeks = None,
    every: Every = None,
    usual: Annotated[bool, typer.Option("--usual", help="No cadence of its own any more.")] = False,
) -> None:
    """Reword the question, or change what was agreed. Earlier wordings are kept."""
    now = run.of(ctx)
    meant, teachers = known_cycle(now, which)
    must_be_closer(every, teachers)
    given = {
        "question": None if question is None else a_question(question),
        "focus": focus_named(focus) if focus else None,
        "target": None if target is None else one_line(target, "learning target", TEXT_MAX),
        "look_fors": None if look_fors is None else one_line(look_fors, "look-fors", TEXT_MAX),
        "weeks": weeks,
        "every": every,
    }
    wanted: dict[str, object] = {
        key: value
        for key, value in given.items()
        if value is not None and value != getattr(meant, key)
    }
    if usual and meant.every is not None:
        wanted["every"] = None
    if not wanted:
        raise UsageProblem("There is nothing to change.", "Say what, for example: --question TEXT")

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with change(now.home, f"cycle edit {meant.id}", now.now) as writer:
        writing.edit(writer, meant.id, wanted, now.today)
    what = ", ".join(wanted).replace("_", "-")
    now.done("cycle edit", f"Cycle {meant.id}: {what} changed.", id=meant.id)


@app.command("evidence")
def evidence(
    ctx: typer.Context,
    which: Which,
    met: Annotated[str, typer.Option(metavar="M/N", help="How many of how many: 14/22.")],
    measure: Annotated[
        str, typer.Option(metavar="TEXT", help="What they did; else as the last time.")
    ] = "",
    on: On = "",
    teacher: Annotated[
        str, typer.Option("--of", metavar="TEACHER", help="Whose students, in a team.")
    ] = "",
    share: Annotated[
        bool, typer.Option("--share", help="You both agreed that a report may show it.")
    ] = False,
) -> None:
    """Note what students did. What there is to tell is asked for, and sealed."""
    now = run.of(ctx)
    meant, teachers = known_cycle(now, which, closed=True)
    count, total = parse_met(met)
    day = past_or_today(now, on)
    whose = find(teacher, teachers) if teacher else None
    with now.reading() as db:
        before = reading.evidence(db, meant.id)
    measure = one_line(measure, "measure", MEASURE_MAX) or (before[-1].measure if before else "")
    if not measure:
        raise UsageProblem(
            "What did they do?", "Say it once: --measure 'explain in a full sentence'"
        )

    from coachcli.cli.sealing_text import sealed_text
    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with (
        sealed_text(now, f"cycle evidence {meant.id}", "What there is to tell") as (uid, sealed),
        change(now.home, f"cycle evidence {meant.id}", now.now) as writer,
    ):
        number = writing.add_evidence(
            writer,
            writing.NewEvidence(
                uid=uid,
                cycle=meant.id,
                teacher_id=whose.id if whose else None,
                on=day,
                measure=measure,
                met=count,
                total=total,
                sealed=sealed,
                shareable=share,
            ),
        )
    said = f"Cycle {meant.id}, {dates.say_day(day, now.today)}: {count} of {total}, {measure}."
    said += " A report may show it." if share else " Not for a report."
    now.done("cycle evidence", said + " Text sealed." * (sealed is not None), id=number)


@app.command("close")
def close(ctx: typer.Context, which: Which, on: On = "") -> None:
    """End a cycle. The teacher's reflection and what goes on are asked for, and sealed."""
    now = run.of(ctx)
    meant, teachers = known_cycle(now, which)
    day = past_or_today(now, on)
    if meant.closed_on is not None:
        raise CoachError(
            f"Cycle {meant.id} was closed on {dates.say_day(meant.closed_on, now.today)}.",
            f"Look at it with: coach cycle show {meant.id}",
            code="closed",
        )
    must_come_later(meant, day, now.today)

    from coachcli.cli.sealing_text import sealed_texts
    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    who = " and ".join(teacher.name for teacher in teachers)
    asked = {
        CyclePart.REFLECTION: f"What {who} says about it",
        CyclePart.GOES_ON: "What goes on",
    }
    about = {part: f"cycle close {meant.id}: {part}" for part in asked}
    with sealed_texts(now, {about[part]: asked[part] for part in asked}) as found:
        notes = [
            writing.SealedCycleNote(uid, part, sealed)
            for part, (uid, sealed) in ((part, found[about[part]]) for part in asked)
            if sealed is not None
        ]
        with change(now.home, f"cycle close {meant.id}", now.now) as writer:
            writing.close(writer, meant.id, day, notes)
    said = f"Cycle {meant.id} with {who} is closed." + " Reflection sealed." * bool(notes)
    now.done("cycle close", said, id=meant.id)


def must_come_later(meant: Cycle, day: date, today: date) -> None:
    """Raise CoachError for a day before the phase that the cycle is in."""
    since = dates.say_day(meant.phase_since, today)
    if day < meant.phase_since:
        raise CoachError(
            f"Cycle {meant.id} is in the phase {meant.phase} since {since}.",
            "Say that day or a later one with --on.",
        )


def past_or_today(now: Run, text: str) -> date:
    return dates.past_day(text, now.today) if text else now.today
