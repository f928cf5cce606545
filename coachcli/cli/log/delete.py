"""``coach log delete``: a logged session taken out of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.log.edit import Which
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Yes

if TYPE_CHECKING:
    from coachcli.cli.log.changes import SessionRecord


def delete(
    ctx: typer.Context,
    which: Which,
    with_steps: Annotated[
        bool, typer.Option("--with-steps", help="The next steps agreed in it too.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Remove a logged session and its notes. Next steps agreed in it stand.

    The meeting of a series waits to be logged again.
    """
    from coachcli.cli.dialog.prompts import confirm
    from coachcli.cli.log.changes import say_steps, session_record
    from coachcli.cli.program.week import planned_again

    run = run_of(ctx)
    record = session_record(run, which)
    going = what_goes(run, record, with_steps=with_steps)
    if not yes:
        run.screen.tell(going)
        confirm(run, "Delete it?")

    from coachcli.store.writing import change, sessions
    from coachcli.store.writing import record as writing

    number, steps = record.session.id, [step.id for step in record.steps]
    with run.reading(storing=True) as db:
        planned = planned_again(db, run, record.session)
    with change(run.home, f"log delete {number}", run.now) as writer:
        writing.delete(writer, number, with_steps=with_steps)
        # In the same change, so that logging it again finds it and no second one is ever planned.
        again = sessions.plan(writer, [planned])[0] if planned else None
    sentences = [f"Session {number} is deleted."]
    if steps and not with_steps:
        stand = "stands and names" if len(steps) == 1 else "stand and name"
        sentences.append(f"{say_steps(steps)} {stand} no session any more.")
    if planned:
        sentences.append(
            f"Its meeting waits to be logged as session {again}; if there was none, type:"
            f" coach commitment remove {record.session.commitment} --on {planned.occurrence}."
        )
    sentences.append("Take it back with: coach undo")
    run.done(
        "log delete",
        " ".join(sentences),
        id=number,
        planned_again=again,
        notes=len(record.notes),
        steps_kept=[] if with_steps else steps,
        steps_deleted=steps if with_steps else [],
    )


def what_goes(run: Run, record: SessionRecord, *, with_steps: bool) -> str:
    """What deleting takes away, and what stays."""
    from coachcli.cli.log.changes import say_steps

    lines = [f"{record.in_words(run.today)}."]
    if record.notes:
        lines.append(f"Its sealed notes go with it: {len(record.notes)}.")
    if record.steps:
        steps = say_steps([step.id for step in record.steps])
        lines.append(
            f"{steps}: deleted too." if with_steps else f"{steps}: kept, without the session."
        )
    return "\n".join(lines)
