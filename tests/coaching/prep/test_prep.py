"""The prep card: what it shows, what it never opens, and who may be named on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.cycles import cycle_on
from coachcli.coaching.prep.prep import IDEAS, SESSIONS, Known, Sealed, prepare
from coachcli.coaching.prep.questions import BUILT_IN
from coachcli.values.cycle import Cycle, Evidence
from coachcli.values.record import Idea
from coachcli.values.session import Note, Session, ShownStep, Step
from coachcli.values.teacher import Teacher
from coachcli.values.words import Focus, Kind, Owner, Part, Phase, SessionState, StepState, Support

TODAY = date(2026, 11, 23)
MONTH = timedelta(days=30)
SHOWN = (Part.NOTES, Part.WORKS, Part.ASK_NEXT)


def teacher(handle: str, **more: Any) -> Teacher:
    who = (crc32(handle.encode()), f"uid {handle}", handle, handle.title())
    return replace(Teacher(*who, Support.CORE, 3, 6, date(2026, 9, 1)), **more)


def session(id: int, on: date, **more: Any) -> Session:
    plain = Session(id, f"s{id}", on, None, None, SessionState.HELD, ("ana",))
    return replace(plain, **more)


def note(session: int, part: Part, marker: str = "") -> Note:
    return Note(f"n{session}{part}", part, (marker or f"{part} of {session}").encode(), session, 1)


def cycle(id: int, handles: tuple[str, ...] = ("ana",), **more: Any) -> Cycle:
    work = (id, f"c{id}", handles, f"Question {id}?", None, "", "")
    return replace(Cycle(*work, TODAY - MONTH, 8, None, Phase.LEARN, None), **more)


def evidence(id: int, on: date, met: int, cycle: int = 1, measure: str = "talk") -> Evidence:
    return Evidence(id, f"e{id}", cycle, None, on, measure, met, 20, b"told", False)


def idea(id: int, teacher: str | None = None, **more: Any) -> Idea:
    plain = Idea(id, f"i{id}", teacher, teacher is not None, None, (), b"seen", TODAY)
    return replace(plain, **more)


def known(**more: Any) -> Known:
    caseload = (teacher("ana"), teacher("ben"), teacher("cleo"))
    names = {each.handle: each.name for each in caseload}
    plain = Known(caseload[0], None, caseload, (), (), (), (), (), (), BUILT_IN, names)
    return replace(plain, **more)


def opened(text: Sealed) -> str:
    return text.sealed.decode()


def locked(_: Sealed) -> None:
    return None


def days_ago(count: int) -> date:
    return TODAY - timedelta(days=count)


def test_a_card_of_a_new_teacher_has_questions_and_nothing_else() -> None:
    card = prepare(known(), TODAY, locked)
    assert (card.name, card.question, card.cycle, card.visit) == ("Ana", "", None, None)
    assert not any((card.sessions, card.steps, card.ideas, card.colleagues, card.unnamed))
    assert len(card.questions) == 3
    assert not card.is_locked


def test_question_focus_and_phase_are_those_of_the_running_cycle_where_there_is_one() -> None:
    ana = teacher("ana", question="Mine?", focus=Focus.ASSESSMENT)
    between = prepare(known(teacher=ana), TODAY, locked)
    assert (between.question, between.focus) == ("Mine?", Focus.ASSESSMENT)
    assert {each.phase for each in between.questions} <= {None, Phase.IDENTIFY}
    cycles = (
        cycle(1, closed_on=TODAY, phase=Phase.CLOSED),
        cycle(2, focus=Focus.INSTRUCTION),
        cycle(3, project=True),
        cycle(4, ("ben",)),
    )
    card = prepare(known(teacher=ana, cycles=cycles), TODAY, locked)
    assert (card.question, card.focus, card.cycle) == ("Question 2?", Focus.INSTRUCTION, cycles[1])
    assert {each.phase for each in card.questions} <= {None, Phase.LEARN}
    assert cycle_on(cycles, "ana", days_ago(40)) is None
    assert cycle_on(cycles[:1], "ana", TODAY) == cycles[0]


def test_the_card_shows_the_last_sessions_and_what_was_noted_to_be_asked_since_the_last_visit() -> (
    None
):
    sessions = (
        session(1, days_ago(40)),
        session(2, days_ago(20), kinds=(Kind.OBSERVATION,)),
        session(3, days_ago(9), counts_as_visit=False, kinds=(Kind.CONTACT,)),
        session(4, days_ago(2), state=SessionState.NO_SHOW),
        session(5, TODAY, state=SessionState.PLANNED, teachers=("ana", "ben")),
        session(6, TODAY + MONTH, state=SessionState.PLANNED),
    )
    notes = (note(1, Part.WORKS), *(note(id, Part.ASK_NEXT) for id in (1, 2, 3)))
    notes = (*notes, note(2, Part.NOTES))
    card = prepare(known(sessions=sessions, notes=notes), TODAY, opened)
    assert card.visit == sessions[4]
    assert card.beside == ("Ben",)
    assert [each.session.id for each in card.sessions] == [2, 1]
    assert [each.notes and each.notes.text for each in card.sessions] == ["notes of 2", None]
    assert card.worked is not None
    assert card.worked.text == "works of 1"
    assert [each.text for each in card.ask_next] == ["ask_next of 2", "ask_next of 3"]
    assert not card.is_locked
    closed = prepare(known(sessions=sessions, notes=notes), TODAY, locked)
    assert closed.is_locked
    assert [each.on for each in closed.ask_next] == [days_ago(20), days_ago(9)]


def test_a_contact_never_takes_the_place_of_a_session_and_leads_if_it_was_noted() -> None:
    contact = {"counts_as_visit": False, "kinds": (Kind.CONTACT,)}
    sessions = (
        session(1, days_ago(60), **contact),
        session(2, days_ago(40)),
        session(3, days_ago(30), **contact),
        session(4, days_ago(20), kinds=(Kind.OBSERVATION, Kind.CONTACT)),
        session(5, days_ago(9), **contact),
        session(6, days_ago(8), **contact),
        session(7, days_ago(2), **contact),
    )
    notes = tuple(note(id, Part.NOTES) for id in (1, 3, 5, 6))

    def shown(*of: Session) -> list[int]:
        card = prepare(known(sessions=of, notes=notes), TODAY, opened)
        return [each.session.id for each in card.sessions]

    assert shown(*sessions) == [6, 4, 2]
    assert shown(*sessions[:4]) == [4, 2]
    assert shown(*sessions[:2]) == [2]
    assert shown(sessions[0], sessions[6]) == [1]
    assert shown(sessions[6]) == []


def test_steps_past_their_check_lead_then_the_next_day_to_check() -> None:
    def step(id: int, check: date | None, *, past: bool = False) -> ShownStep:
        plain = Step(id, f"t{id}", "ana", Owner.COACH, b"do", TODAY, check, StepState.OPEN)
        return ShownStep(plain, check, past)

    steps = (step(1, None), step(2, TODAY), step(3, days_ago(3), past=True), step(4, days_ago(0)))
    card = prepare(known(steps=steps), TODAY, opened)
    assert [each.step.id for each in card.steps] == [3, 2, 4, 1]


def test_evidence_of_the_running_cycle_stands_first_and_latest_side_by_side() -> None:
    some = (
        evidence(1, days_ago(20), 5),
        evidence(2, days_ago(2), 14),
        evidence(3, days_ago(9), 9),
        evidence(4, TODAY, 20, cycle=2),
        evidence(5, TODAY, 1, measure="write"),
    )
    card = prepare(known(cycles=(cycle(1),), evidence=some), TODAY, locked)
    assert [(m.measure, m.baseline.id, m.latest.id) for m in card.evidence] == [
        ("talk", 1, 2),
        ("write", 5, 5),
    ]
    assert prepare(known(evidence=some), TODAY, locked).evidence == ()


def test_only_who_agreed_is_named_and_the_others_are_counted() -> None:
    people = (
        teacher("ana", question="How do students debate?", grade="5"),
        teacher("ben", question="Who talks in a debate?"),
        teacher("cleo", grade="5", question="Labs?"),
        teacher("dan", question="Labs?"),
        teacher("eve", question="Which debates last?"),
    )
    ideas = (idea(1, "ben", tags=("talk",)), idea(2, "dan"), idea(3))
    facts = known(
        teacher=people[0],
        caseload=people,
        ideas=ideas,
        names={each.handle: each.name for each in people},
    )
    card = prepare(facts, TODAY, opened)
    assert [(each.name, each.why) for each in card.colleagues] == [("Ben", ("debate",))]
    assert card.unnamed == 2
    in_cycle = (cycle(1, ("dan",), question="When is a debate over?"), cycle(2, ("ben",)))
    card = prepare(replace(facts, cycles=in_cycle), TODAY, opened)
    assert [each.name for each in card.colleagues] == ["Dan"]


@st.composite
def stores(draw: st.DrawFn) -> Known:
    """What a store may hold of a teacher, with a marker of its own in each sealed text."""
    states = st.sampled_from(SessionState)
    ids = draw(st.lists(st.integers(1, 50), unique=True, max_size=8))
    days = sorted(draw(st.lists(st.integers(-20, 60), min_size=len(ids), max_size=len(ids))))
    sessions = [
        session(
            id, TODAY - timedelta(days=ago), state=draw(states), counts_as_visit=draw(st.booleans())
        )
        for id, ago in zip(ids, reversed(days), strict=True)
    ]
    notes = [
        note(each.id, part, f"{part}<{each.id}>")
        for each in sessions
        for part in draw(st.lists(st.sampled_from(Part), unique=True))
    ]
    ideas = [
        idea(
            id,
            draw(st.sampled_from([None, "ben", "cleo"])),
            focus=draw(st.none() | st.sampled_from(Focus)),
            tags=tuple(draw(st.lists(st.sampled_from(["talk", "labs"]), unique=True))),
            sealed=f"idea<{id}>".encode(),
        )
        for id in draw(st.lists(st.integers(1, 30), unique=True, max_size=8))
    ]
    ana = teacher("ana", question=draw(st.sampled_from(["", "Who talks in labs?"])))
    return known(teacher=ana, sessions=sessions, notes=notes, ideas=ideas)


@given(stores(), st.booleans())
def test_a_card_opens_what_it_shows_and_shows_no_other_text(facts: Known, is_open: bool) -> None:
    asked = []

    def read(text: Sealed) -> str | None:
        asked.append(text.sealed.decode())
        return asked[-1] if is_open else None

    card = prepare(facts, TODAY, read)
    noted = [card.worked, *(each.notes for each in card.sessions), *card.ask_next]
    shown = [each.text for each in noted if each is not None]
    shown += [each.text for each in card.ideas]
    assert sorted(map(str, shown)) == sorted(asked if is_open else ["None"] * len(asked))
    assert card.is_locked is (bool(asked) and not is_open)
    held = [s for s in facts.sessions if s.state is SessionState.HELD and s.date <= TODAY]
    allowed = {f"{part}<{s.id}>" for part in SHOWN for s in held}
    allowed |= {f"idea<{each.id}>" for each in facts.ideas}
    assert set(asked) <= allowed
    count = {part: sum(text.startswith(f"{part}<") for text in asked) for part in SHOWN}
    assert count[Part.NOTES] <= SESSIONS
    assert count[Part.WORKS] <= 1
    assert sum(text.startswith("idea<") for text in asked) <= IDEAS
