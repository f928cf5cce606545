"""What a command answers as JSON, made from the view alone."""

from datetime import date, time
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from coachcli.render.json_output import answered, plain
from coachcli.values.frozen import dataclass


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Point:
    day: date
    at: time | None


class Pair(NamedTuple):
    number: int
    colour: Colour


@dataclass(frozen=True)
class Named:
    """Some of what it has, under names of its own."""

    point: Point
    secret: str
    nothing: Point | None = None

    JSON = {
        "date": "point.day",
        "length": "length",
        "place": ("point", ("at",)),
        "nowhere": "nothing.day",
        "*": "pair",
    }

    @property
    def pair(self) -> Pair:
        return Pair(1, Colour.RED)

    @property
    def length(self) -> int:
        return len(self.secret)


POINT = Point(date(2026, 11, 23), time(9, 5, 30))


def test_a_value_is_an_object_of_its_fields_or_of_what_its_class_names() -> None:
    assert plain(POINT) == {"day": "2026-11-23", "at": "09:05"}
    assert plain(Named(POINT, "four")) == {
        "date": "2026-11-23",
        "length": 4,
        "place": {"at": "09:05"},
        "nowhere": None,
        "number": 1,
        "colour": "red",
    }


def test_everything_inside_is_plain_too() -> None:
    view = {1: [POINT], "set": {Fraction(4, 2)}, "third": (Fraction(1, 3), None, True, Colour.RED)}
    assert plain(view) == {
        "1": [{"day": "2026-11-23", "at": "09:05"}],
        "set": [2],
        "third": [0.33, None, True, "red"],
    }


def test_an_answer_says_what_was_asked_and_when() -> None:
    assert answered("due", POINT.day, {"teachers": ()}) == {
        "schema": 1,
        "command": "due",
        "today": "2026-11-23",
        "data": {"teachers": []},
    }
