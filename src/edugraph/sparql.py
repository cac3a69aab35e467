"""The little of the grammar of SPARQL that the project reads itself: strings, IRIs and comments; groups; SERVICE."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Term = ox.NamedNode | ox.Literal
    Given = Term | Sequence[Term]

_QUOTED = re.compile(
    r"""
      \"{3}(?:[^"\\]|\\.|"(?!""))*+"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}   # long strings
    | "(?:[^"\\\n]|\\.)*+" | '(?:[^'\\\n]|\\.)*+'                        # strings
    | <[^<>"{}|^`\\\x00-\x20]*+>                                        # IRIs
    | \#[^\n]*+                                                          # comments
    """,
    re.VERBOSE | re.DOTALL,
)
_SERVICE = re.compile(r"(?<![\w:?$-])SERVICE(?![\w:-])", re.IGNORECASE)
_TOKEN = re.compile(r"[{}]|[?$](?P<name>\w+)")
_DATA = re.compile(r"VALUES\s*(?:[?$]\w+|\([^()]*\))\s*$", re.IGNORECASE)
_LONGEST = 200  # characters of the variables of such data
_FORM = re.compile(r"(?<![\w:?$-])(?:SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)
_SELECT = re.compile(r"\s*SELECT\b", re.IGNORECASE)


def refuse_service(text: str) -> None:
    """SERVICE would make a network call nobody asked for; the engine cannot be told not to.

    Raises UsageError for a query that has it, outside of strings, IRIs and comments.
    """
    if _SERVICE.search(_plain(text)):
        raise UsageError("SERVICE is refused: EduGraph makes no network calls.")


def form(text: str) -> str:
    """What kind of query a text is: SELECT, ASK, CONSTRUCT or DESCRIBE; empty where it is none.

    >>> form("PREFIX a: <http://SELECT/> ask { ?s ?p ?o }")
    'ASK'
    """
    found = _FORM.search(_plain(text))
    return found[0].upper() if found else ""


def _plain(text: str) -> str:
    """The text with strings, IRIs and comments blank."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


@dataclass
class _Group:
    """What stands between braces, from the first character inside; a query itself is one without braces."""

    begin: int
    names: set[str] = field(default_factory=set)
    groups: list[_Group] = field(default_factory=list)


def bound(text: str, values: Mapping[str, Given]) -> str:
    r"""A query in which variables have values, given at the beginning of each group that speaks of them.

    Several values are any of these. So every engine knows them before it plans, in each group that has a scope of its own. What a SELECT projects,
    groups by or orders by is given in its WHERE. A value is written as a term, so it is never read as SPARQL.

    >>> import pyoxigraph as ox
    >>> bound("SELECT ?_x WHERE { ?s ?p ?o OPTIONAL { ?o ?q ?_x } }", {"_x": ox.Literal('a"b')})
    'SELECT ?_x WHERE { VALUES ?_x { "a\\"b" } ?s ?p ?o OPTIONAL { VALUES ?_x { "a\\"b" } ?o ?q ?_x } }'
    """
    if not values:
        return text
    found: list[str] = []
    done = 0
    for group in sorted(_speaking(text, values), key=lambda group: group.begin):
        said = "".join(f" VALUES ?{name} {{ {_written(values[name])} }}" for name in sorted(group.names))
        found += [text[done : group.begin], said]
        done = group.begin
    return "".join([*found, text[done:]])


def _written(value: Given) -> str:
    return str(value) if isinstance(value, (ox.NamedNode, ox.Literal)) else " ".join(map(str, value))


def _speaking(text: str, values: Mapping[str, object]) -> Iterator[_Group]:
    """The groups that speak of some variables, where a value can be given."""
    plain = _plain(text)
    whole = _Group(0)
    open_groups = [whole]
    for token in _TOKEN.finditer(plain):
        if token[0] == "{":
            group = _Group(token.end())
            if not _DATA.search(plain, max(0, token.start() - _LONGEST), token.start()):
                open_groups[-1].groups.append(group)
            open_groups.append(group)
        elif token[0] == "}":
            if len(open_groups) > 1:  # a query with a brace too many is refused by the engine
                open_groups.pop()
        elif token["name"] in values:
            open_groups[-1].names.add(token["name"])
    yield from _given(plain, whole, selects=True)


def _given(plain: str, group: _Group, *, selects: bool) -> Iterator[_Group]:
    """The groups in which something is given: one that holds a SELECT hands what this names to its WHERE."""
    if selects:
        for inner in group.groups:
            inner.names |= group.names
    elif group.names:
        yield group
    for inner in group.groups:
        yield from _given(plain, inner, selects=bool(_SELECT.match(plain, inner.begin)))
