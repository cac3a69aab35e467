"""Regular expressions of the package, as every supported version of Python can match them."""

from __future__ import annotations

import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import pytest

import edugraph

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = sorted(one.name for one in walk_packages(edugraph.__path__, "edugraph.") if not one.name.endswith("__main__"))
_CHARACTERS = (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY, codes.CATEGORY)


def firm(parsed: Any) -> Iterator[Any]:
    """What possessive quantifiers and atomic groups hold, unless it is one character."""
    for code, value in parsed:
        group = code is codes.POSSESSIVE_REPEAT and (len(value[2]) > 1 or value[2][0][0] not in _CHARACTERS)
        if group or code is codes.ATOMIC_GROUP:
            yield value
        for part in value if isinstance(value, tuple | list) else ():
            for inner in part if isinstance(part, list) else [part]:
                if isinstance(inner, parser.SubPattern):
                    yield from firm(inner)


@pytest.mark.parametrize("name", MODULES)
def test_no_group_is_possessive_beside_groups_that_are_captured(name: str) -> None:
    """Python 3.11.2, that of Debian 12, ends there with a SystemError (cpython issue 101955)."""
    for found in vars(import_module(name)).values():
        if isinstance(found, re.Pattern) and found.groups:
            assert not list(firm(parser.parse(found.pattern, found.flags))), found.pattern


@pytest.mark.parametrize(
    ("pattern", "count"), [("(a)(?:bc)?+", 1), ("(a)[bc]*+b?+", 0), ("(a|(?>b))", 1), ("(?:(?:b.)*+)+(a)", 1)]
)
def test_possessive_groups_are_found(pattern: str, count: int) -> None:
    assert len(list(firm(parser.parse(pattern)))) == count
