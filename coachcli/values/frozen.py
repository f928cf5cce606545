"""``dataclass(frozen=True)``: how every value that does not change is made.

The standard one compiles six functions for each class, and a command makes some twenty classes
before it can answer. Here only ``__init__`` is compiled, which is as quick as a named tuple; the
other functions are shared by all classes and compare, hash and show the fields alone. ``replace``,
``asdict``, ``fields`` and ``match`` know no difference. A class that wants more than fields with
plain defaults gets the standard one.

A ``NamedTuple`` is for what is taken apart or compared as a tuple, and for the menu, which help and
completion read and which does without ``dataclasses``. What changes is made by
``dataclasses.dataclass``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool) -> Callable[[type], type]:
        """The decorator. ``frozen`` must be True: nothing else is made here."""
        if not frozen:
            raise TypeError("only frozen classes are made here")
        return _made


def _made(cls: type) -> type:
    own = vars(cls)
    words = own.get("__annotations__", {})
    is_plain = cls.__bases__ == (object,) and len(words) > 1 and "__post_init__" not in own
    if not is_plain or any(isinstance(own.get(name), dataclasses.Field) for name in words):
        return dataclasses.dataclass(frozen=True)(cls)
    # Without one, the standard decorator would write it from the signature.
    cls.__doc__ = cls.__doc__ or cls.__name__
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    made.__dataclass_params__.frozen = True
    fields = dataclasses.fields(made)
    key = attrgetter(*(field.name for field in fields))

    def equal(self: Any, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is made else NotImplemented

    def hashed(self: Any) -> int:
        return hash(key(self))

    made.__init__, made.__repr__ = _init(fields), _repr
    made.__eq__, made.__hash__ = equal, hashed
    made.__setattr__, made.__delattr__ = _set, _delete
    return cls


def _init(fields: Sequence[dataclasses.Field[Any]]) -> Callable[..., None]:
    """``__init__`` with the fields in order; defaults stand in its globals."""
    space: dict[str, Any] = {
        f"_{field.name}": field.default for field in fields if field.default is not MISSING
    }
    given = ", ".join(f"{f.name}=_{f.name}" if f"_{f.name}" in space else f.name for f in fields)
    kept = ", ".join(f"{f.name!r}: {f.name}" for f in fields)
    # As in the standard library, which also puts together only names of fields.
    exec(f"def __init__(self, {given}): self.__dict__.update({{{kept}}})", space)  # noqa: S102
    return space["__init__"]  # type: ignore[no-any-return]


def _repr(self: Any) -> str:
    said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{self.__class__.__qualname__}({said})"


def _set(_self: Any, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
