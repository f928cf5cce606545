"""Signs of trust, in words and as a small plot. One square is one session, so nothing is hidden in
a share; the squares differ in shape, not only in colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from coachcli.dates import say_day
from coachcli.render.screen import NOBODY_YET, Screen, safe
from coachcli.values.trust import Sign, SignOf, Signs

if TYPE_CHECKING:
    from rich.text import Text

SQUARES, PLAIN_SQUARES = ("■", "□"), ("#", ".")
"""Of a session that the teacher asked for, and of another."""

PRIVATE = "For your eyes only: it is about how the coaching is met, and never in a report."


def draw_signs(screen: Screen, view: Signs, today: date) -> None:
    """One teacher: the sum in words, a line of squares for each stretch, whose eyes it is for."""
    screen.say(f"{view.teacher.name}, since {say_day(view.total.days.first, today)}", "bold")
    words = in_words(view.total)
    screen.say(f"{words[0].upper()}{words[1:]}.")
    if contacts := contact_words(view.total):
        screen.say(f"{contacts[0].upper()}{contacts[1:]}.")
    if any(sign.held for sign in view.periods):
        screen.say()
        asked, other = PLAIN_SQUARES if screen.plain else SQUARES
        wide = max(len(sign.title) for sign in view.periods)
        for sign in view.periods:
            screen.out.print(plotted(screen, sign, wide))
        screen.say(f"{asked} asked for by the teacher  {other} planned, or asked for by you", "dim")
        screen.say()
    screen.say(PRIVATE)


def plotted(screen: Screen, sign: Sign, wide: int) -> Text:
    """``Sep  ■■□□□  2 of 5``; more sessions than fit are shown in proportion and said so."""
    from rich.text import Text

    asked, other = PLAIN_SQUARES if screen.plain else SQUARES
    words = f"{sign.asked} of {sign.held}" if sign.held else "no session"
    room = max(5, screen.out.width - wide - len(words) - 4)
    length = min(sign.held, room)
    filled = round(sign.asked * length / sign.held) if sign.held else 0
    line = Text(f"{safe(sign.title):<{wide}}  ")
    line.append(asked * filled, "green")
    line.append(other * (length - filled))
    line.append(f"  {words}" if length else words)
    return line


def draw_everybody(screen: Screen, rows: Sequence[SignOf], first: date, today: date) -> None:
    """Everybody by name, in words alone: nobody is compared."""
    if not rows:
        screen.say(NOBODY_YET)
        return
    screen.say(f"Since {say_day(first, today)}", "bold")
    for row in rows:
        if not row.sign.empty:
            more = contact_words(row.sign)
            screen.say(f"{row.teacher.name}: {in_words(row.sign)}{f'; {more}' if more else ''}")
    without = [row.teacher.name for row in rows if row.sign.empty]
    if without:
        screen.say(f"No session in this time: {', '.join(without)}.")
    screen.say()
    screen.say(f"{PRIVATE} One teacher over time: coach trust TEACHER")


def in_words(sign: Sign) -> str:
    if not sign.held:
        return "no session in this time"
    return f"{sign.asked} of {sign.held} asked for by the teacher"


def contact_words(sign: Sign) -> str:
    """What is to be said of hallway talks and emails, if there were any."""
    if not sign.contacts:
        return ""
    return f"contacts begun by the teacher: {sign.contacts_asked} of {sign.contacts}"
