"""The only door to Jinja2: the templates of this room, with every text escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from coachcli.sharing.printable import printable


@cache
def environment() -> Environment:
    """The templates in ``sharing/templates``. A value that is not given is an error, not a gap."""
    return Environment(
        loader=PackageLoader("coachcli.sharing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill_template(template: str, **values: object) -> str:
    """A template of that name with ``values`` in it."""
    return printable(environment().get_template(template).render(**values))
