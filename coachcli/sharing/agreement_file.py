"""The agreement as a file: Markdown, or one HTML page that needs nothing else.

The page has no script and fetches nothing, and says so to the browser. Its text has a contrast of
at least 7 to 1, by day, by night and on paper.
"""

from __future__ import annotations

from enum import StrEnum
from textwrap import fill

from coachcli.sharing.agreement import Agreement
from coachcli.sharing.templating import fill_template

WIDTH = 100


class Form(StrEnum):
    """What a file is written as, named like the end of the file's name."""

    MARKDOWN = ".md"
    HTML = ".html"


def written(agreement: Agreement, form: Form) -> str:
    if form is Form.MARKDOWN:
        return markdown(agreement)
    return fill_template(
        "agreement.html",
        language=agreement.language.value,
        title=agreement.title,
        lead=agreement.lead,
        sections=agreement.sections,
    )


def markdown(agreement: Agreement) -> str:
    """Headings, paragraphs and lists; lines of at most 100 characters."""
    blocks = [f"# {agreement.title}", *map(_wrapped, agreement.lead)]
    for section in agreement.sections:
        blocks += [f"## {section.title}", *map(_wrapped, section.text)]
        if section.points:
            points = (_wrapped(f"- {each.text}", "  ") for each in section.points)
            blocks.append("\n".join(points))
    return "\n\n".join(blocks) + "\n"


def _wrapped(text: str, indent: str = "") -> str:
    return fill(
        text, WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
