"""The door for writing: one function per thing a coach does, each inside one ``change``.

with change(home, "teacher add", now) as db:
    teachers.add(db, teacher)
"""

from coachcli.store.writing.door import change

__all__ = ["change"]
