"""The machine stops in the middle: at each step to the disk, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
STEPS = ("replace", "fsync", "unlink", "rmdir", "mkdir")


class Stopped(BaseException):
    """The machine stopped."""


def stopped_at_each_step(
    monkeypatch: pytest.MonkeyPatch,
    prepare: Callable[[int], T],
    act: Callable[[T], object],
    look: Callable[[T], None],
    failure: type[BaseException] = Stopped,
) -> int:
    """``act`` on what ``prepare`` gives with the next step failing; when the machine stops, every
    one after it fails too.

    Anew until none fails; ``look`` sees what each left. Returns how many steps there were.
    """
    for step in range(1, 200):
        prepared = prepare(step)
        with monkeypatch.context() as patch:
            stop_at(patch, step, failure)
            try:
                act(prepared)
                stopped = False
            except failure:
                stopped = True
        look(prepared)
        if not stopped:
            return step - 1
    raise AssertionError("it never ends")


def stop_at(patch: pytest.MonkeyPatch, step: int, failure: type[BaseException]) -> None:
    calls = 0

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step or (calls > step and failure is Stopped):
                raise failure
            return real(*args, **kwargs)

        return call

    for name in STEPS:
        patch.setattr(os, name, guarded(getattr(os, name)))
