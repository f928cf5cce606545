"""``coach privacy``. It needs no home: a coach shows it before anything is written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.dialog import pager
from coachcli.cli.dialog.files_out import may_write, write
from coachcli.cli.dialog.pager import NoPager
from coachcli.cli.program.context import Run, run_of
from coachcli.errors import UsageProblem
from coachcli.sharing.agreement import SMALLEST_GROUP, Language, agreement

if TYPE_CHECKING:
    from coachcli.sharing.agreement import Agreement
    from coachcli.sharing.written import Form


def privacy(
    ctx: typer.Context,
    language: Annotated[Language, typer.Option(help="English or Spanish.")] = Language.ENGLISH,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it to FILE.md or FILE.html instead."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    no_pager: NoPager = False,
) -> None:
    """What is written down and who can read it, for teachers and principal."""
    run = run_of(ctx)
    told = agreement(language)
    if output is None:
        run.answer(
            "privacy",
            data(told),
            lambda: pager.show(run, lambda: draw(run, told), paged=not no_pager),
        )
        return
    from coachcli.sharing.written import written

    form = form_of(output)
    may_write(run, output, force=force)
    write(output, written(told, form))
    run.done("privacy", f"Written to {output}.", file=str(output), **data(told))


def form_of(target: Path) -> Form:
    """What the end of a file's name asks for. Raises UsageProblem for any other."""
    from coachcli.sharing.written import Form

    try:
        return Form(target.suffix.lower())
    except ValueError:
        raise UsageProblem(
            f"{target} is neither a .md nor a .html file.",
            "Name it like privacy.html (to read and print) or privacy.md (to edit).",
        ) from None


def draw(run: Run, told: Agreement) -> None:
    # Answering with --json draws nothing.
    from coachcli.render import agreement as drawing

    sections = [
        (each.title, each.text, [point.text for point in each.points]) for each in told.sections
    ]
    drawing.draw(run.screen, told.title, told.lead, sections)


def data(told: Agreement) -> dict[str, object]:
    return {
        "language": told.language,
        "title": told.title,
        "lead": list(told.lead),
        "smallest_group": SMALLEST_GROUP,
        "sections": [
            {
                "section": section.topic,
                "title": section.title,
                "text": list(section.text),
                "points": [{"point": each.name, "text": each.text} for each in section.points],
            }
            for section in told.sections
        ],
    }
