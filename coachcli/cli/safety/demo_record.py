"""What the invented coach of the demo has recorded beside visits: cycles with evidence, ideas,
contacts, time without a teacher, and recurring meetings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from coachcli.planning.calendar.weeks import monday
from coachcli.values.cycle import Cycle, CycleNote, Evidence
from coachcli.values.frozen import dataclass
from coachcli.values.record import Idea
from coachcli.values.words import AskedBy, CyclePart, Focus, Kind, Part, Phase, SessionState, Work

if TYPE_CHECKING:
    from coachcli.store.writing.door import Writer

Seal = Callable[[str], tuple[str, bytes]]
"""A text sealed, with the uid that it was sealed for."""


@dataclass(frozen=True)
class InventedCycle:
    """Began ``ago`` weeks ago; ``phases`` follow the first, ``evidence`` has weeks ago, met, total.

    With a ``reflection`` it was closed a week ago.
    """

    who: tuple[str, ...]
    ago: int
    phases: tuple[tuple[Phase, int], ...]
    target: str
    measure: str
    evidence: tuple[tuple[int, int, int], ...]
    told: str
    reflection: str = ""


CYCLES = (
    InventedCycle(
        ("amara",), 7, ((Phase.LEARN, 6), (Phase.IMPROVE, 3)),
        "Students give a reason when they agree or disagree.",
        "add a reason without being asked", ((5, 7, 24), (2, 13, 24)),
        "Invented: the quiet tables spoke first when the starters lay on the desk.",
    ),
    InventedCycle(
        ("farid",), 3, ((Phase.LEARN, 2),),
        "Newcomers take a full turn in each discussion.",
        "speak twice or more in a discussion", ((2, 5, 11),),
        "Invented: turns came easier in threes than in fours.",
    ),
    InventedCycle(
        ("dae-jung",), 9, ((Phase.LEARN, 7), (Phase.IMPROVE, 4)),
        "Two questions at the start tell what to teach next.",
        "answer both opening questions with a sketch", ((6, 9, 26), (2, 21, 26)),
        "Invented: the second question did most of the work.",
        reflection="Invented: I plan from what they sketch now, and it takes no longer.",
    ),
)  # fmt: skip

IDEAS: tuple[tuple[str, bool, str, tuple[str, ...], Focus | None], ...] = (
    ("imani", True, "Invented: each child has three talk tokens; who has spent theirs listens.",
     ("discussion", "talk"), Focus.INSTRUCTION),
    ("hugo", False, "Invented: one song is the signal, and the tables are clear when it ends.",
     ("routines", "materials"), Focus.CLASSROOM_MANAGEMENT),
    ("", False, "Invented: students choose which two of five problems to hand in.",
     ("choice",), Focus.CONTENT_PLANNING),
)  # fmt: skip
"""From whom, whether they may be named, the text, its tags and its focus."""

CONTACTS = (
    ("esther", 6, 5, AskedBy.TEACHER, "Invented: asked in the corridor for a look at her sources."),
    ("lucia", 4, 10, AskedBy.TEACHER, "Invented: wrote that choice in the lab went well."),
    ("jonas", 3, 5, AskedBy.COACH, "Invented: sent two warm-ups that fit next week's unit."),
)
"""With whom, how many days ago, how many minutes, who began it, and what was said."""

TIMES = (
    (Work.WORKSHOP, 12, 90, "Invented: twelve came; the protocol needs ten minutes more."),
    (Work.COVERING, 9, 45, ""),
    (Work.DATA_WORK, 5, 60, ""),
    (Work.LEARNING_COMMUNITY, 4, 50, "Invented: grade 4 and 5 want to swap one lesson."),
    (Work.COVERING, 2, 45, ""),
)
"""The work, how many days ago, how many minutes, and the note."""

TEAM = ("amara", "hugo")
"""They meet with the coach each week; it takes its time and counts as no visit."""


def add_record(
    writer: Writer, today: date, ids: Mapping[str, int], questions: Mapping[str, str], seal: Seal
) -> None:
    """Put it all into the change that makes the demo. ``ids`` and ``questions`` are by handle."""
    for each in CYCLES:
        add_cycle(writer, today, questions, each, seal)
    add_ideas(writer, today, seal)
    add_contacts(writer, today, ids, seal)
    add_times(writer, today, seal)
    add_meetings(writer, today)


def add_cycle(
    writer: Writer,
    today: date,
    questions: Mapping[str, str],
    each: InventedCycle,
    seal: Seal,
) -> None:
    from coachcli.store.writing import cycles

    def was(weeks: int) -> date:
        return monday(today) - timedelta(weeks=weeks)

    number = cycles.start(
        writer,
        Cycle(
            id=0,
            uid="",
            teachers=each.who,
            question=questions[each.who[0]],
            focus=None,
            target=each.target,
            look_fors="",
            started_on=was(each.ago),
            weeks=8,
            every=None,
            phase=Phase.IDENTIFY,
            closed_on=None,
        ),
    )
    for phase, ago in each.phases:
        cycles.move(writer, number, phase, was(ago))
    for ago, met, total in each.evidence:
        uid, sealed = seal(each.told)
        cycles.add_evidence(
            writer,
            Evidence(
                0, uid, number, None, was(ago), each.measure, met, total, sealed, shareable=True
            ),
        )
    if each.reflection:
        uid, sealed = seal(each.reflection)
        note = CycleNote(0, uid, number, CyclePart.REFLECTION, sealed)
        cycles.close(writer, number, was(1), [note])


def add_ideas(writer: Writer, today: date, seal: Seal) -> None:
    from coachcli.store.writing import ideas

    for number, (who, may_name, text, tags, focus) in enumerate(IDEAS):
        uid, sealed = seal(text)
        on = today - timedelta(days=20 - 5 * number)
        ideas.add(writer, Idea(0, uid, who or None, may_name, focus, tags, sealed, on))


def add_contacts(writer: Writer, today: date, ids: Mapping[str, int], seal: Seal) -> None:
    from coachcli.store.writing import sessions
    from coachcli.store.writing.door import new_uid

    for who, ago, minutes, asked_by, text in CONTACTS:
        uid, sealed = seal(text)
        sessions.log(
            writer,
            sessions.LoggedSession(
                uid=new_uid(),
                teacher_ids=(ids[who],),
                date=school_day(today, ago),
                state=SessionState.HELD,
                kinds=(Kind.CONTACT,),
                minutes=minutes,
                asked_by=asked_by,
                notes=(sessions.SealedNote(uid, Part.NOTES, sealed),),
            ),
        )


def add_times(writer: Writer, today: date, seal: Seal) -> None:
    from coachcli.store.writing import record
    from coachcli.store.writing.door import new_uid

    for work, ago, minutes, text in TIMES:
        uid, sealed = seal(text) if text else (new_uid(), None)
        record.add_other_time(writer, uid, school_day(today, ago), work, minutes, sealed)


def add_meetings(writer: Writer, today: date) -> None:
    from coachcli.store.writing import commitments
    from coachcli.values.school import Commitment

    first = monday(today) - timedelta(weeks=4)
    for label, rule, start, end, who in (
        ("Grade 4 and 5 team", "FREQ=WEEKLY;BYDAY=WE", time(14, 15), time(15, 0), TEAM),
        ("Lunch duty", "FREQ=WEEKLY;BYDAY=TU,TH", time(11, 45), time(12, 30), ()),
    ):
        commitments.add(
            writer,
            Commitment(
                id=0,
                uid="",
                label=label,
                rule=rule,
                first=first,
                last=None,
                period="",
                start=start,
                end=end,
                counts_as_visit=False,
                teachers=who,
            ),
        )


def school_day(today: date, ago: int) -> date:
    """The day so long ago, or the Friday before it where that is at the weekend."""
    day = today - timedelta(days=ago)
    return day - timedelta(days=max(0, day.weekday() - 4))
