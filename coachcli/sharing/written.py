"""The agreement as a file: Markdown, or one HTML page that needs nothing else.

The page has no script and fetches nothing, and says so to the browser. Whatever text goes into it
is escaped in ``element``; only this module's own tags are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from html import escape
from textwrap import fill

from coachcli.sharing.agreement import Agreement, Section

WIDTH = 100


class Form(StrEnum):
    """What a file is written as, named like the end of the file's name."""

    MARKDOWN = ".md"
    HTML = ".html"


def written(agreement: Agreement, form: Form) -> str:
    return page(agreement) if form is Form.HTML else markdown(agreement)


def markdown(agreement: Agreement) -> str:
    """Headings, paragraphs and lists; lines of at most 100 characters."""
    blocks = [f"# {agreement.title}", *map(_filled, agreement.lead)]
    for section in agreement.sections:
        blocks += [f"## {section.title}", *map(_filled, section.text)]
        if section.points:
            points = (_filled(f"- {each.text}", "  ") for each in section.points)
            blocks.append("\n".join(points))
    return "\n\n".join(blocks) + "\n"


def _filled(text: str, indent: str = "") -> str:
    return fill(
        text, WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


def page(agreement: Agreement) -> str:
    """A whole page. Its text has a contrast of at least 7 to 1, by day, by night and on paper."""
    body = "\n".join(
        [
            element("h1", agreement.title),
            *(element("p", each) for each in agreement.lead),
            *(line for section in agreement.sections for line in _section(section)),
        ]
    )
    return (
        f'<!doctype html>\n<html lang="{agreement.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="color-scheme" content="light dark">\n'
        f"{element('title', agreement.title)}\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _section(section: Section) -> Iterator[str]:
    yield f'<section class="{section.topic}">'
    yield element("h2", section.title)
    for each in section.text:
        yield element("p", each)
    if section.points:
        yield "<ul>"
        for point in section.points:
            yield element("li", point.text)
        yield "</ul>"
    yield "</section>"


def element(tag: str, text: str) -> str:
    """A text between the tags of an element, with nothing in it taken for a tag."""
    return f"<{tag}>{escape(text)}</{tag}>"


STYLE = """\
:root { --ink: #1d2430; --paper: #ffffff; --line: #5b6678; --mark: #14507a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebf0; --paper: #14181f; --line: #a9b4c4; --mark: #8cc4ee; }
}
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1.125rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .5rem; color: var(--mark); }
ul { padding-left: 1.25rem; }
li { margin: .3rem 0; }
.sealed, .private, .shared { border-left: .25rem solid var(--line); padding-left: .9rem; }
@media print {
  :root { --ink: #000000; --paper: #ffffff; --line: #595959; --mark: #000000; }
  @page { margin: 2cm; }
  body { font-size: 10.5pt; line-height: 1.4; }
  main { max-width: none; padding: 0; }
  h1, h2 { break-after: avoid; }
  p, li { break-inside: avoid; orphans: 3; widows: 3; }
}
"""
