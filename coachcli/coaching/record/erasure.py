"""What erasing a teacher takes away, what stays, and what is out of reach: in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coachcli.dates import counted
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import Teacher

OUT_OF_REACH = (
    "backups made with coach backup, wherever they lie",
    "copies that a backup service or a synced folder made of the home folder",
    "exports, handovers, reports, files of a log or a caseload, printed pages",
    "what somebody has read, or can read in an old copy with its passphrase",
)

ALONE = {
    "sessions": ("session with nobody else", "sessions with nobody else"),
    "notes": ("sealed note in them", "sealed notes in them"),
    "steps": ("next step", ""),
    "cycles": ("cycle with nobody else", "cycles with nobody else"),
    "cycle_notes": ("sealed text at the end of them", "sealed texts at the end of them"),
    "evidence": ("entry of evidence", "entries of evidence"),
    "ideas": ("idea", ""),
    "windows": ("free time", ""),
    "absences": ("absence", ""),
    "meetings": ("recurring meeting with nobody else", "recurring meetings with nobody else"),
    "drafts": ("unfinished entry", "unfinished entries"),
    "states": ("earlier state in the history", "earlier states in the history"),
}
SHARED = {
    "shared_sessions": ("group session with its notes", "group sessions with their notes"),
    "shared_cycles": ("cycle of a team", "cycles of a team"),
    "shared_meetings": ("recurring meeting", ""),
}
"""What is counted, in words for one and for several."""


@dataclass(frozen=True)
class Leaving:
    """What there is of a teacher. ``counts`` are by the words above.

    ``mentions`` say which texts in the clear stay and may name the teacher.
    """

    who: Teacher
    counts: Mapping[str, int]
    mentions: tuple[str, ...]
    keep_hours: bool

    @property
    def going(self) -> list[str]:
        """What goes."""
        return ["the profile", *self._said(ALONE)]

    @property
    def shared(self) -> list[str]:
        """What stays for others, without the teacher."""
        return self._said(SHARED)

    def _said(self, what: Mapping[str, tuple[str, str]]) -> list[str]:
        said = (counted(self.counts[name], *words) for name, words in what.items())
        return [each for each in said if each]


def told(found: Leaving) -> Iterator[tuple[str, list[str]]]:
    """Sentences, each with the list that it introduces, if any."""
    name, held = found.who.name, counted(found.counts["held"], "held session")
    yield f"Erasing {found.who.full} takes away for good:", found.going
    if found.shared:
        yield f"Stays for the others, without {name}: {', '.join(found.shared)}.", []
    if held and found.keep_hours:
        yield f"Kept as hours that are nobody's: day, kinds and minutes of {held}.", []
    elif held:
        yield "To keep the hours, without the teacher, add --keep-hours.", []
    if found.mentions:
        yield "These stay and may name the teacher; change them before:", list(found.mentions)
    yield "What was sealed about others may name the teacher too: coach search finds it.", []
    yield "Out of the reach of coach, so for you to look after:", list(OUT_OF_REACH)
    yield "This cannot be undone. coach undo will not reach back over it.", []
