"""An exact solver that shares nothing with the planner but the problem's own values.

Every teacher's visits are a path through the weeks, an arc for each gap, solved with OR-Tools'
CP-SAT. It is slow, and it is right; tests and the bench hold the planner against it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ortools.sat.python import cp_model

from coachcli.planning.rotation.waits import Rotation, RotationTeacher

Late = tuple[tuple[bool, Fraction], ...]
"""Late waits, the worst first: whether beyond the longest wait, and gap / every."""

STEP = Fraction(1, 133)
"""Less than lies between two different gap / every, for cadences from 1 to 12."""

_NOBODY = -1


class Unknown(Exception):
    """The solver had no answer in the time it was given."""


@dataclass
class _Model:
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    visit: dict[tuple[int, int], cp_model.IntVar] = field(default_factory=dict)
    late: dict[tuple[bool, Fraction], list[cp_model.IntVar]] = field(default_factory=dict)
    early: list[cp_model.IntVar] = field(default_factory=list)


def late_waits(problem: Rotation, seconds: float = 20) -> Late:
    """The least list of late waits, solved severity by severity. Raises Unknown."""
    return _solved(problem, seconds)[0]


def best_week(problem: Rotation, seconds: float = 20) -> tuple[Late, tuple[str, ...]]:
    """The least list of late waits, and the first week of a plan that has it."""
    late, model, solver = _solved(problem, seconds, workers=1)  # one: the same plan each time
    return late, tuple(
        teacher.handle
        for i, teacher in enumerate(problem.teachers)
        if (i, 0) in model.visit and solver.value(model.visit[i, 0])
    )


def is_possible(problem: Rotation, worst: Fraction, seconds: float = 20) -> bool:
    """Whether a plan exists in which no gap / every is above ``worst``. Raises Unknown."""
    model = _modelled(problem)
    for (_, ratio), arcs in model.late.items():
        if ratio > worst:
            model.cp.add(sum(arcs) == 0)
    return _run(model, seconds)[1]


def _solved(
    problem: Rotation, seconds: float, workers: int = 2
) -> tuple[Late, _Model, cp_model.CpSolver]:
    model = _modelled(problem)
    late: list[tuple[bool, Fraction]] = []
    for severity in sorted(model.late, reverse=True):
        arcs = model.late[severity]
        model.cp.minimize(sum(arcs))
        solver, _ = _run(model, seconds, workers)
        least = round(solver.objective_value)
        model.cp.add(sum(arcs) == least)
        late += [severity] * least
    model.cp.minimize(sum(model.early))
    solver, _ = _run(model, seconds, workers)
    return tuple(late), model, solver


def _run(model: _Model, seconds: float, workers: int = 2) -> tuple[cp_model.CpSolver, bool]:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return solver, False
    if status != cp_model.OPTIMAL:
        raise Unknown
    return solver, True


def _modelled(problem: Rotation) -> _Model:
    model = _Model()
    for i, teacher in enumerate(problem.teachers):
        _add_path(model, i, teacher, problem)
    for week in range(problem.horizon):
        _add_week(model, week, problem)
    return model


def _add_path(model: _Model, i: int, teacher: RotationTeacher, problem: Rotation) -> None:
    end = problem.horizon
    nodes = [-1]
    for week in range(end):
        if week in teacher.booked:
            nodes.append(week)
        elif week not in teacher.away and _places(problem, teacher.handle, week):
            model.visit[i, week] = model.cp.new_bool_var(f"visit {i} {week}")
            nodes.append(week)
    nodes.append(end)
    leaving: dict[int, list[cp_model.IntVar]] = {node: [] for node in nodes}
    entering: dict[int, list[cp_model.IntVar]] = {node: [] for node in nodes}
    for a in nodes:
        for b in nodes:
            if a < b and not any(a < booked < b for booked in teacher.booked):
                arc = model.cp.new_bool_var(f"gap {i} {a} {b}")
                leaving[a].append(arc)
                entering[b].append(arc)
                gap = _counted(teacher, b, end) - (
                    teacher.last if a == -1 else _counted(teacher, a, end)
                )
                if gap > teacher.every:
                    severity = (gap > teacher.max_gap, Fraction(gap, teacher.every))
                    model.late.setdefault(severity, []).append(arc)
                elif gap < teacher.every and b != end:
                    model.early.append(arc)
    model.cp.add(sum(leaving[-1]) == 1)
    for node in nodes[1:-1]:
        model.cp.add(sum(entering[node]) == sum(leaving[node]))
        there = 1 if node in teacher.booked else model.visit[i, node]
        model.cp.add(sum(entering[node]) == there)


def _counted(teacher: RotationTeacher, week: int, end: int) -> int:
    """The week as the teacher counts it; the one after the horizon counts for everybody."""
    return sum(1 for w in range(week + 1) if w == end or w not in teacher.away) - 1


def _places(problem: Rotation, handle: str, week: int) -> set[int]:
    room = problem.weeks[week]
    if room.slots is None:
        return {_NOBODY}
    return {room.places[slot] for slot in room.slots.get(handle, ())}


def _add_week(model: _Model, week: int, problem: Rotation) -> None:
    room = problem.weeks[week]
    there = [(i, teacher) for i, teacher in enumerate(problem.teachers) if (i, week) in model.visit]
    model.cp.add(sum(model.visit[i, week] for i, _ in there) <= max(0, room.capacity))
    mine = [_places(problem, teacher.handle, week) for _, teacher in there]
    everywhere = set(room.places.values()) if room.slots else set()
    if room.slots is None or (
        room.day_max is None
        and len(everywhere) >= room.capacity
        and all(places == everywhere for places in mine)
    ):
        return  # only the capacity counts
    day_of = {place: slot.date for slot, place in room.places.items()}
    at: dict[int, list[cp_model.IntVar]] = {}
    for i, teacher in there:
        own = []
        for place in _places(problem, teacher.handle, week):
            own.append(model.cp.new_bool_var(f"at {i} {week} {place}"))
            at.setdefault(place, []).append(own[-1])
        model.cp.add(sum(own) == model.visit[i, week])
    for visits in at.values():
        model.cp.add(sum(visits) <= 1)
    if room.day_max is not None:
        for day in set(day_of.values()):
            visits = [v for place, some in at.items() if day_of[place] == day for v in some]
            model.cp.add(sum(visits) <= max(0, room.day_max - room.load.get(day, 0)))
