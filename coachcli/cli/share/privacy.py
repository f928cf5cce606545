"""``coach privacy``. It needs no home: a coach shows it before anything is written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.dialog import pager
from coachcli.cli.dialog.files import may_write, write
from coachcli.cli.dialog.pager import NoPager
from coachcli.cli.program.context import Run, run_of
from coachcli.errors import UsageProblem
from coachcli.sharing.agreement import agreement
from coachcli.sharing.wording import Language

if TYPE_CHECKING:
    from coachcli.sharing.agreement import Agreement
    from coachcli.sharing.agreement_file import Form


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
    page = agreement(language)
    if output is None:
        run.answer(
            "privacy",
            page,
            lambda: pager.show(run, lambda: draw(run, page), paged=not no_pager),
        )
        return
    from coachcli.render.json_output import object_of
    from coachcli.sharing.agreement_file import written

    form = form_of(output)
    may_write(run, output, force=force)
    write(output, written(page, form))
    run.done("privacy", f"Written to {output}.", file=str(output), **object_of(page))


def form_of(target: Path) -> Form:
    """What the end of a file's name asks for. Raises UsageProblem for any other."""
    from coachcli.sharing.agreement_file import Form

    try:
        return Form(target.suffix.lower())
    except ValueError:
        raise UsageProblem(
            f"{target} is neither a .md nor a .html file.",
            "Name it like privacy.html (to read and print) or privacy.md (to edit).",
        ) from None


def draw(run: Run, page: Agreement) -> None:
    # Answering with --json draws nothing.
    from coachcli.render.report import draw_agreement

    sections = [
        (section.title, section.text, [point.text for point in section.points])
        for section in page.sections
    ]
    draw_agreement(run.screen, page.title, page.lead, sections)
