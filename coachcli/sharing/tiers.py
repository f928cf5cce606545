"""In which tier each column of the store is: the one list, held against the real schema by a test.

A column is sealed, private or shared. What the program keeps for its own use is private. What is
shared may stand in a report: of sessions only those that were held, of teachers only what their
place in reports allows, and where a group names a column of agreement, only the rows that say yes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from coachcli.values.frozen import dataclass


class Tier(StrEnum):
    """Who may see a column: nobody without a key, the coach alone, or the reader of a report."""

    SEALED = "sealed"
    PRIVATE = "private"
    SHARED = "shared"


@dataclass(frozen=True)
class Group:
    """Columns that are spoken of together.

    ``name`` is what the agreement knows them by. ``tables`` maps a table to its columns, divided by
    spaces. With ``agreed``, a column of yes and no in the same table, only the rows that say yes
    are shared; the others are private.
    """

    name: str
    tier: Tier
    tables: Mapping[str, str]
    agreed: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Each as ``table.column``."""
        return tuple(
            f"{table}.{each}" for table, named in self.tables.items() for each in named.split()
        )


GROUPS = (
    Group("session_texts", Tier.SEALED, {"note": "sealed"}),
    Group("step_texts", Tier.SEALED, {"next_step": "sealed"}),
    Group("cycle_texts", Tier.SEALED, {"cycle_note": "sealed", "evidence": "sealed"}),
    Group("idea_texts", Tier.SEALED, {"idea": "sealed"}),
    Group("other_time_texts", Tier.SEALED, {"other_time": "sealed"}),
    Group("details", Tier.PRIVATE, {"teacher": "handle email room archived_on in_reports"}),
    Group("frequency", Tier.PRIVATE, {"teacher": "every max_gap since"}),
    Group(
        "free_times",
        Tier.PRIVATE,
        {
            "window": "teacher_id day period start end preferred",
            "away": "teacher_id first last",
        },
    ),
    # Counts for one teacher come from here, so it is private although names are shared.
    Group("taking_part", Tier.PRIVATE, {"attendance": "session_id teacher_id"}),
    Group(
        "session_times",
        Tier.PRIVATE,
        {"session": "date start end slot occurrence counts_as_visit pinned"},
    ),
    # The state also tells who called off and who was not there. A report counts held sessions, and
    # the others do not stand in it.
    Group("session_outcomes", Tier.PRIVATE, {"session": "state cancelled_by"}),
    Group("asked_by", Tier.PRIVATE, {"session": "asked_by"}),
    Group(
        "step_dates",
        Tier.PRIVATE,
        {"next_step": "teacher_id session_id owner agreed_on check_on state closed_on"},
    ),
    Group(
        "cycle_details",
        Tier.PRIVATE,
        {
            "cycle": "target look_fors started_on weeks every closed_on project",
            "cycle_teacher": "cycle_id teacher_id",
            "cycle_phase": "phase began_on",
            "cycle_wording": "question until",
        },
    ),
    Group("evidence_details", Tier.PRIVATE, {"evidence": "teacher_id taken_on shareable"}),
    Group(
        "idea_details",
        Tier.PRIVATE,
        {"idea": "teacher_id may_name focus added_on", "idea_tag": "tag"},
    ),
    Group("other_days", Tier.PRIVATE, {"other_time": "spent_on"}),
    Group("open_questions", Tier.PRIVATE, {"prompt": "text phase focus is_on built_in"}),
    Group(
        "school_calendar",
        Tier.PRIVATE,
        {
            "period": "day name start end",
            "closure": "first last label in_session",
            "week_capacity": "week visits",
            "commitment": "label rule first last period start end counts_as_visit",
            "commitment_teacher": "commitment_id teacher_id",
            "commitment_skip": "commitment_id day",
        },
    ),
    Group("settings", Tier.PRIVATE, {"setting": "key value", "spelling": "word meaning"}),
    # The program's own bookkeeping: numbers, what belongs to what, which part a sealed text is.
    Group(
        "bookkeeping",
        Tier.PRIVATE,
        {
            "teacher": "id uid",
            "session": "id uid commitment_id",
            "session_kind": "session_id",
            "note": "id uid session_id part",
            "next_step": "id uid",
            "cycle": "id uid",
            "cycle_phase": "id cycle_id",
            "cycle_wording": "id cycle_id",
            "cycle_note": "id uid cycle_id part",
            "evidence": "id uid cycle_id",
            "idea": "id uid",
            "idea_tag": "idea_id",
            "other_time": "id uid",
            "prompt": "id",
            "window": "id",
            "away": "id uid",
            "period": "id",
            "closure": "id uid",
            "commitment": "id uid",
            "alembic_version": "version_num",
            "sqlite_sequence": "name seq",
        },
    ),
    Group("names", Tier.SHARED, {"teacher": "name"}),
    # Never of one teacher: a report says how many of them there are, from three on.
    Group("caseload", Tier.SHARED, {"teacher": "support subject grade"}),
    Group("questions", Tier.SHARED, {"teacher": "question focus", "cycle": "question focus phase"}),
    Group("coaching", Tier.SHARED, {"session": "focus minutes", "session_kind": "kind"}),
    Group("evidence", Tier.SHARED, {"evidence": "measure met total"}, agreed="shareable"),
    Group("other_time", Tier.SHARED, {"other_time": "work minutes"}),
)

TIERS: Mapping[str, Tier] = {column: group.tier for group in GROUPS for column in group.columns}
"""The tier of each ``table.column``."""

COUNTED = frozenset(
    f"{table}.{column}"
    for table, columns in {
        "teacher": "id since archived_on in_reports",
        "session": "id date state",
        "session_kind": "session_id",
        "attendance": "session_id teacher_id",
        "cycle": "id started_on closed_on",
        "cycle_teacher": "cycle_id teacher_id",
        "cycle_phase": "id cycle_id phase began_on",
        "evidence": "id cycle_id teacher_id taken_on shareable",
        "other_time": "id spent_on",
    }.items()
    for column in columns.split()
)
"""Private columns by which a report chooses and counts. Their values do not stand in it."""

READABLE = COUNTED | {column for column, tier in TIERS.items() if tier is Tier.SHARED}
"""All that a report is made from; the store refuses it everything else."""


def of_tier(tier: Tier) -> tuple[Group, ...]:
    """The groups of one tier, in the order in which they are told."""
    return tuple(group for group in GROUPS if group.tier is tier)
