"""Compiled loops take tables and parameters whole and read them by name: `firms.skills[i, k]`.

To a loop an object is the address of a block of numbers: for each array where its data lie and how
long its sides are, for each number its value. Without compiling (NUMBA_DISABLE_JIT=1) the very same
lines read the Python object.

Shapes: a block is (words,) of 64 bits; arrays lie in C order.
Raises: TypeError for an array of another type or number of dimensions than was declared.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_type_hints

import numpy as np
from llvmlite import ir
from numba import from_dtype, types
from numba.core.cgutils import alloca_once_value, get_null_value, is_null
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import NativeValue, models, register_model, unbox
from numba.np.arrayobj import populate_array

_WORD = ir.IntType(64)
_POINTER = ir.IntType(8).as_pointer()
_NUMBERS: Mapping[type, types.Type] = {float: types.float64, int: types.int64, bool: types.boolean}


class Place(NamedTuple):
    """Where in the block something begins, and what a loop takes it for."""

    word: int
    kind: types.Type
    dtype: np.dtype[Any] | None


class InLoops(types.Type):
    """What a loop knows of a class: what can be read of its objects, and where."""

    def __init__(self, owner: str, kinds: Mapping[str, types.Type]) -> None:
        """Lay out a block: an array takes a word for its data and one for each side.

        Its name holds the layout, so that no loop compiled for another one is taken for it.
        """
        self.owner, self.kinds = owner, dict(kinds)
        self.places: dict[str, Place] = {}
        self.words = 0
        for field, kind in kinds.items():
            dtype = np.dtype(kind.dtype.name) if isinstance(kind, types.Array) else None
            self.places[field] = Place(self.words, kind, dtype)
            self.words += 1 + getattr(kind, "ndim", 0)
        layout = hashlib.blake2b(repr(self.kinds).encode(), digest_size=6).hexdigest()
        super().__init__(name=f"{owner}:{layout}")

    def __reduce__(self) -> tuple[type[InLoops], tuple[str, dict[str, types.Type]]]:
        """Travel with the loops that Numba keeps."""
        return InLoops, (self.owner, self.kinds)


def readable(cls: type[Any], kinds: Mapping[str, types.Type]) -> None:
    """Have loops read the objects of a class by these names."""
    setattr(cls, "_numba_type_", InLoops(_name_of(cls), kinds))  # noqa: B010
    setattr(cls, "__getattr__", _lay_out)  # noqa: B010
    setattr(cls, "__getstate__", _state)  # noqa: B010


def stands_for(kind: Any, cls: type[Any]) -> bool:
    """Say whether this is what loops know of a class."""
    return isinstance(kind, InLoops) and kind.owner == _name_of(cls)


def keep_in_step(thing: Any, name: str, value: Any) -> None:
    """Have loops find a new array, or number, in the place of the old one."""
    block = vars(thing).get("_block")
    place = thing._numba_type_.places.get(name)
    if block is not None and place is not None:
        _write(block, name, place, value)


def _lay_out(self: Any, name: str) -> Any:
    """Lay out the block when a loop first asks for its address, also after unpickling."""
    if name != "_address":
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
    block = np.zeros(max(1, self._numba_type_.words), dtype=np.int64)
    for field, place in self._numba_type_.places.items():
        _write(block, field, place, getattr(self, field))
    vars(self).update(_block=block, _address=block.ctypes.data)
    return self._address


def _state(self: Any) -> dict[str, Any]:
    """Leave out the block: addresses hold in one process only."""
    return {name: it for name, it in vars(self).items() if name not in ("_block", "_address")}


def _name_of(cls: type[Any]) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def array_of(dtype: str, dimensions: int) -> types.Array:
    """Return how loops see an array."""
    return types.Array(from_dtype(np.dtype(dtype)), dimensions, "C")


def numbers_of(cls: type[Any]) -> Iterator[tuple[str, types.Type]]:
    """Go through the numbers that a class of parameters has: those declared, those derived."""
    for name, hint in get_type_hints(cls).items():
        if hint in _NUMBERS:
            yield name, _NUMBERS[hint]
    for name, derived in inspect.getmembers(cls, lambda it: isinstance(it, property)):
        yield name, _NUMBERS[get_type_hints(derived.fget)["return"]]


def _write(block: np.ndarray, field: str, place: Place, value: Any) -> None:
    """Put an array's address and sides, or a number, where a loop will look for it."""
    if place.dtype is None:
        view = block.view(np.float64) if place.kind is types.float64 else block
        view[place.word] = value
        return
    ndim = getattr(place.kind, "ndim", 0)
    if value.ndim != ndim or value.dtype != place.dtype or not value.flags.c_contiguous:
        raise TypeError(
            f"{field} is {value.dtype}, {value.ndim} dimensions; expected {place.dtype}, "
            f"{ndim} dimensions, in C order"
        )
    address = value.__array_interface__["data"][0]
    block[place.word : place.word + 1 + ndim] = (address, *value.shape)


@register_model(InLoops)
class _Model(models.OpaqueModel):
    """An address, whose block a loop may read as early as it likes: before the loop, that is."""

    def from_argument(self, _builder: Any, value: Any) -> Any:
        """Take an address that is handed over."""
        if isinstance(value, ir.Argument):
            value.attributes.dereferenceable = 8 * max(1, self._fe_type.words)
            value.attributes.align = 8
        return value


@infer_getattr
class _Attributes(AttributeTemplate):
    key = InLoops

    def generic_resolve(self, kind: InLoops, name: str) -> Any:  # type: ignore[override]
        place = kind.places.get(name)
        return place.kind if place else None


@unbox(InLoops)
def _unbox(_kind: InLoops, thing: Any, c: Any) -> NativeValue:
    number = c.pyapi.object_getattr_string(thing, "_address")
    failed = is_null(c.builder, number)
    address = alloca_once_value(c.builder, get_null_value(_POINTER))
    with c.builder.if_then(c.builder.not_(failed)):
        c.builder.store(c.pyapi.long_as_voidptr(number), address)
        c.pyapi.decref(number)
    return NativeValue(c.builder.load(address), is_error=failed)


@lower_getattr_generic(InLoops)
def _read(context: Any, builder: Any, kind: InLoops, address: Any, name: str) -> Any:
    """Read a number, or put an array together. What a block says holds as long as a loop runs."""
    word, what, _ = kind.places[name]
    block = builder.bitcast(address, _WORD.as_pointer())
    unchanging = builder.module.add_metadata([])

    def read(at: int) -> Any:
        value = builder.load(builder.gep(block, [ir.Constant(_WORD, at)]))
        value.set_metadata("invariant.load", unchanging)
        return value

    if what is types.float64:
        return builder.bitcast(read(word), ir.DoubleType())
    if not isinstance(what, types.Array):
        return builder.trunc(read(word), context.get_value_type(what))
    item = context.get_data_type(what.dtype)
    size = ir.Constant(_WORD, context.get_abi_sizeof(item))
    sides = [read(word + 1 + axis) for axis in range(what.ndim)]
    strides = [size]
    for side in reversed(sides[1:]):
        strides.insert(0, builder.mul(strides[0], side))
    array = context.make_array(what)(context, builder)
    populate_array(
        array, data=builder.inttoptr(read(word), item.as_pointer()), shape=sides,
        strides=strides, itemsize=size, meminfo=None, parent=None,
    )  # fmt: skip
    return array._getvalue()
