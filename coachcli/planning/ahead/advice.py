"""What the weeks ahead come to, in sentences: who has to wait, why, and what would help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coachcli.dates import say_week
from coachcli.planning.ahead.forecast import Forecast, ForecastWeek, LateVisit
from coachcli.planning.ahead.remedies import Remedy, remedies, shortage
from coachcli.planning.week import situation as know
from coachcli.planning.week.situation import Situation
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import typed

OTHER_WEEK = (
    "For so many weeks another first week is better than the one that `coach schedule week` plans,"
    " which lets nobody wait for the sake of a far week."
)


@dataclass(frozen=True)
class Advice:
    """``verdict``: whether everybody can be met in time; if not, from when on not, and why.
    ``remedies``: each would clear it, with what to type."""

    verdict: tuple[str, ...]
    remedies: tuple[str, ...]


def advice(
    week: date, situation: Situation, forecast: Forecast, names: Mapping[str, str]
) -> Advice:
    """What to say of a forecast from the week of Monday ``week`` on; ``names`` by handle.

    It takes time: what helps is found by planning with it.
    """
    late = next((each for each in forecast.late if each.due_week >= week), None)
    tried = _remedies(situation, forecast) if late else ()
    sentences = [_verdict(situation.today, forecast, late, names)]
    sentences += _never_met(forecast, names)
    if not forecast.ahead.is_published:
        sentences.append(OTHER_WEEK)
    if late and not tried:
        sentences.append("No single change that was tried clears it.")
    said = (_say_remedy(each, forecast.weeks, situation.today, names) for each in tried)
    return Advice(tuple(sentences), tuple(said))


def _remedies(situation: Situation, forecast: Forecast) -> tuple[Remedy, ...]:
    usual = {
        number: len(know.taking_room(each.week, situation))
        for number, each in enumerate(forecast.weeks)
        if each.week not in situation.capacities
    }
    return tuple(remedies(forecast.ahead.rotation, forecast.ahead.plan.late, usual))


def _verdict(
    today: date, forecast: Forecast, late: LateVisit | None, names: Mapping[str, str]
) -> str:
    """``late`` is the first who will be late and is not yet."""
    if not forecast.late:
        return "Nobody has to wait longer than agreed."
    if late is None:
        return "Nobody has to wait longer than agreed, but for those who are late already:"
    begins = f"From {say_week(late.due_week, today)} on someone will be late"
    short = shortage(forecast.ahead.rotation)
    if short is None:
        how = "can be arranged" if forecast.ahead.plan.is_proven else "was found"
        return f"{begins}: no order of visits in which everybody is in time {how}."
    until = say_week(forecast.weeks[short.week].week, today)
    if short.is_everybody:
        return f"{begins}: up to {until} {short.needed} visits are needed, and {short.room} fit."
    who = ", ".join(names[handle] for handle in short.handles)
    return (
        f"{begins}: up to {until} these need {short.needed} visits, and their free times and the"
        f" capacity take {short.room}: {who}."
    )


def _never_met(forecast: Forecast, names: Mapping[str, str]) -> list[str]:
    """A sentence for each teacher who is there and has no free time in any of the weeks."""
    rooms = forecast.ahead.rotation.weeks
    return [
        f"{names[teacher.handle]} has no free time in any of these weeks."
        f" Type: coach teacher edit {typed(teacher.handle)} --free 'DAY PERIOD; ...'"
        for teacher in forecast.ahead.rotation.teachers
        if not teacher.booked
        and len(teacher.away) < len(rooms)
        and not any(room.slots is None or room.slots.get(teacher.handle) for room in rooms)
    ]


def _say_remedy(
    remedy: Remedy, weeks: tuple[ForecastWeek, ...], today: date, names: Mapping[str, str]
) -> str:
    """What helps, in words, with what to type."""
    name = names.get(remedy.handle, "")
    if remedy.code == "extra_visit":
        week = weeks[remedy.week]
        what = f"One extra visit in {say_week(week.week, today)}."
        return f"{what} Type: coach capacity {week.capacity + 1} --week {week.week}"
    if remedy.code == "longer_cadence":
        edit = f"coach teacher edit {typed(remedy.handle)} --every {remedy.every}"
        return f"{name} every {remedy.every} weeks. Type: {edit}"
    if remedy.code == "free_time":
        edit = f"coach teacher edit {typed(remedy.handle)} --free 'DAY PERIOD; ...'"
        return f"Another free time for {name}. Type: {edit}"
    return f"{remedy.visits} visits in every week. Type: coach capacity {remedy.visits}"
