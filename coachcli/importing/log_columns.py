"""The columns of a coaching log, and the headings under which coaches keep them."""

from __future__ import annotations

from collections.abc import Iterable

from coachcli.coaching.words import letters
from coachcli.dates import quoted
from coachcli.errors import UsageProblem

COLUMNS: dict[str, tuple[str, ...]] = {
    "day": (
        "date", "day of visit", "date of visit", "visit date", "session date", "when", "on",
        "meeting date", "date of session", "date of meeting", "log date", "coaching date",
    ),
    "time": ("start time", "time of day", "start", "began", "at", "begins"),
    "teacher": (
        "teachers", "teacher name", "teacher names", "name", "names", "who", "with", "with whom",
        "staff", "staff member", "teacher or team", "teacher/team", "coachee", "educator",
        "colleague", "met with",
    ),
    "activity": (
        "what we did", "what i did", "what", "activities", "kind", "kinds", "type",
        "type of support", "type of session", "type of visit", "type of activity", "activity type",
        "session type", "visit type", "support type", "coaching activity", "coaching move",
        "category", "purpose", "kind of session", "action taken", "support",
    ),
    "minutes": (
        "min", "mins", "length", "duration", "time spent", "how long", "minutes spent",
        "total minutes", "duration (min)", "duration (mins)", "duration (minutes)", "length (min)",
        "length in minutes", "time (min)", "time (minutes)", "time in minutes",
    ),
    "hours": (
        "hrs", "hour", "hours spent", "duration (hours)", "duration (hrs)", "time (hours)",
        "time (hrs)", "length (hours)", "time spent (hours)", "time in hours",
    ),
    "state": (
        "status", "held", "took place", "outcome", "attendance", "did it happen", "happened",
        "session status",
    ),
    "cancelled_by": ("canceled by", "called off by", "who cancelled", "who canceled"),
    "focus": ("focus area", "big four", "area of focus", "coaching focus"),
    "notes": (
        "note", "comments", "comment", "details", "summary", "description", "what happened",
        "session notes", "discussion", "what was said", "coaching notes", "remarks", "log",
    ),
    "works": (
        "what works", "what worked", "strengths", "what went well", "celebrations", "glows",
        "successes", "what is working", "positives",
    ),
    "hard": (
        "what is hard", "what's hard", "challenges", "what was hard", "struggles", "grows",
        "barriers", "what was difficult", "obstacles",
    ),
    "ask_next": (
        "ask next time", "questions", "questions for next time", "question for next time",
        "to ask", "to ask next time", "wonderings",
    ),
    "reason": (
        "reason for cancelling", "cancellation reason", "why not", "why cancelled",
        "reason cancelled", "why it did not take place",
    ),
    "next_step": (
        "next steps", "action items", "action item", "action step", "action steps", "actions",
        "follow up", "follow-ups", "to do", "to-dos", "agreed", "what we agreed", "teacher step",
        "teacher next step", "teacher next steps", "next step teacher", "next steps: teacher",
        "next steps for teacher",
    ),
    "coach_step": (
        "coach next step", "coach next steps", "next step coach", "next steps: coach",
        "next steps for coach", "my next step", "my next steps", "my to do", "coach follow up",
        "coach action", "coach to do", "i will",
    ),
    "owner": ("whose", "step owner", "responsible", "who does it", "assigned to", "by whom"),
    "by_when": (
        "due", "due date", "due by", "deadline", "check", "check on", "check date", "by",
        "follow up date", "follow-up by", "target date", "when due", "next step by",
    ),
    "step_state": (
        "done", "step status", "step done", "follow up done", "complete", "completed",
        "followed up", "next step done",
    ),
}  # fmt: skip

SAID = {
    "day": "the day",
    "time": "when it began",
    "teacher": "the teacher or teachers",
    "activity": "what it was",
    "minutes": "how long, in minutes",
    "hours": "how long, in hours",
    "state": "held, cancelled or no-show",
    "cancelled_by": "who called it off",
    "focus": "the focus",
    "notes": "notes, sealed",
    "works": "what works, sealed",
    "hard": "what is hard, sealed",
    "ask_next": "what to ask next time, sealed",
    "reason": "why it did not take place, sealed",
    "next_step": "next steps, sealed",
    "coach_step": "the coach's next steps, sealed",
    "owner": "whose the next step is",
    "by_when": "when the next step is checked",
    "step_state": "whether the next step is done",
}
"""What each column is read as, for the coach to confirm."""

ADDED = ("line", "why")
"""The columns that the file of skipped rows has before those of the source."""


def chosen_columns(words: Iterable[str]) -> dict[str, str]:
    """``date=Day of visit``, as typed: a column by name or by any of its headings, and the heading
    that it has in the file; no heading leaves the column out. Raises UsageProblem."""
    names = {letters(each): name for name, known in COLUMNS.items() for each in (name, *known)}
    chosen: dict[str, str] = {}
    for word in words:
        name, equals, heading = word.partition("=")
        column = names.get(letters(name))
        if not equals or column is None:
            raise UsageProblem(
                f"{quoted(word)} does not name a column.",
                f'Type --column date="Day of visit". The columns are {", ".join(COLUMNS)}.',
            )
        chosen[column] = heading.strip()
    return chosen
