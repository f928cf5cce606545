"""The prep card: one screen before walking in, and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from coachcli.dates import item_lines, say_date, say_day, say_week, say_word
from coachcli.render.ideas import LOCKED, about, in_words
from coachcli.render.screen import UNLOCK, Screen
from coachcli.render.tables import text_of
from coachcli.values.cycle import Measured
from coachcli.values.frozen import dataclass
from coachcli.values.prep import PastSession, PrepCard, SessionText, ShownIdea
from coachcli.values.session import Session, ShownStep
from coachcli.values.teacher import typed
from coachcli.values.words import Owner


@dataclass(frozen=True)
class Line:
    """``rows`` is how many it may take at most; what is longer is cut."""

    text: str
    style: str = ""
    rows: int = 6
    indent: int = 0


@dataclass(frozen=True)
class Room:
    """How many of each list are shown; a contact since the last session stands beside them."""

    steps: int
    ideas: int
    sessions: int = 2
    questions: int = 3


ROOMS = (Room(6, 3), Room(4, 2), Room(2, 1))
"""From roomy to tight; the first that fits the height of the terminal is taken."""
BRIEF = Room(2, 0, 1, 1)
BRIEF_MORE = 4
"""For one of several visits of a day: what is shown, and how many rows more than one a line."""


def draw_prep(screen: Screen, card: PrepCard, today: date) -> None:
    """The card, as roomy as the terminal's height allows. A narrow one scrolls."""
    height = screen.out.height - 1
    for room in ROOMS:
        wanted = [*lines(card, room, today), *ends(card)]
        if screen.narrow or len(wanted) <= height:
            break
    say_rows(screen, wanted, more=len(wanted) * 2 if screen.narrow else height - len(wanted))


def draw_day(screen: Screen, cards: Sequence[PrepCard], later: str, today: date) -> None:
    """Today's visits one after another, each shortened. ``later`` says what comes when none is."""
    if not cards:
        screen.say(f"No visit is planned today. {later}".strip())
        return
    for card in cards:
        say_rows(screen, [*lines(card, BRIEF, today)], more=BRIEF_MORE)
        screen.say()
    if any(card.is_locked for card in cards):
        screen.say(UNLOCK)
    screen.say("All of one: coach prep NAME")


def say_rows(screen: Screen, wanted: Sequence[Line], *, more: int) -> None:
    """Each line on one row, and on further ones, in order, while there are ``more``."""
    from rich.text import Text

    shown = []
    for line in wanted:
        width = max(8, screen.out.width - line.indent)
        text = text_of((" ".join(line.text.split()), line.style))
        if not text.plain:
            continue
        wrapped = text.wrap(screen.out, width)
        for row in wrapped:
            row.rstrip()
        count = max(1, min(len(wrapped), line.rows, 1 + more))
        more -= count - 1
        kept = list(wrapped[:count])
        if len(wrapped) > count:
            kept[-1].truncate(width - 1)
            kept[-1].append("…")
        shown += [Text(" " * line.indent).append_text(row) for row in kept]
    # All at once, for each print of Rich takes its time.
    screen.out.print(Text("\n").join(shown))


def lines(card: PrepCard, room: Room, today: date) -> Iterator[Line]:
    """The card line by line, what is most needed first."""
    yield Line(heading(card, today), "bold")
    if card.question:
        yield Line(card.question, "italic")
    if at := said_work(card, today):
        yield Line(at)
    if card.worked is not None:
        when = say_date(card.worked.on, today)
        yield Line(f"What worked, {when}: {shown(card.worked.text)}")
    met = [past for past in card.sessions if not past.is_contact][: room.sessions]
    for past in card.sessions:
        if past.is_contact or past in met:
            yield Line(said_session(past, today))
    for noted in card.ask_next:
        yield Line(f"To ask: {shown(noted.text)}")
    yield from step_lines(card, room, today)
    if room.ideas and card.evidence:
        yield Line("What students did", "bold")
        for measure in card.evidence:
            yield Line(said_measure(measure, today), indent=2)
    yield Line("Open questions", "bold")
    for question in card.questions[: room.questions]:
        yield Line(question.text, indent=2)
    if room.ideas:
        yield from idea_lines(card, room)


def heading(card: PrepCard, today: date) -> str:
    """``Tess Oh: Mon 23 Nov 10:45 P4, room 113``."""
    parts = [said_visit(card.visit, today) if card.visit else "no visit is planned"]
    if card.visit is None and card.due_week:
        parts.append(f"due {say_week(card.due_week, today)}")
    if card.room:
        parts.append(f"room {card.room}")
    if card.beside:
        parts.append(f"with {', '.join(card.beside)}")
    return f"{card.name}: {', '.join(parts)}"


def said_visit(visit: Session, today: date) -> str:
    said = say_day(visit.date, today) + (f" {visit.start:%H:%M}" if visit.start else "")
    return f"{said} {visit.period}".rstrip()


def said_work(card: PrepCard, today: date) -> str:
    """The focus, and where the cycle is."""
    parts = [f"Focus: {in_words(card.focus)}"] if card.focus else []
    if card.cycle:
        since = say_date(card.cycle.phase_since, today)
        parts.append(f"Cycle {card.cycle.id}: {card.cycle.phase} since {since}")
        if card.cycle.target:
            parts.append(f"Students will: {card.cycle.target}")
        if card.cycle.look_fors:
            parts.append(f"Look for: {card.cycle.look_fors}")
    return " ".join(f"{part.rstrip('.')}." for part in parts)


def said_session(past: PastSession, today: date) -> str:
    """``Fri 20 Nov, observation, debrief: The groups ...``."""
    what = ", ".join(map(say_word, past.session.kinds)) or "held"
    notes = f": {shown(past.notes.text)}" if past.notes else ""
    return f"{say_day(past.session.date, today)}, {what}{notes}"


def shown(text: str | None) -> str:
    return LOCKED if text is None else text


def step_lines(card: PrepCard, room: Room, today: date) -> Iterator[Line]:
    if not card.steps:
        return
    yield Line("Open steps", "bold")
    for step in card.steps[: room.steps]:
        style = "red" if step.past else ""
        yield Line(said_step(step, today), style, indent=2)
    if len(card.steps) > room.steps:
        more = len(card.steps) - room.steps
        yield Line(f"and {more} more: coach next-steps {typed(card.handle)}", indent=2)


def said_step(step: ShownStep, today: date) -> str:
    """The check first, so that it is never what is cut."""
    whose = "you" if step.step.owner is Owner.COACH else "teacher"
    when = "next visit" if step.check is None else say_date(step.check, today)
    past = ", past check" if step.past else ""
    return f"{step.step.id} {whose} ({when}{past}): {shown(step.text)}"


def said_measure(measure: Measured, today: date) -> str:
    """Baseline and latest side by side."""
    first, *now = [
        f"{each.met} of {each.total}, {say_date(each.on, today)}"
        for each in dict.fromkeys((measure.baseline, measure.latest))
    ]
    return f"{measure.measure}: {'; now '.join((first, *now))}"


def idea_lines(card: PrepCard, room: Room) -> Iterator[Line]:
    if card.ideas:
        yield Line("Ideas that fit", "bold")
    for idea in card.ideas[: room.ideas]:
        yield Line(said_idea(idea), indent=2)
    if hidden := card.more_ideas + len(card.ideas[room.ideas :]):
        yield Line(f"and {hidden} more: coach idea list", indent=2)
    for colleague in card.colleagues[: room.ideas]:
        why = f" ({', '.join(colleague.why[:3])})" if colleague.why else ""
        yield Line(f"{colleague.name} is at work on this too{why} and agreed to be named.")
    if others := card.unnamed:
        more = " more" * bool(card.colleagues)
        who = f"1{more} colleague works" if others == 1 else f"{others}{more} colleagues work"
        yield Line(f"{who} on something similar. A name is shown only with their leave.")


def said_idea(shown_idea: ShownIdea) -> str:
    """What it is about first, so that it is never what is cut."""
    idea = shown_idea.idea
    topic = "; ".join(filter(None, (about(idea.focus, idea.tags), shown_idea.name)))
    return f"{idea.id} ({topic}): {shown(shown_idea.text)}"


def ends(card: PrepCard) -> Iterator[Line]:
    """How to see more."""
    if card.is_locked:
        yield Line(UNLOCK)
    elif any(each.notes for each in card.sessions):
        yield Line(f"All that was noted: coach notes {typed(card.handle)}", "dim")


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
        f"{each.name} ({'; '.join(filter(None, (', '.join(each.why), 'agreed to be named')))})"
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


def said_on(noted: SessionText, today: date) -> str:
    return f"{say_day(noted.on, today)}: {shown(noted.text)}"
