"""``coach handover --all``: the caseload for the next coach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from coachcli.cli.dialog.files_out import give, may_write, only_whole
from coachcli.cli.dialog.pager import show_text
from coachcli.cli.program.context import Run
from coachcli.coaching.handover import Format
from coachcli.coaching.handover_all import Person, TheirCycle, TheirStep, written
from coachcli.coaching.people.names import find_active
from coachcli.dates import counted
from coachcli.planning.calendar.weeks import monday
from coachcli.render.screen import clean
from coachcli.store import reading
from coachcli.values.cycle import Cycle
from coachcli.values.session import Step
from coachcli.values.teacher import Teacher

COMMAND = "handover"


def hand_over_all(
    run: Run,
    with_steps: Sequence[str],
    output: Path | None,
    form: Format,
    *,
    force: bool,
    paged: bool,
) -> None:
    """Show or write the caseload. The steps of those named in ``with_steps`` are opened."""
    if output is not None:
        # Before a passphrase is asked for.
        may_write(run, output, force=force)
    else:
        only_whole(run, "The caseload")
    from coachcli.cli.share.handover import line_width

    people, archived = caseload(run, with_steps)
    text = clean(written(people, run.today, form, line_width(run, output)))
    data = {"teachers": [asdict(each) for each in people], "archived": archived, "text": text}
    if output is None:
        run.answer(COMMAND, data, lambda: show_text(run, text, paged=paged))
    else:
        give(run, output, text)
        said = f"Written to {output}. It is not sealed. {said_steps(people)}"
        run.done(COMMAND, said, file=str(output), **data)


def caseload(run: Run, with_steps: Sequence[str]) -> tuple[list[Person], int]:
    """Everybody in the rotation, and how many are archived and so not in it."""
    from coachcli.cli.dialog.opener import Opener

    with run.reading() as db:
        everybody = reading.teachers(db, archived=True)
        agreed = {find_active(word, everybody).handle for word in with_steps}
        steps = [each for each in reading.steps(db) if each.teacher in agreed]
        visits = reading.last_visits(db)
        cycles = reading.cycles(db)
    said = Opener(run, unseen=True).texts(steps)
    opened = list(zip(steps, said, strict=True))
    names = {each.handle: each.name for each in everybody}
    there = [each for each in everybody if each.archived_on is None]
    there.sort(key=lambda each: (each.name.casefold(), each.handle))
    people = []
    for who in there:
        last = visits.get(who.handle)
        person = Person(
            handle=who.handle,
            name=who.name,
            subject=who.subject,
            grade=who.grade,
            support=who.support,
            question=who.question,
            focus=who.focus,
            every=who.every,
            max_gap=who.max_gap,
            last_week=monday(last) if last else None,
            cycles=tuple(
                cycle_of(who, each, names) for each in cycles if who.handle in each.teachers
            ),
            steps=open_steps(who, opened) if who.handle in agreed else None,
        )
        people.append(person)
    return people, len(everybody) - len(there)


def cycle_of(who: Teacher, cycle: Cycle, names: dict[str, str]) -> TheirCycle:
    others = tuple(names[handle] for handle in cycle.teachers if handle != who.handle)
    return TheirCycle(cycle.question, cycle.phase, cycle.phase_since, others)


def open_steps(who: Teacher, opened: Sequence[tuple[Step, str]]) -> tuple[TheirStep, ...]:
    return tuple(
        TheirStep(step.id, step.owner, text, step.check_on)
        for step, text in opened
        if step.teacher == who.handle
    )


def said_steps(people: Sequence[Person]) -> str:
    agreed = [each.name for each in people if each.steps is not None]
    if not agreed:
        return "Nobody's next steps are in it."
    some = counted(sum(len(each.steps or ()) for each in people), "open next step") or "None"
    return f"{some} of {', '.join(agreed)}; of nobody else."
