"""The agreement: what is written down, who can read it and what a report may say, in plain words.

What it lists of the data are the groups of ``tiers``, in their order; a language only says what
each of them is called. The languages are in ``english`` and ``spanish``.
"""

from __future__ import annotations

from collections.abc import Mapping

from coachcli.sharing.tiers import Tier, of_tier
from coachcli.sharing.wording import Language, Topic, Wording
from coachcli.values.frozen import dataclass

SMALLEST_GROUP = 3
"""A report says nothing of fewer teachers than these taken together."""


NEVER: Mapping[str, tuple[str, ...]] = {
    "what_was_said": tuple(c for group in of_tier(Tier.SEALED) for c in group.columns),
    "counts_per_teacher": ("attendance.teacher_id",),
    "session_dates": ("session.date", "session.start", "session.end", "session.slot"),
    "cancellations": ("session.state", "session.cancelled_by"),
    "no_shows": ("session.state",),
    "waits": ("teacher.every", "teacher.max_gap", "teacher.since"),
    "who_asked": ("session.asked_by",),
    "steps": ("next_step.owner", "next_step.state", "next_step.agreed_on", "next_step.check_on"),
    "small_groups": ("attendance.session_id", "cycle_teacher.teacher_id"),
}
"""What stays out of a report by default, and the columns in which it is kept."""

POINTS: Mapping[Topic, tuple[str, ...]] = {
    **{Topic(tier.value): tuple(group.name for group in of_tier(tier)) for tier in Tier},
    Topic.NEVER: tuple(NEVER),
    Topic.READERS: ("coach", "teacher", "principal", "files"),
    Topic.PROTECTS: ("lost_computer", "other_users", "backups", "synced_folder"),
    Topic.LIMITS: (
        "open_screen",
        "takeover",
        "in_the_clear",
        "weak_passphrase",
        "no_passphrase",
        "copies",
        "earlier_copies",
        "lost_key",
    ),
    Topic.LAW: (),
}
"""Which points each section has."""


@dataclass(frozen=True)
class AgreementPoint:
    point: str
    text: str


@dataclass(frozen=True)
class AgreementSection:
    section: Topic
    title: str
    text: tuple[str, ...]
    points: tuple[AgreementPoint, ...]


@dataclass(frozen=True)
class Agreement:
    language: Language
    title: str
    lead: tuple[str, ...]
    smallest_group: int
    sections: tuple[AgreementSection, ...]


def agreement(language: Language) -> Agreement:
    """The agreement in a language."""
    wording = wording_of(language)
    sections = tuple(section(wording, topic) for topic in Topic)
    return Agreement(language, wording.title, wording.lead, SMALLEST_GROUP, sections)


def wording_of(language: Language) -> Wording:
    # Only the language that is asked for is loaded.
    if language is Language.SPANISH:
        from coachcli.sharing.spanish import SPANISH

        return SPANISH
    from coachcli.sharing.english import ENGLISH

    return ENGLISH


def section(wording: Wording, topic: Topic) -> AgreementSection:
    words = wording.sections[topic]
    points = tuple(
        AgreementPoint(name, words.points[name].format(smallest=SMALLEST_GROUP))
        for name in POINTS[topic]
    )
    return AgreementSection(topic, words.title, words.text, points)
