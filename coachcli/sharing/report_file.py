"""A report as a file: Markdown, or one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from coachcli.coaching.texts import as_markdown
from coachcli.sharing.printable import printable
from coachcli.sharing.report import Report
from coachcli.sharing.sections import ReportTable, lead, sections, title
from coachcli.sharing.svg import inline
from coachcli.sharing.templating import fill_template


def markdown(report: Report) -> str:
    """Headings, sentences, tables. The coach's own words are Markdown already; no other text is
    taken for it."""
    blocks = [f"# {title(report)}", *map(escaped, lead(report))]
    for section in sections(report):
        blocks += [f"## {section.title}"]
        blocks += section.text if section.text == report.narrative else map(escaped, section.text)
        blocks += ["\n".join(_table(each)) for each in section.tables]
    return printable("\n\n".join(blocks)) + "\n"


def _table(table: ReportTable) -> Iterator[str]:
    yield f"| {' | '.join(table.columns)} |"
    rules = ("---:" if place in table.numbers else "---" for place in range(len(table.columns)))
    yield f"| {' | '.join(rules)} |"
    for row in table.rows:
        yield f"| {' | '.join(map(escaped, row))} |"


def escaped(text: str) -> str:
    """The text as Markdown in which nothing is markup, on one line."""
    return as_markdown(" ".join(text.split()))


def page(report: Report) -> str:
    """A whole page, with its pictures in it."""
    return fill_template(
        "report.html",
        language="en",
        title=title(report),
        lead=lead(report),
        sections=[
            (each, inline(each.picture, f"picture-{number}") if each.picture else "")
            for number, each in enumerate(sections(report))
        ],
    )
