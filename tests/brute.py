"""Every plan of a very small rotation, tried one by one. No code of the planner but its values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations, product

from exact import Late

from coachcli.planning.placing.room import WeekRoom
from coachcli.planning.rotation.waits import Rotation, RotationTeacher

Weeks = Sequence[Sequence[str]]


def best(problem: Rotation) -> tuple[Late, Weeks]:
    """The least list of late waits of all plans and, of the plans that have it, one."""
    return min(((waits(problem, plan)[0], plan) for plan in plans(problem)), key=lambda p: p[0])


def plans(problem: Rotation) -> Iterator[Weeks]:
    return product(*(list(_sets(problem, week)) for week in range(problem.horizon)))


def waits(problem: Rotation, plan: Weeks) -> tuple[Late, int]:
    """The late waits of a plan, the worst first, and how many visits come before they are due."""
    late, early = list[tuple[bool, Fraction]](), 0
    for teacher in problem.teachers:
        at = teacher.last
        for week in range(problem.horizon + 1):
            now = _counted(teacher, week, problem.horizon)
            planned = week < problem.horizon and teacher.handle in plan[week]
            if planned or week in teacher.booked or week == problem.horizon:
                if now - at > teacher.every:
                    late.append((now - at > teacher.max_gap, Fraction(now - at, teacher.every)))
                early += now - at < teacher.every and planned
                at = now
    return tuple(sorted(late, reverse=True)), early


def is_valid(problem: Rotation, plan: Weeks) -> bool:
    """Whether each week can take its visits and nobody is met away, or where a visit stands."""
    teachers = {teacher.handle: teacher for teacher in problem.teachers}
    return all(
        len(set(met)) == len(met)
        and fits(problem.weeks[week], met)
        and not any(week in teachers[h].away | teachers[h].booked for h in met)
        for week, met in enumerate(plan)
    )


def fits(room: WeekRoom, met: Sequence[str]) -> bool:
    """Whether all of ``met`` can have a place of their own, by trying every order of choosing."""
    if len(met) > max(0, room.capacity):
        return False
    if room.slots is None:
        return True
    day_of = {place: slot.date for slot, place in room.places.items()}
    choices = [{room.places[slot] for slot in room.slots.get(h, ())} for h in met]
    for places in product(*choices):
        loads = [day_of[place] for place in places]
        if len(set(places)) == len(places) and all(
            room.day_max is None or loads.count(day) + room.load.get(day, 0) <= room.day_max
            for day in loads
        ):
            return True
    return False


def _sets(problem: Rotation, week: int) -> Iterator[tuple[str, ...]]:
    there = [t.handle for t in problem.teachers if week not in t.away | t.booked]
    sizes = (combinations(there, n) for n in range(len(there) + 1))
    return (met for met in chain.from_iterable(sizes) if fits(problem.weeks[week], met))


def _counted(teacher: RotationTeacher, week: int, end: int) -> int:
    return sum(w == end or w not in teacher.away for w in range(week + 1)) - 1
