"""Signs of trust, in words and as a small plot. One square is one session, so nothing is hidden in
a share; the squares differ in shape, not only in colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from coachcli.dates import say_day
from coachcli.render.screen import NOBODY_YET, Screen, safe
from coachcli.values.frozen import dataclass

if TYPE_CHECKING:
    from rich.text import Text

ASKED, OTHER = "■", "□"
PLAIN_ASKED, PLAIN_OTHER = "#", "."
PRIVATE = "For your eyes only: it is about how the coaching is met, and never in a report."


@dataclass(frozen=True)
class SignRow:
    """Held sessions of some days, and how many of them the teacher asked for; contacts apart."""

    title: str
    first: date
    last: date
    held: int
    asked: int
    contacts: int
    contacts_asked: int

    @property
    def data(self) -> dict[str, Any]:
        return {
            "first": self.first,
            "last": self.last,
            "held": self.held,
            "asked_by_teacher": self.asked,
            "contacts": self.contacts,
            "contacts_by_teacher": self.contacts_asked,
        }


def draw_sign(
    screen: Screen, name: str, total: SignRow, rows: Sequence[SignRow], today: date
) -> None:
    """One teacher: the sum in words, a line of squares for each stretch, whose eyes it is for."""
    screen.say(f"{name}, since {say_day(total.first, today)}", "bold")
    words = in_words(total)
    screen.say(f"{words[0].upper()}{words[1:]}.")
    if contacts := contact_words(total):
        screen.say(f"{contacts[0].upper()}{contacts[1:]}.")
    if any(row.held for row in rows):
        screen.say()
        asked, other = (PLAIN_ASKED, PLAIN_OTHER) if screen.plain else (ASKED, OTHER)
        wide = max(len(row.title) for row in rows)
        for row in rows:
            screen.out.print(plotted(screen, row, wide))
        screen.say(f"{asked} asked for by the teacher  {other} planned, or asked for by you", "dim")
        screen.say()
    screen.say(PRIVATE)


def plotted(screen: Screen, row: SignRow, wide: int) -> Text:
    """``Sep  ■■□□□  2 of 5``; more sessions than fit are shown in proportion and said so."""
    from rich.text import Text

    asked, other = (PLAIN_ASKED, PLAIN_OTHER) if screen.plain else (ASKED, OTHER)
    words = f"{row.asked} of {row.held}" if row.held else "no session"
    room = max(5, screen.out.width - wide - len(words) - 4)
    length = min(row.held, room)
    filled = round(row.asked * length / row.held) if row.held else 0
    line = Text(f"{safe(row.title):<{wide}}  ")
    line.append(asked * filled, "green")
    line.append(other * (length - filled))
    line.append(f"  {words}" if length else words)
    return line


def draw_signs(
    screen: Screen, rows: Sequence[tuple[str, SignRow]], first: date, today: date
) -> None:
    """Everybody by name, in words alone: nobody is compared."""
    if not rows:
        screen.say(NOBODY_YET)
        return
    screen.say(f"Since {say_day(first, today)}", "bold")
    for name, row in rows:
        if row.held or row.contacts:
            more = contact_words(row)
            screen.say(f"{name}: {in_words(row)}{f'; {more}' if more else ''}")
    without = [name for name, row in rows if not (row.held or row.contacts)]
    if without:
        screen.say(f"No session in this time: {', '.join(without)}.")
    screen.say()
    screen.say(f"{PRIVATE} One teacher over time: coach trust TEACHER")


def in_words(row: SignRow) -> str:
    if not row.held:
        return "no session in this time"
    return f"{row.asked} of {row.held} asked for by the teacher"


def contact_words(row: SignRow) -> str:
    """What is to be said of hallway talks and emails, if there were any."""
    if not row.contacts:
        return ""
    return f"contacts begun by the teacher: {row.contacts_asked} of {row.contacts}"
