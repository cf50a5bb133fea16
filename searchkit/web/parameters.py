"""The parameters of an address → a value whose fields have their names and types, and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    Literal,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from searchkit.web.problems import BadParameter

if TYPE_CHECKING:  # by hand: only the type checker knows it
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_TRUE: Final = "true"
_FALSE: Final = "false"


@dataclass(frozen=True, slots=True)
class Most:
    """The greatest number that a field may have: ``Annotated[int, Most(100)]``."""

    number: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a parameter can be.

    Attributes:
        name: the name.
        default: what it is when it is not given.
        values: all that it can be, where these are few.
        most: the greatest number that it can be, where it is one; the least is 0.
    """

    name: str
    default: object
    values: tuple[str, ...]
    most: int | None

    def read(self, text: str) -> object:
        """The value that a text stands for.

        Raises:
            BadParameter: it stands for none.
        """
        if self.most is not None:
            return self._number(text, self.most)
        if self.values and text not in self.values:
            raise BadParameter(self.name, f"it is one of {', '.join(self.values)}")
        return text == _TRUE if isinstance(self.default, bool) else text

    def _number(self, text: str, most: int) -> int:
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
        if not is_number or int(text) > most:
            raise BadParameter(self.name, f"it is a whole number from 0 to {most:,}")
        return int(text)


@cache
def parameters_of(form: type[T]) -> dict[str, Parameter]:
    """The parameters that make a value of a class, by name.

    Args:
        form: a dataclass whose fields are texts, truths, literals, and numbers with :class:`Most`; each may
            also be ``None``.
    """
    hints = get_type_hints(form, include_extras=True)
    return {
        field.name: _parameter(field.name, field.default, hints[field.name])
        for field in dataclasses.fields(form)
    }


def read(form: type[T], pairs: Iterable[tuple[str, str]], taken: Collection[str] | None = None) -> T:
    """Make a value of names and texts; an empty text counts as absent, as forms send it.

    Args:
        form: the class of the value.
        pairs: the names and the texts.
        taken: the names that may be given; all fields where it is ``None``.

    Raises:
        BadParameter: one is unknown, given twice, or has no value that it can have.
    """
    known = parameters_of(form)
    if taken is not None:
        known = {name: parameter for name, parameter in known.items() if name in taken}
    given: set[str] = set()
    found: dict[str, Any] = {}
    for name, text in pairs:
        if name not in known:
            raise BadParameter(
                name, f"there is no such parameter here; there are {', '.join(known) or 'none'}"
            )
        if name in given:
            raise BadParameter(name, "it is given twice")
        given.add(name)
        if text:
            found[name] = known[name].read(text)
    return form(**found)


def write(value: DataclassInstance) -> list[tuple[str, str]]:
    """Names and texts of what is not as it is by default."""
    known = parameters_of(type(value)).values()
    items = [(parameter, getattr(value, parameter.name)) for parameter in known]
    return [(one.name, _text(item)) for one, item in items if item not in (one.default, "")]


def _parameter(name: str, default: object, kind: object) -> Parameter:
    most = None
    if get_origin(kind) is Annotated:
        kind, *notes = get_args(kind)
        most = next((note.number for note in notes if isinstance(note, Most)), None)
    if kind is bool:
        return Parameter(name, default, (_TRUE, _FALSE), None)
    return Parameter(name, default, get_args(kind) if get_origin(kind) is Literal else (), most)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
