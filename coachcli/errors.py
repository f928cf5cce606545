"""The one exception of the product: a sentence for a coach, what to type next, and an exit code.

Exit codes: 1 the sentence says what to mend; 2 the command line was mistyped; 3 a passphrase is
needed; 4 the store is damaged, foreign or from a newer version.
"""


class CoachError(Exception):
    """Something the coach can mend. ``code`` is the stable word that ``--json`` prints."""

    exit_code = 1
    code = "invalid"

    def __init__(self, message: str, hint: str = "", *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code


def unknown(what: str, number: object, hint: str) -> CoachError:
    """What is said of a number that nothing has."""
    return CoachError(f"There is no {what} {number}.", hint, code="unknown")


class UsageProblem(CoachError):
    """The words on the command line do not fit together."""

    exit_code = 2
    code = "usage"


class Locked(CoachError):
    """Sealed text was asked for and there is no passphrase to open it with."""

    exit_code = 3
    code = "locked"


class StoreUnusable(CoachError):
    """The store is damaged, is not a store of ours, or was written by a newer version."""

    exit_code = 4
    code = "store"
