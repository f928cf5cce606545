"""Every command by name: where it lives and what it is for.

The table is read for ``--help`` and for finding one command, so that only the module of the command
that was typed is imported. A test holds it against the modules.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """``place`` is ``module:attribute``; the attribute is a Typer app or one function."""

    name: str
    place: str
    help: str


EVERY_DAY = "Every day"
CASELOAD = "Caseload"
CALENDAR = "Calendar"
SHARING = "Sharing"
SAFETY = "Safety"

MENU: dict[str, tuple[Entry, ...]] = {
    EVERY_DAY: (
        Entry("due", "due:due", "Who is due for a visit, most urgent first."),
        Entry("schedule", "schedule:app", "Plan a week, show it and change it."),
        Entry(
            "prep",
            "prep:prep",
            "One screen before walking in; of today's visits, or of one teacher.",
        ),
        Entry("log", "log:app", "Record a visit: what happened, what was said, what is next."),
        Entry("time", "hours:time", "Where your hours went: with teachers, and elsewhere."),
        Entry("next-steps", "steps:next_steps", "What was agreed, on both sides."),
    ),
    CASELOAD: (
        Entry(
            "teacher", "teacher:app", "The teachers: add, import, show, edit, away, archive, erase."
        ),
        Entry("cycle", "cycles:app", "Work on one inquiry question: identify, learn, improve."),
        Entry("step", "steps:app", "One next step: add it, mark it done, defer or drop it."),
        Entry("trust", "trust:trust", "How many of the sessions a teacher asked for."),
        Entry("idea", "ideas:app", "Good ideas seen somewhere, for another teacher one day."),
        Entry("ask", "questions:app", "Open questions for a visit; prep offers three of them."),
        Entry("notes", "notes:notes", "Read what was noted with one teacher, newest first."),
        Entry("search", "search:search", "Look for words in everything that is sealed."),
        Entry("import", "importing:app", "Bring in a log that was kept in a spreadsheet."),
    ),
    CALENDAR: (
        Entry("capacity", "capacity:capacity", "How many visits fit into a week and into a day."),
        Entry("period", "periods:period", "The bell schedule."),
        Entry("day-cycle", "day_cycle:day_cycle", "A and B days, or one to six."),
        Entry("closure", "closures:closure", "Days without coaching."),
        Entry("commitment", "commitments:app", "Recurring meetings, with teachers or without."),
    ),
    SHARING: (
        Entry(
            "privacy",
            "privacy:privacy",
            "What is written down and who can read it, for teachers and principal.",
        ),
        Entry("report", "report:report", "What a principal may see: never what was said."),
        Entry(
            "chart",
            "charts:app",
            "Pictures of weeks, hours, focus, evidence and trust; also as SVG.",
        ),
        Entry(
            "discreet",
            "discreet:discreet",
            "Initials for names on a screen that others see; as a habit, or not.",
        ),
        Entry(
            "handover",
            "handover:handover",
            "What was agreed in a session, for the teacher; or all, for the next coach.",
        ),
    ),
    SAFETY: (
        Entry("init", "begin:init", "Make the home folder and the keys. Type this first."),
        Entry("demo", "demo:demo", "Look around in a caseload that does not exist."),
        Entry(
            "unlock", "keys:unlock", "Open what is sealed for a while, without asking each time."
        ),
        Entry("lock", "keys:lock", "Forget the opened key."),
        Entry("passphrase", "keys:passphrase", "Set a new passphrase."),
        Entry("recovery", "keys:recovery", "Set a new passphrase with the recovery key."),
        Entry("backup", "safety:backup", "Write store and sealed key to one file."),
        Entry(
            "export",
            "export:export",
            "Write everything about one teacher into a folder of Markdown and JSON.",
        ),
        Entry("restore", "safety:restore", "Bring a backup back; the present is kept."),
        Entry("undo", "safety:undo", "Take the last change back."),
        Entry("redo", "safety:redo", "Bring back what undo took away."),
        Entry("check", "safety:check", "See that the store is whole and every seal in order."),
        Entry("path", "begin:path", "Print the home folder."),
    ),
}

BY_NAME = {entry.name: entry for entries in MENU.values() for entry in entries}

GROUPS = frozenset(
    (
        "schedule",
        "log",
        "teacher",
        "cycle",
        "step",
        "idea",
        "ask",
        "import",
        "period",
        "closure",
        "commitment",
        "chart",
    )
)
"""The commands that have commands of their own."""


def command_named(words: list[str]) -> str:
    """The command inside a command line, as ``--json`` names it: ``schedule week``, ``due``."""
    typed = [word for word in words if not word.startswith("-")]
    for index, word in enumerate(typed):
        if word in GROUPS:
            return " ".join(typed[index : index + 2])
        if word in BY_NAME:
            return word
    return "coach"
