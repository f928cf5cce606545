"""What was sealed is written in the clear, to be given away: nothing of it is left lying about.

A text is whole at its place or not there. What is made ready beside that place is hidden, and a
kill could leave it. So a file in the home folder says first where it is, and ``pen`` clears it
away when the pen is put down, or, if that was cut off, when the next command begins.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coachcli.files import write_private
from coachcli.store.home import Home
from coachcli.store.pen import pen
from coachcli.store.refusals import sentences_for_disk


@contextmanager
def clear_copy(home: Home, target: Path) -> Iterator[None]:
    """While a file or a folder is put at ``target`` with what was sealed in it."""
    with pen(home):
        with sentences_for_disk(home.path):
            write_private(home.clear_copy, json.dumps(str(target.absolute())).encode())
        yield
