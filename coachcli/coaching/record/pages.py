"""The record of one teacher as files of Markdown, to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from coachcli.coaching.record.record import CycleOf, Missing, Record, SessionOf, StepOf, Text
from coachcli.coaching.texts import as_markdown
from coachcli.coaching.words import label
from coachcli.dates import counted, item_lines, many, say_day
from coachcli.values.teacher import Teacher
from coachcli.values.words import PARTS, CyclePart, Owner, Part, is_contact

DATA = "record.json"
"""The file beside them: the record's JSON, for a program."""

WHY = {
    Missing.LOCKED: "sealed, and was not opened for this copy",
    Missing.LEFT_OUT: "sealed, and was left out of this copy",
    Missing.GROUP: "about a group, and was left out of this copy",
}

HEADINGS: dict[str, str] = PARTS | {
    Part.ASK_NEXT: "To ask next time",
    Part.REASON: "Why it did not take place",
    CyclePart.REFLECTION: "Reflection",
    CyclePart.GOES_ON: "What goes on",
}

CONTENTS = {
    DATA: "everything, for a program to read",
    "profile.md": "name, question, how often, free times, absences, recurring meetings",
    "sessions.md": "every session, planned, held or not, with what was noted, and every contact",
    "next-steps.md": "what was agreed on both sides",
    "cycles.md": "work on inquiry questions, with evidence and what was said at the end",
    "ideas.md": "ideas that were seen in lessons",
}

NAMES = ("README.md", *CONTENTS)


def pages_of(record: Record) -> dict[str, str]:
    """The text of each page by its name."""
    pages = {
        "README.md": _readme(record),
        "profile.md": _profile(record),
        "sessions.md": _sessions(record),
        "next-steps.md": _steps(record.steps),
        "cycles.md": _cycles(record.cycles),
        "ideas.md": _ideas(record),
    }
    return {name: "\n".join(lines).rstrip() + "\n" for name, lines in pages.items()}


def _readme(record: Record) -> Iterator[str]:
    yield from (f"# The record of {as_markdown(record.teacher.name)}", "")
    yield f"Everything that {as_markdown(record.teacher.name)}'s coach has kept about their work"
    yield from (f"together, as it was on {_day(record.made_on)}.", "")
    yield from (f"- [{name}]({name}): {what}" for name, what in CONTENTS.items())
    yield ""
    yield "Other teachers are not in it. Where others were there, it says how many."
    for why in Missing:
        if count := record.missing(why):
            verb = "is not in it: it is" if count == 1 else "are not in it: each is"
            yield ""
            yield from (f"**{counted(count, 'text')} {verb} {WHY[why]}.** Its place is marked.", "")
    yield "These files are not sealed. Keep them where only those can read them who should."


def _profile(record: Record) -> Iterator[str]:
    who = record.teacher
    yield from (f"# {as_markdown(who.name)}", "")
    yield from _facts(_about(who))
    yield from _list("Free times", [_window(who, number) for number in range(len(who.windows))])
    yield from _list("Away", [_span(each.first, each.last) for each in record.away])
    meetings = [
        f"{as_markdown(of.meeting.label) or 'A meeting'}: {as_markdown(of.when)}{_with(of.others)},"
        f" {_span(of.meeting.first, of.meeting.last)}"
        for of in record.meetings
    ]
    yield from _list("Recurring meetings", meetings)


def _about(who: Teacher) -> Iterator[tuple[str, str]]:
    yield "Email", who.email
    yield "Subject", who.subject
    yield "Grade", who.grade
    yield "Room", who.room
    yield "Inquiry question", who.question
    yield "Focus", label(who.focus) if who.focus else ""
    yield "On the caseload", f"{who.support.value}, since {_day(who.since)}"
    yield "A visit every", counted(who.every, "working week")
    yield "Longest wait", counted(who.max_gap, "working week")
    yield "In reports", who.in_reports.value
    yield "Out of the rotation", _day(who.archived_on) if who.archived_on else ""


def _window(who: Teacher, number: int) -> str:
    window = who.windows[number]
    return f"{as_markdown(str(window))}{' (preferred)' if window.preferred else ''}"


def _sessions(record: Record) -> Iterator[str]:
    steps = {of.step.id: of for of in record.steps}
    for title, some in (
        ("Sessions", [of for of in record.sessions if not is_contact(of.session.kinds)]),
        ("Contacts", [of for of in record.sessions if is_contact(of.session.kinds)]),
    ):
        yield from (f"# {title}", "")
        if not some:
            yield from ("None.", "")
        for of in some:
            yield from _session(of, [steps[number] for number in of.steps])


def _session(of: SessionOf, steps: Sequence[StepOf]) -> Iterator[str]:
    each = of.session
    at = f", {each.start:%H:%M} to {each.end:%H:%M}" if each.start and each.end else ""
    yield from (f"## {_day(each.date)}{at}: {label(each.state)}{_with(of.others)}", "")
    yield from _facts(
        (
            ("Number", str(each.id)),
            ("Kind", ", ".join(label(kind) for kind in each.kinds)),
            ("Minutes", str(each.minutes or "")),
            ("Focus", label(each.focus) if each.focus else ""),
            ("Asked for by", label(each.asked_by)),
            ("Called off by", label(each.cancelled_by) if each.cancelled_by else ""),
        )
    )
    yield from _texts(of.texts, "###")
    yield from _list("Next steps agreed", [_step(step) for step in steps], "###")


def _steps(steps: Sequence[StepOf]) -> Iterator[str]:
    yield from ("# Next steps", "")
    if not steps:
        yield "None."
    for owner, whose in ((Owner.TEACHER, "The teacher's"), (Owner.COACH, "The coach's")):
        yield from _list(whose, [_step(of) for of in steps if of.step.owner is owner])


def _step(of: StepOf) -> str:
    each = of.step
    check = _day(each.check_on) if each.check_on else "at the next visit"
    state = f"{label(each.state)}{f' on {_day(each.closed_on)}' if each.closed_on else ''}"
    about = f"agreed {_day(each.agreed_on)}, check {check}, {state}"
    first, *rest = _lines(of.said)
    return "\n".join([f"{each.id}: {first}", *rest, f"({about})"])


def _cycles(cycles: Sequence[CycleOf]) -> Iterator[str]:
    yield from ("# Cycles", "")
    if not cycles:
        yield "None."
    for of in cycles:
        each = of.cycle
        yield from (f"## {as_markdown(each.question)}", "")
        until = f" to {_day(each.closed_on)}" if each.closed_on else ""
        yield from _facts(
            (
                ("Number", f"{each.id}{_with(of.others)}"),
                ("From", f"{_day(each.started_on)}{until}, meant for {many(each.weeks, 'week')}"),
                ("A visit every", counted(each.every or 0, "working week")),
                ("Focus", label(each.focus) if each.focus else ""),
                ("Learning target", each.target),
                ("Look-fors", each.look_fors),
                ("Side project", "yes" if each.project else ""),
            )
        )
        phases = [f"{label(phase.phase)}, from {_day(phase.began_on)}" for phase in each.phases]
        yield from _list("Phases", phases, "###")
        earlier = [f"{as_markdown(old.question)} (until {_day(old.until)})" for old in each.earlier]
        yield from _list("Earlier wordings", earlier, "###")
        taken = []
        for some in of.evidence:
            what = some.evidence
            team = ", of the whole team" if some.of_team else ""
            counted_on = f"{_day(what.on)}: {as_markdown(what.measure)}"
            told = _lines(some.said) if some.said else []
            taken.append("\n".join([f"{counted_on}, {what.met} of {what.total}{team}", *told]))
        yield from _list("Evidence", taken, "###")
        yield from _texts(of.texts, "###")


def _ideas(record: Record) -> Iterator[str]:
    yield from ("# Ideas", "")
    if not record.ideas:
        yield "None."
    for of in record.ideas:
        each = of.idea
        yield from (f"## {_day(each.added_on)}, idea {each.id}", "")
        named = "yes" if each.may_name else "no"
        yield from _facts((("Tags", ", ".join(each.tags)), ("May be told with the name", named)))
        yield from _quoted(of.said)


def _facts(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (f"- {what}: {as_markdown(value)}" for what, value in facts if value)
    yield ""


def _list(title: str, items: Sequence[str], level: str = "##") -> Iterator[str]:
    """A heading with items of one line or several; nothing without items."""
    if items:
        yield from (f"{level} {title}", "")
        for item in items:
            yield from item_lines(item)
        yield ""


def _texts(texts: Sequence[Text], level: str) -> Iterator[str]:
    for each in texts:
        yield from (f"{level} {HEADINGS[each.part]}", "")
        yield from _quoted(each)


def _quoted(said: Text) -> Iterator[str]:
    yield from (f"> {line}".rstrip() for line in _lines(said))
    yield ""


def _lines(said: Text) -> list[str]:
    """The text line by line, or why it is missing."""
    if said.missing:
        return [f"*[This text is {WHY[said.missing]}.]*"]
    return [as_markdown(line) for line in (said.text or "").split("\n")]


def _with(others: int) -> str:
    return f", with {counted(others, 'other')}" if others > 0 else ""


def _span(first: date, last: date | None) -> str:
    if last == first:
        return _day(first)
    return f"{_day(first)} to {_day(last)}" if last else f"from {_day(first)} on"


def _day(day: date) -> str:
    return f"{say_day(day)} {day.year}"
