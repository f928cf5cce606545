"""``coach report``: what a principal may see. No key is ever asked for, and none is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.dialog import pager
from coachcli.cli.dialog.files import may_write, may_write_folder, write, write_folder
from coachcli.cli.dialog.pager import NoPager
from coachcli.cli.program.context import Run, run_of
from coachcli.coaching.charts.periods import period_named, usual_period
from coachcli.errors import CoachError, UsageProblem
from coachcli.render.screen import safe
from coachcli.sharing.report import Include, Report
from coachcli.sharing.report import report as report_on
from coachcli.sharing.strict_rules import refuse_short, refuse_told_by_others
from coachcli.sharing.tiers import READABLE
from coachcli.values.school import DateRange
from coachcli.values.words import InReports

if TYPE_CHECKING:
    from coachcli.values.report import Shared, Widened

COMMAND = "report"
FORMS = (".html", ".md", ".json")

ALL = "This is all that leaves. Write it with --output report.html"
MONTHS_APART = (
    "Some of its months have too few teachers, or days, to stand alone. Beside reports on the other"
    " months it would tell their sessions: give this one or those."
)

NARRATIVE_MAX = 20_000
"""Characters of a narrative; more is a file that was not meant."""

NEEDS = {Include.CANCELLATIONS: frozenset({"session.cancelled_by"})}
"""Columns that are opened to a report only for what is let in."""


def report(
    ctx: typer.Context,
    period: Annotated[
        str,
        typer.Option(
            metavar="PERIOD",
            help="month, term, year, last month, Nov, or A..B; else this month, in its first days"
            " last month.",
        ),
    ] = "",
    names: Annotated[
        InReports,
        typer.Option(metavar="HOW", help="Nobody with more than: question, name or anonymous."),
    ] = InReports.QUESTION,
    include: Annotated[
        list[Include] | None,
        typer.Option(
            metavar="WHAT",
            help="Let in one thing more, as often as you like: counts, dates, cancellations,"
            " no-shows, waits or small-groups.",
        ),
    ] = None,
    narrative: Annotated[
        str, typer.Option(metavar="FILE", help="Your own words, from a text file or - for stdin.")
    ] = "",
    by: Annotated[
        str, typer.Option(metavar="TEXT", help="Your name and school, to stand on it.")
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write it to FILE.html, .md or .json; without an ending, a folder of CSV files.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    no_pager: NoPager = False,
) -> None:
    """What a principal may see: never what was said.

    It is shown first, and written with --output.
    """
    run = run_of(ctx)
    days = period_named(period or usual_period(run.today), run.today)
    included = frozenset(include or ())
    if Include.DATES not in included:
        refuse_short(days)
    if output is not None:
        # Before the narrative is read from stdin.
        may_write_report(run, output, force=force)
    shared, wide = what_may_leave(run, days, names, included, whole=output is not None)
    if Include.COUNTS in included and Include.SMALL_GROUPS not in included:
        refuse_told_by_others(shared)
    if narrative == "-" and run.terminal:
        run.screen.tell("Type your own words, then Ctrl-D (in Windows Ctrl-Z and Enter).")
    words = paragraphs(narrative) if narrative else ()
    made = report_on(
        shared, days, by=one_line(by), narrative=words, included=included, widened=wide
    )
    if output is not None:
        write_report(run, made, output)
        return
    run.answer(
        COMMAND,
        view(made),
        lambda: pager.show(run, lambda: draw(run, made), paged=not no_pager),
    )


def what_may_leave(
    run: Run,
    days: DateRange,
    names: InReports,
    included: frozenset[Include],
    *,
    whole: bool = False,
) -> tuple[Shared, Widened]:
    """What may stand in it, through a connection that refuses everything else."""
    from coachcli.store.reading import shared
    from coachcli.values.report import Widened

    columns = READABLE.union(*(NEEDS.get(each, frozenset()) for each in included))
    waits = weeks_waited(run) if Include.WAITS in included else None
    with run.reading(whole=whole) as db:
        shared.only(db, columns)
        return shared.shared(db, days, names), Widened(
            dates=shared.held_days(db, days) if Include.DATES in included else None,
            cancellations=(
                shared.called_off(db, days) if Include.CANCELLATIONS in included else None
            ),
            no_shows=shared.no_shows(db, days) if Include.NO_SHOWS in included else None,
            waits=waits,
        )


def weeks_waited(run: Run) -> dict[int, int | None]:
    """The working weeks since everybody's last visit, by number of the teacher."""
    from coachcli.cli.program.caseload import caseload

    with run.reading() as db:
        found = caseload(db, run.today)
    return {
        each.id: found.due(each).waited if each.handle in found.last_visits else None
        for each in found.teachers
    }


def paragraphs(source: str) -> tuple[str, ...]:
    """The coach's own words, a paragraph for each block of lines. Raises CoachError."""
    import re

    from coachcli.cli.dialog.files import text_of

    text = text_of(source)
    if len(text) > NARRATIVE_MAX:
        raise CoachError(
            f"The narrative is longer than {NARRATIVE_MAX:,} characters.",
            "Is it the right file? Shorten it, or send it beside the report.",
        )
    found = tuple(one_line(each) for each in re.split(r"\n\s*\n", text) if each.strip())
    if not found:
        raise CoachError("The narrative is empty.", "Is it the right file, and is it saved?")
    return found


def one_line(text: str) -> str:
    """The text without line breaks and without what could steer a terminal, which may be shown the
    file."""
    return safe(" ".join(text.split()))


def draw(run: Run, report: Report) -> None:
    # Answering with --json draws nothing.
    from coachcli.render.report import draw_report
    from coachcli.sharing.sections import lead, sections, title

    drawn = [
        (section.title, section.text, [(t.columns, t.rows, t.numbers) for t in section.tables])
        for section in sections(report)
    ]
    draw_report(run.screen, title(report), lead(report), drawn, [*warnings(report), ALL])


def warnings(report: Report) -> list[str]:
    """What was let in beyond the strict rules, and what other reports beside it would tell."""
    from coachcli.sharing.report import has_small_months
    from coachcli.sharing.sections import widened

    sentences = []
    if more := widened(report):
        sentences.append(f"Let in beyond the strict rules: {'; '.join(more)}.")
    if has_small_months(report):
        sentences.append(MONTHS_APART)
    return sentences


def may_write_report(run: Run, target: Path, *, force: bool) -> None:
    """Raise CoachError unless the report can be put there."""
    if target.suffix.lower() in FORMS:
        may_write(run, target, force=force)
    elif target.suffix:
        raise UsageProblem(
            f"{target} is neither .html, .md nor .json.",
            "Name it like report.html. A name without an ending becomes a folder of CSV files.",
        )
    else:
        from coachcli.sharing.tables import TABLES

        may_write_folder(run, target, force=force, ours=[f"{name}.csv" for name in TABLES])


def write_report(run: Run, report: Report, target: Path) -> None:
    """Put it there, whole or not at all, and say what it is."""
    from coachcli.render import json_output
    from coachcli.sharing import report_file

    form = target.suffix.lower()
    if form == ".json":
        write(target, json_output.written(json_output.answered(COMMAND, run.today, view(report))))
    elif form:
        write(target, (report_file.page if form == ".html" else report_file.markdown)(report))
    else:
        write_folder(target, csv_files(report))
    for sentence in warnings(report):
        run.screen.tell(sentence)
    run.done(COMMAND, f"Written to {target}.", file=str(target), **view(report))


def view(report: Report) -> dict[str, object]:
    """The report as ``--json`` has it."""
    from coachcli.render.json_output import object_of

    return {**object_of(report), **report.let_in}


def csv_files(report: Report) -> dict[str, bytes]:
    """The tidy tables, by the names of their files."""
    from coachcli.importing.csv_out import csv_bytes
    from coachcli.sharing.tables import tables

    return {f"{name}.csv": csv_bytes(rows) for name, rows in tables(report).items()}
