"""From JSON to dataclasses, by the types of their fields."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")


@functools.cache
def _fields(cls: Any) -> dict[str, tuple[str, Any]]:
    """The name in JSON, the name and the type of each field."""
    hints = typing.get_type_hints(cls)
    own = {"raw", "text", "code"} if "raw" in hints else set()
    names = [field.name for field in dataclasses.fields(cls) if field.name not in own]
    return {name.removesuffix("_"): (name, hints[name]) for name in names}


def read(cls: type[T], value: dict[str, Any], **more: Any) -> T:
    """An object of a dataclass. A key that this version does not know stays in `raw` alone."""
    kind: Any = cls
    known = _fields(kind)
    given = {known[key][0]: _value(known[key][1], one) for key, one in value.items() if key in known}
    return cls(**given, **more)


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = [one for one in typing.get_args(kind) if one is not type(None)]
        return _value(inner[0], value) if len(inner) == 1 else value
    if origin is tuple:
        kinds = typing.get_args(kind)
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return tuple(_value(kinds[0], one) for one in value)
        return tuple(_value(one, part) for one, part in zip(kinds, value, strict=True))
    if origin is dict:
        return {key: _value(typing.get_args(kind)[1], one) for key, one in value.items()}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return read(kind, value)
    return value
