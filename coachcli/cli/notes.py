"""``coach notes``."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli import run
from coachcli.cli.completing import complete_teacher
from coachcli.coaching.names import find
from coachcli.store import reading
from coachcli.values import Part


def notes(
    ctx: typer.Context,
    teacher: Annotated[str, typer.Argument(help="With whom.", autocompletion=complete_teacher)],
) -> None:
    """Read what was noted with one teacher, newest first. Needs the passphrase."""
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.cli import opening
    from coachcli.render.notes import NoteRow, draw_notes
    from coachcli.vault import sealing

    now = run.of(ctx)
    with now.reading() as db:
        who = find(teacher, reading.teachers(db, archived=True))
        sealed = reading.notes(db, who.handle)
        sessions = {each.id: each for each in reading.sessions(db, teacher=who.handle)}
    texts: dict[int, dict[Part, list[str]]] = {}
    if sealed:
        identity = opening.identity(now)
        for note in sealed:
            text = sealing.unseal(note.sealed, note.uid, identity)
            texts.setdefault(note.session, {}).setdefault(note.part, []).append(text)
    rows = [
        NoteRow(sessions[id], {part: "\n".join(lines) for part, lines in parts.items()})
        for id, parts in texts.items()
    ]
    rows.sort(key=lambda row: (row.session.date, row.session.id), reverse=True)
    now.answer(
        "notes",
        lambda: {
            "teacher": who.handle,
            "sessions": [
                {"id": row.session.id, "date": row.session.date, "state": row.session.state}
                | dict(row.texts)
                for row in rows
            ],
        },
        lambda: draw_notes(now.screen, who, rows, now.today),
    )
