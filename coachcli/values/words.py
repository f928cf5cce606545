"""The words that are one of a few: what a session was, where a cycle is, whose a step is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Support(StrEnum):
    """Whether a teacher is officially assigned (``core``) or carried over (``side``)."""

    CORE = "core"
    SIDE = "side"


class InReports(StrEnum):
    """How a teacher may stand in a report: with the inquiry question, by name, or as a count."""

    QUESTION = "question"
    NAME = "name"
    ANONYMOUS = "anonymous"


class SessionState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Kind(StrEnum):
    """What a session was; a session may be several of these at once."""

    INITIAL_MEETING = "initial_meeting"
    OBSERVATION = "observation"
    DEBRIEF = "debrief"
    CO_PLANNING = "co_planning"
    MODELING = "modeling"
    CO_TEACHING = "co_teaching"
    STUDENT_WORK = "student_work"
    RESOURCES = "resources"
    ROLE_PLAY = "role_play"
    PEER_VISIT = "peer_visit"
    TEAM_MEETING = "team_meeting"
    CONTACT = "contact"


def is_contact(kinds: Sequence[Kind]) -> bool:
    """Whether a session of these kinds was a hallway talk or an email and nothing more."""
    return tuple(kinds) == (Kind.CONTACT,)


class Focus(StrEnum):
    """Knight's Big Four."""

    CLASSROOM_MANAGEMENT = "classroom_management"
    CONTENT_PLANNING = "content_planning"
    INSTRUCTION = "instruction"
    ASSESSMENT = "assessment"


class AskedBy(StrEnum):
    """Who wanted the session to happen."""

    TEACHER = "teacher"
    COACH = "coach"
    PLANNED = "planned"


class Party(StrEnum):
    """Who called a session off."""

    TEACHER = "teacher"
    COACH = "coach"
    SCHOOL = "school"


class Owner(StrEnum):
    """Whose next step it is."""

    TEACHER = "teacher"
    COACH = "coach"


class StepState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Part(StrEnum):
    """The sealed parts of a session, in the order in which they are asked for."""

    NOTES = "notes"
    WORKS = "works"
    HARD = "hard"
    ASK_NEXT = "ask_next"
    REASON = "reason"


PARTS = {
    Part.NOTES: "Notes",
    Part.WORKS: "What works",
    Part.HARD: "What is hard",
    Part.ASK_NEXT: "Ask next time",
    Part.REASON: "Reason",
}
"""What stands above each part."""


class Phase(StrEnum):
    """Where a cycle is (Knight's impact cycle); it may go either way until it is closed."""

    IDENTIFY = "identify"
    LEARN = "learn"
    IMPROVE = "improve"
    CLOSED = "closed"


class CyclePart(StrEnum):
    """The sealed parts of a cycle's end: the teacher's reflection, and what goes on."""

    REFLECTION = "reflection"
    GOES_ON = "goes_on"


class Work(StrEnum):
    """What the coach's time goes to without a teacher being coached."""

    WORKSHOP = "workshop"
    LEARNING_COMMUNITY = "learning_community"
    DATA_WORK = "data_work"
    PLANNING_RESOURCES = "planning_resources"
    STUDENT_GROUP = "student_group"
    COVERING = "covering"
    DUTY = "duty"
    OWN_LEARNING = "own_learning"


class DueState(StrEnum):
    """Where a teacher stands in the rotation, most urgent first."""

    OVERDUE = "overdue"
    DUE = "due"
    PLANNED = "planned"
    OK = "ok"
    AWAY = "away"
