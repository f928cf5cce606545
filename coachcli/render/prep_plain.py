"""The prep card for machines, and whole, for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from coachcli.dates import say_day
from coachcli.render.prep import (
    UNLOCK,
    heading,
    said_idea,
    said_measure,
    said_session,
    said_step,
    said_work,
    shown,
)
from coachcli.render.screen import unless_veiled
from coachcli.values.cycle import Evidence
from coachcli.values.prep import PrepCard, Said


def prep_data(card: PrepCard) -> dict[str, Any]:
    """One element of ``prep --json``. A text of null is locked."""
    visit, cycle = card.visit, card.cycle
    return {
        "teacher": card.handle,
        "name": card.name,
        "room": card.room,
        "visit": visit
        and {
            "session": visit.id,
            "date": visit.date,
            "start": visit.start,
            "end": visit.end,
            "slot": visit.slot,
        },
        "due_week": card.due_week,
        "question": card.question,
        "focus": card.focus,
        "cycle": cycle
        and {
            "id": cycle.id,
            "phase": cycle.phase,
            "since": cycle.phase_since,
            "target": cycle.target,
            "look_fors": cycle.look_fors,
        },
        "worked": card.worked and said_data(card.worked),
        "sessions": [
            {
                "id": each.session.id,
                "date": each.session.date,
                "kinds": each.session.kinds,
                "minutes": each.session.minutes,
                "has_notes": each.said is not None,
                "notes": each.said and each.said.text,
            }
            for each in card.sessions
        ],
        "steps": [
            {
                "id": each.step.id,
                "owner": each.step.owner,
                "text": each.text,
                "agreed_on": each.step.agreed_on,
                "check_on": each.check,
                "past_check": each.past,
            }
            for each in card.steps
        ],
        "ask_next": [said_data(each) for each in card.ask_next],
        "evidence": [
            {
                "measure": each.measure,
                "baseline": evidence_data(each.baseline),
                "latest": evidence_data(each.latest),
            }
            for each in card.evidence
        ],
        "questions": [{"id": each.number, "text": each.text} for each in card.questions],
        "ideas": [
            {
                "id": each.idea.id,
                "text": each.text,
                "focus": each.idea.focus,
                "tags": each.idea.tags,
                "name": each.name or None,
            }
            for each in card.ideas
        ],
        "more_ideas": card.more_ideas,
        "colleagues": [
            {"teacher": each.handle, "name": each.name, "why": each.why} for each in card.colleagues
        ],
        "unnamed": card.unnamed,
        "locked": card.is_locked,
    }


def said_data(said: Said) -> dict[str, Any]:
    return {"session": said.session, "date": said.on, "text": said.text}


def evidence_data(each: Evidence) -> dict[str, Any]:
    return {"date": each.on, "met": each.met, "total": each.total}


def on_paper(cards: Sequence[PrepCard], today: date) -> str:
    """The cards as plain text to print, nothing shortened."""
    if not cards:
        return "No visit is planned today.\n"
    return "\n".join("\n".join(paper_lines(card, today)) + "\n" for card in cards)


def paper_lines(card: PrepCard, today: date) -> Iterator[str]:
    yield f"# {heading(card, today)}"
    for text in (card.question, said_work(card, today)):
        if text:
            yield from ("", text)
    worked = [] if card.worked is None else [said_on(card.worked, today)]
    to_ask = [shown(each.text) for each in card.ask_next]
    near = [
        f"{each.name} ({unless_veiled(', '.join(each.why) + '; ')}agreed to be named)"
        for each in card.colleagues
    ]
    for title, items in (
        ("What worked", worked),
        ("Last sessions", [said_session(each, today) for each in card.sessions]),
        ("To ask", to_ask),
        ("Open steps", [f"[ ] {said_step(each, today)}" for each in card.steps]),
        ("What students did", [said_measure(each, today) for each in card.evidence]),
        ("Open questions", [each.text for each in card.questions]),
        ("Ideas that fit", [said_idea(each) for each in card.ideas]),
        ("At work on this too", near),
    ):
        if items:
            yield from ("", f"## {title}", "")
            yield from (item for text in items for item in item_lines(text))
    if card.is_locked:
        yield from ("", UNLOCK)


def item_lines(text: str) -> Iterator[str]:
    """A list item; its further lines are indented."""
    first, *rest = text.split("\n")
    yield f"- {first}"
    yield from (f"  {line}".rstrip() for line in rest)


def said_on(said: Said, today: date) -> str:
    return f"{say_day(said.on, today)}: {shown(said.text)}"
