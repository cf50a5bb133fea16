"""Values: what a dataclass with frozen slots can do, they can."""

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from functools import cached_property
from typing import Generic, TypeVar

import pytest

from searchkit.values import value

T = TypeVar("T")


@value
class Point:
    """A place on paper."""

    x: int
    y: int = 0

    @property
    def is_origin(self):
        return self == Point(0)


@value
class Line:
    x: int
    y: int = 0


@value
class Box(Generic[T]):
    held: T


@value
class Circle:
    __slots__ = ("__dict__",)

    radius: int

    @cached_property
    def area(self):
        return object()


@value
class Named:
    name: str

    def __init__(self, *parts):
        object.__setattr__(self, "name", " ".join(parts))

    def __repr__(self):
        return self.name


@value
class Sealed:
    seen: int
    _kept: int


@dataclasses.dataclass(frozen=True, slots=True)
class Model:
    x: int
    y: int = 0


@pytest.mark.parametrize("given", [((1, 2), {}), ((1,), {"y": 2}), ((), {"y": 2, "x": 1})])
def test_fields_are_given_by_place_or_by_name(given):
    places, names = given
    made = Point(*places, **names)
    assert (made.x, made.y) == (1, 2)


def test_field_with_a_default_may_be_left_out():
    assert Point(1).y == 0


@pytest.mark.parametrize("given", [((), {}), ((1, 2, 3), {}), ((1,), {"z": 2})])
def test_wrong_fields_are_refused(given):
    places, names = given
    with pytest.raises(TypeError):
        Point(*places, **names)


def test_values_are_equal_when_their_fields_are():
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)


def test_values_of_another_class_are_not_equal():
    assert Point(1, 2) != Line(1, 2)
    assert Point(1, 2) != (1, 2)


def test_equal_values_have_one_hash():
    assert len({Point(1, 2), Point(1, 2), Point(2, 1)}) == 2


def test_value_of_what_has_no_hash_has_none():
    with pytest.raises(TypeError):
        hash(Box([]))


def test_value_shows_its_fields():
    assert repr(Point(1)) == repr(Model(1)).replace("Model", "Point")


def test_private_field_is_not_shown():
    assert repr(Sealed(1, 2)) == "Sealed(seen=1)"


def test_field_cannot_be_set():
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2
    assert point.x == 1


def test_field_cannot_be_deleted():
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x
    assert point.x == 1


def test_value_takes_no_other_attribute():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Point(1).z = 2
    assert not hasattr(Point(1), "__dict__")


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_value_is_pickled(protocol):
    assert pickle.loads(pickle.dumps(Point(1, 2), protocol)) == Point(1, 2)  # noqa: S301 - our own


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_value_is_copied(copied):
    assert copied(Box([1])) == Box([1])


def test_class_keeps_its_members():
    assert Point(0, 0).is_origin
    assert Point.__doc__ == "A place on paper."
    assert (Point.__module__, Point.__qualname__) == (__name__, "Point")


def test_members_of_a_class_go_before_those_of_all_values():
    assert repr(Named("Kyiv", "Oblast")) == "Kyiv Oblast"


def test_generic_class_stays_one():
    assert Box[int](1) == Box(1)


def test_class_may_have_cached_properties():
    circle = Circle(1)
    assert circle.area is circle.area
    assert Circle(1) == circle


def test_fields_are_matched_by_place():
    match Point(1, 2):
        case Point(1, y):
            assert y == 2


def test_one_field_is_replaced():
    assert dataclasses.replace(Point(1, 2), y=3) == Point(1, 3)


def test_value_becomes_a_mapping():
    assert dataclasses.asdict(Box(Point(1, 2))) == {"held": {"x": 1, "y": 2}}


def test_fields_are_those_of_a_dataclass():
    ours, theirs = (
        [(field.name, field.type, field.default) for field in dataclasses.fields(kind)]
        for kind in (Point, Model)
    )
    assert ours == theirs


def test_signature_is_that_of_a_dataclass():
    parameters = {str(inspect.signature(kind).replace(return_annotation=None)) for kind in (Point, Line)}
    assert parameters == {"(x, y=0) -> None"}


def test_definition_needs_no_dataclasses():
    code = "import sys, searchkit.values; assert 'dataclasses' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
