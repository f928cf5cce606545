"""Every command by name: where it lives and what it is for.

The table is read for ``--help`` and for finding one command, so that only the module of the command
that was typed is imported. A test holds it against the modules.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A command, at ``place`` (``module:function``), or a group of ``commands`` without a place.

    ``asks_for_text``: somebody may type behind it what is to be sealed, so no message repeats it.
    """

    name: str
    help: str
    place: str = ""
    commands: tuple[Entry, ...] = ()
    asks_for_text: bool = False


MENU: dict[str, tuple[Entry, ...]] = {
    "Every day": (
        Entry("due", "Who is due for a visit, most urgent first.", "due:due"),
        Entry(
            "schedule",
            "Plan a week, show it and change it.",
            commands=(
                Entry(
                    "week",
                    "Plan what remains of the week; from Friday on, the next one.",
                    "schedule.week:plan_week",
                ),
                Entry("show", "Show a week as it is planned.", "schedule.week:show"),
                Entry(
                    "ahead",
                    "Look at the weeks to come: who is met when, who has to wait, what helps.",
                    "schedule.ahead:ahead",
                ),
                Entry(
                    "why",
                    "Say why a teacher is met or not, and what each slot would cost.",
                    "schedule.why:why",
                ),
                Entry("add", "Plan a session by hand.", "schedule.session_changes:add"),
                Entry(
                    "move",
                    "Move a planned session to another day or time, and pin it there.",
                    "schedule.session_changes:move",
                ),
                Entry(
                    "swap",
                    "Let two planned sessions change places.",
                    "schedule.session_changes:swap",
                ),
                Entry("cancel", "Call a planned session off.", "schedule.session_changes:cancel"),
                Entry(
                    "pin",
                    "Keep a planned session where it is, whatever is planned again.",
                    "schedule.session_changes:pin",
                ),
            ),
        ),
        Entry(
            "prep",
            "One screen before walking in; of today's visits, or of one teacher.",
            "record.prep:prep",
        ),
        Entry(
            "log",
            "Record a visit: what happened, what was said, what is next.",
            commands=(
                Entry("session", "Record a visit.", "log.session:session"),
                Entry("contact", "Record a hallway talk or an email.", "log.contact:contact"),
                Entry(
                    "other",
                    "Record time without a teacher: a workshop, data work, covering a class.",
                    "log.other:other",
                ),
                Entry(
                    "week",
                    "Log the planned sessions whose day has come, one after the other.",
                    "log.week:week",
                ),
                Entry("edit", "Put a logged session right.", "log.edit:edit", asks_for_text=True),
                Entry(
                    "delete",
                    "Remove a logged session and its notes.",
                    "log.delete:delete",
                    asks_for_text=True,
                ),
                Entry(
                    "edit-other",
                    "Put other time right.",
                    "log.other:edit_other",
                    asks_for_text=True,
                ),
                Entry(
                    "delete-other",
                    "Remove other time and its note.",
                    "log.other:delete_other",
                    asks_for_text=True,
                ),
            ),
        ),
        Entry("time", "Where your hours went: with teachers, and elsewhere.", "record.time:time"),
        Entry("next-steps", "What was agreed, on both sides.", "record.steps:next_steps"),
    ),
    "Caseload": (
        Entry(
            "teacher",
            "The teachers: add, import, show, edit, away, archive, erase.",
            commands=(
                Entry("add", "Put a teacher on the caseload.", "teacher.add:add"),
                Entry(
                    "import",
                    "Import a caseload from a spreadsheet.",
                    "teacher.import_teachers:import_teachers",
                ),
                Entry("list", "Show the caseload.", "teacher.show:list_teachers"),
                Entry(
                    "show",
                    "Show one teacher: the question, the rotation, free times, what is open.",
                    "teacher.show:show",
                ),
                Entry("edit", "Change what is known about a teacher.", "teacher.edit:edit"),
                Entry("away", "Note days on which a teacher cannot be met.", "teacher.away:away"),
                Entry("archive", "Take a teacher out of the rotation.", "teacher.away:archive"),
                Entry(
                    "erase",
                    "Erase everything about a teacher, here and in the history.",
                    "teacher.erase:erase",
                ),
            ),
        ),
        Entry(
            "cycle",
            "Work on one inquiry question: identify, learn, improve.",
            commands=(
                Entry("start", "Begin a cycle.", "cycle.start:start"),
                Entry(
                    "list",
                    "Show the running cycles, and who is between cycles.",
                    "cycle.show:list_cycles",
                ),
                Entry(
                    "show",
                    "Show one cycle: question, phases, evidence, and what was said.",
                    "cycle.show:show",
                ),
                Entry("phase", "Go on to another phase, or back to one.", "cycle.edit:phase"),
                Entry("edit", "Reword the question, or change what was agreed.", "cycle.edit:edit"),
                Entry(
                    "evidence",
                    "Note what students did.",
                    "cycle.edit:evidence",
                    asks_for_text=True,
                ),
                Entry("close", "End a cycle.", "cycle.close:close", asks_for_text=True),
                Entry(
                    "delete",
                    "Remove a cycle that was begun by mistake, with its evidence.",
                    "cycle.close:delete",
                    asks_for_text=True,
                ),
            ),
        ),
        Entry(
            "step",
            "One next step: add it, mark it done, defer or drop it.",
            commands=(
                Entry("add", "Add a next step.", "record.steps:add", asks_for_text=True),
                Entry("done", "Mark a step as done, or several.", "record.steps:done"),
                Entry(
                    "drop",
                    "Let a step go, or several: it is no longer wanted.",
                    "record.steps:drop",
                ),
                Entry("defer", "Check on a step later.", "record.steps:defer"),
            ),
        ),
        Entry("trust", "How many of the sessions a teacher asked for.", "record.trust:trust"),
        Entry(
            "idea",
            "Good ideas seen somewhere, for another teacher one day.",
            commands=(
                Entry("add", "Keep an idea.", "record.idea:add", asks_for_text=True),
                Entry(
                    "list",
                    "Show the ideas; their texts where it is unlocked.",
                    "record.idea:list_ideas",
                ),
                Entry(
                    "edit",
                    "Change whose it was and may be named, what it is about, or its text.",
                    "record.idea:edit",
                    asks_for_text=True,
                ),
                Entry("remove", "Let an idea go.", "record.idea:remove"),
            ),
        ),
        Entry(
            "ask",
            "Open questions for a visit; prep offers three of them.",
            commands=(
                Entry(
                    "list",
                    "Show the questions, all or those that suit a phase or a focus.",
                    "record.ask:list_questions",
                ),
                Entry("add", "Add a question of your own.", "record.ask:add"),
                Entry("edit", "Reword a question, or change what it suits.", "record.ask:edit"),
                Entry("off", "Offer a question no more.", "record.ask:off"),
                Entry("on", "Offer a question again.", "record.ask:on"),
            ),
        ),
        Entry("notes", "Read what was noted with one teacher, newest first.", "record.notes:notes"),
        Entry("search", "Look for words in everything that is sealed.", "record.search:search"),
        Entry(
            "import",
            "Bring in a log that was kept in a spreadsheet.",
            commands=(
                Entry(
                    "log",
                    "Import a log: shown first, then all of it or nothing.",
                    "imports.log:import_log",
                ),
                Entry(
                    "spelling",
                    "Teach the import a word for an activity: list, set or remove.",
                    "imports.spelling:spelling",
                ),
            ),
        ),
    ),
    "Calendar": (
        Entry(
            "capacity",
            "How many visits fit into a week and into a day.",
            "schedule.capacity:capacity",
        ),
        Entry(
            "period",
            "The bell schedule.",
            commands=(
                Entry(
                    "import",
                    "Make the periods in a file the whole bell schedule.",
                    "schedule.period:import_periods",
                ),
                Entry("list", "Show the bell schedule.", "schedule.period:list_periods"),
            ),
        ),
        Entry("day-cycle", "A and B days, or one to six.", "schedule.day_cycle:day_cycle"),
        Entry(
            "closure",
            "Days without coaching: holidays, testing, your own absence.",
            commands=(
                Entry("add", "Note days without coaching.", "schedule.closure:add_closure"),
                Entry("list", "Show the days without coaching.", "schedule.closure:list_closures"),
                Entry(
                    "remove",
                    "Open these days for coaching again.",
                    "schedule.closure:remove_closure",
                ),
            ),
        ),
        Entry(
            "commitment",
            "Recurring meetings, with teachers or without. They take their time.",
            commands=(
                Entry("add", "Note a recurring meeting.", "schedule.commitment:add"),
                Entry(
                    "list",
                    "Show the recurring meetings and when each takes place next.",
                    "schedule.commitment:list_commitments",
                ),
                Entry(
                    "remove",
                    "End a recurring meeting, or let it fall out once.",
                    "schedule.commitment:remove",
                ),
            ),
        ),
    ),
    "Sharing": (
        Entry(
            "privacy",
            "What is written down and who can read it, for teachers and principal.",
            "share.privacy:privacy",
        ),
        Entry("report", "What a principal may see: never what was said.", "share.report:report"),
        Entry(
            "chart",
            "Pictures of weeks, hours, focus, evidence and trust; also as SVG.",
            commands=(
                Entry(
                    "coverage",
                    "Show who was met in which week, is planned, or was missed.",
                    "share.chart:coverage",
                ),
                Entry(
                    "time",
                    "Show the hours of each month by kind of session, and other time.",
                    "share.chart:time",
                ),
                Entry("focus", "Show the hours and sessions by focus.", "share.chart:focus"),
                Entry(
                    "cycle",
                    "Show the evidence of a cycle, from the first time to now.",
                    "share.chart:cycle",
                ),
                Entry(
                    "trust",
                    "Show how many of the sessions a teacher asked for.",
                    "share.chart:trust",
                ),
            ),
        ),
        Entry(
            "discreet",
            "Initials for names on a screen that others see; as a habit, or not.",
            "share.discreet:discreet",
        ),
        Entry(
            "handover",
            "What was agreed in a session, for the teacher; or all, for the next coach.",
            "share.handover:handover",
        ),
    ),
    "Safety": (
        Entry("init", "Make the home folder and the keys. Type this first.", "safety.init:init"),
        Entry("demo", "Look around in a caseload that does not exist.", "safety.demo:demo"),
        Entry(
            "unlock",
            "Open what is sealed for a while, without asking each time.",
            "safety.keys:unlock",
        ),
        Entry("lock", "Forget the opened key.", "safety.keys:lock"),
        Entry("passphrase", "Set a new passphrase.", "safety.keys:passphrase"),
        Entry("recovery", "Set a new passphrase with the recovery key.", "safety.keys:recovery"),
        Entry("backup", "Write store and sealed key to one file.", "safety.backup:backup"),
        Entry(
            "export",
            "Write everything about one teacher into a folder of Markdown and JSON.",
            "share.export:export",
        ),
        Entry("restore", "Bring a backup back; the present is kept.", "safety.backup:restore"),
        Entry("undo", "Take the last change back.", "safety.undo:undo"),
        Entry("redo", "Bring back what undo took away.", "safety.undo:redo"),
        Entry(
            "check", "See that the store is whole and every seal in order.", "safety.check:check"
        ),
        Entry("path", "Print the home folder.", "safety.init:path"),
    ),
}

TODAY = Entry("", "Today at a glance.", "today:today")
"""What is done without a command."""

BY_NAME = {entry.name: entry for entries in MENU.values() for entry in entries}


def entries() -> dict[str, Entry]:
    """Every command and every group, as it is typed."""
    inside = {f"{name} {each.name}": each for name, e in BY_NAME.items() for each in e.commands}
    return BY_NAME | inside


def command_named(words: list[str]) -> str:
    """The command inside a command line, as ``--json`` names it: ``schedule week``, ``due``."""
    typed = [word for word in words if not word.startswith("-")]
    for index, word in enumerate(typed):
        if word in BY_NAME:
            return " ".join(typed[index : index + 1 + bool(BY_NAME[word].commands)])
    return "coach"
