"""Frozen values that take no time to define.

``dataclass(frozen=True, slots=True)`` writes and compiles six methods of a class when its module is imported.
That takes a millisecond, and a search imports sixty such classes. Here all classes have the same methods but
for ``__init__``, and that one is compiled when the first value is made.
"""

from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

if TYPE_CHECKING:  # by hand: importing it takes longer than all else here
    import dataclasses
    from collections.abc import Callable

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """Make a class what ``dataclass(frozen=True, slots=True)`` makes of it.

    Its values are compared, hashed, shown, copied and pickled, and refuse to be changed, as those are;
    ``dataclasses.replace``, ``fields`` and ``asdict`` take them. Fields whose names begin with ``_`` are not
    shown. Not known are inherited fields and ``dataclasses.field``: a default is given as it is.

    Args:
        cls: a class with annotated fields, at least one, those with defaults last. With ``__slots__ =
            ("__dict__",)`` it may have cached properties.

    Returns:
        Another class of the same name, as slots cannot be added to one that exists.
    """
    annotations: dict[str, object] = get_annotations(cls)
    defaults = {name: cls.__dict__[name] for name in annotations if name in cls.__dict__}
    names = tuple(annotations)
    own = {
        name: member
        for name, member in cls.__dict__.items()
        if name not in defaults and name not in {"__dict__", "__weakref__"}
    }
    members = {
        "__init__": _Initializer(names, defaults),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__reduce__": _reduced,
        "__repr__": _shown,
        **_comparisons(names),
        **own,
        "__slots__": (*names, *cls.__dict__.get("__slots__", ())),
        "__match_args__": names,
        "__dataclass_fields__": _Fields(annotations, defaults),
        "__qualname__": cls.__qualname__,
    }
    metaclass: Callable[..., type[T]] = type(cls)
    return metaclass(cls.__name__, cls.__bases__, members)


class _Initializer:
    """Stands for ``__init__`` until somebody asks for it: then it is compiled, and takes this one's place."""

    def __init__(self, names: tuple[str, ...], defaults: dict[str, object]) -> None:
        self._names = names
        self._defaults = defaults
        self._owner: type

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner

    def __get__(self, instance: object, owner: type) -> object:
        initialize = self._compiled()
        type.__setattr__(self._owner, "__init__", initialize)
        return initialize if instance is None else initialize.__get__(instance, owner)

    def _compiled(self) -> "Callable[..., None]":
        parameters = [f"{name}=_{name}" if name in self._defaults else name for name in self._names]
        # Slots are set by their descriptors: the class refuses to set anything.
        steps = [f"\n set_{name}(self, {name})" for name in self._names] or [" pass"]
        known: dict[str, object] = {f"_{name}": default for name, default in self._defaults.items()}
        known |= {f"set_{name}": getattr(self._owner, name).__set__ for name in self._names}
        exec(f"def __init__(self, {', '.join(parameters)}):{''.join(steps)}", known)  # noqa: S102 - names only
        initialize: Callable[..., None] = known["__init__"]  # type: ignore[assignment]
        initialize.__qualname__ = f"{self._owner.__qualname__}.__init__"
        return initialize


class _Fields:
    """Stands for the fields of a dataclass until somebody asks for them."""

    def __init__(self, annotations: dict[str, object], defaults: dict[str, object]) -> None:
        self._annotations = annotations
        self._defaults = defaults

    def __get__(self, instance: object, owner: type) -> "dict[str, dataclasses.Field[object]]":
        import dataclasses  # noqa: PLC0415 - seldom asked for

        described = [
            (name, kind, dataclasses.field(default=self._defaults.get(name, dataclasses.MISSING)))
            for name, kind in self._annotations.items()
        ]
        twin: Any = dataclasses.make_dataclass(owner.__name__, described)
        fields: dict[str, dataclasses.Field[object]] = twin.__dataclass_fields__
        type.__setattr__(owner, "__dataclass_fields__", fields)
        return fields


def _comparisons(names: tuple[str, ...]) -> "dict[str, Callable[..., object]]":
    """What needs all fields at once."""
    contents: Callable[[object], object] = attrgetter(*names)

    def equal(self: object, other: object) -> bool:
        return contents(self) == contents(other) if type(other) is type(self) else NotImplemented

    def hashed(self: object) -> int:
        return hash(contents(self))

    return {"__eq__": equal, "__hash__": hashed}


def _reduced(self: object) -> tuple[type, tuple[object, ...]]:
    return type(self), tuple(getattr(self, name) for name in _names(self))


def _shown(self: object) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _names(self) if not name.startswith("_"))
    return f"{type(self).__qualname__}({shown})"


def _names(self: object) -> tuple[str, ...]:
    names: tuple[str, ...] = type(self).__match_args__  # type: ignore[attr-defined]
    return names


def _refuse_to_set(_: object, name: str, __: object) -> NoReturn:
    _refuse(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> NoReturn:
    _refuse(f"cannot delete field {name!r}")


def _refuse(message: str) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - raised only where a program is wrong

    raise FrozenInstanceError(message)
