"""Words of questions: the cues of ``ontology/questions.ttl`` and where they stand in a question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.ask.question import Token
from edugraph.text import content
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.vocabulary import Concept

FILLER = "filler"
BEYOND = "beyond"
SELF = "self"
OTHER_YEAR = "other-year"
WHETHER = "whether"
ALONE = "alone"
HARMLESS = "harmless"
NARROWER = "narrower-"
STAGE = "stage-"
MONEY = "money"
NOW = "now"
EDGE = "word-edge"
_NAMES_OF = ("theme-", "indicator-", NARROWER, HARMLESS, STAGE, MONEY, NOW, EDGE)
_ACTS = ("acts-on", "has")
_WHO = ("who", "which-office", "named-office", "answers-for", "leader", "in-charge")
_FIGURES = ("figures-of", "target", "share", "with-target", "stated")
_PLACES = ("cities", "city-word", "all-cities")
_DIVISIONS = (*_PLACES, "other-cities")
_RANK = re.compile("(?<=[^城地区县有])市(?!县)")  # 有县 may begin another word: 有县管校聘改革吗
_COUNTIES = ("县", "区", "区县", "县区")
_WORDING = ("task", "measure", "words-of", "where-it-stands", "title-of-plan", "section", "theme", "complete")
_GOES_ON = (
    *("particles", "ask-politely", "list-them", "question-words", "which-ones", "all-together", "has", "which-office"),
    *(
        "figures-of",
        "where-it-stands",
        "task",
        "who",
        "most",
        "least-of",
        "ranked",
        "cities",
        "city-word",
        "title-of-plan",
    ),
)
_DOCUMENTS = ("document", "cites")
_OR_NOT = re.compile(r"(?=((?P<verb>.{1,2}?)(?:没有?|不)(?P=verb)))")
_DONE_OR_NOT = re.compile(r"[了过](?P<asked>没有?)$")


@cached
def cues() -> Mapping[str, Concept]:
    """The cues by name, as patterns name them. Everyday names of themes and indicators are none."""
    return {one.label: one for one in scheme("questions").concepts if not one.notation.startswith(_NAMES_OF)}


@cached
def everyday(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Everyday names of themes or of indicators, or words narrower than a theme, by the notation of the concept.

    A concept ``theme-02.3_theme-17`` names two themes.
    """
    found: dict[str, tuple[str, ...]] = {}
    for one in scheme("questions").concepts:
        for named in one.notation.split("_"):
            if named.startswith(kind + "-"):
                notation = named.removeprefix(kind + "-")
                found[notation] = found.get(notation, ()) + one.forms
    return found


@cached
def _under(notation: str) -> frozenset[str]:
    """Names of the cue of a notation and of those below it."""
    known = {one.iri: one for one in cues().values()}

    def within(one: Concept | None) -> bool:
        return one is not None and (one.notation == notation or within(known.get(one.broader or "")))

    return frozenset(name for name, one in cues().items() if within(one))


def cues_self() -> str:
    """Name of the cue by which the asker speaks of himself."""
    return scheme("questions").by_notation[SELF].label


@cached
def general() -> frozenset[str]:
    """Words that a reading may pass over."""
    return frozenset(form for form, name in _forms().items() if name in fillers())


def how_many() -> str:
    """Name of the cue that asks for a number."""
    return scheme("questions").by_notation["figures-of"].label


def in_all() -> str:
    """Name of the cue that asks for a total."""
    return scheme("questions").by_notation["in-all"].label


def other_year() -> str:
    """Name of the cue for a year that is told by its distance from now."""
    return scheme("questions").by_notation[OTHER_YEAR].label


@cached
def harmless() -> frozenset[str]:
    """Characters that may stay unexplained beside a reading."""
    return frozenset(scheme("questions").by_notation[HARMLESS].values("harmless"))


def asks_for_money(chars: str) -> bool:
    """Whether a question asks how much money: 投多少钱, 多少亿, 资金有多少."""
    concepts = scheme("questions").by_notation
    named = any(content(form) in chars for form in concepts[MONEY].forms)
    return named and any(content(form) in chars for form in concepts["figures-of"].forms)


def asks_for_now(chars: str) -> bool:
    """Whether a question asks what there is already: 现在有多少所."""
    return any(content(form) in chars for form in scheme("questions").by_notation[NOW].forms)


@cached
def _verbs() -> tuple[str, ...]:
    """Forms of the cues that say what is done."""
    return tuple(form for notation in _ACTS for form in scheme("questions").by_notation[notation].forms)


def _whether(chars: str) -> list[Token]:
    """A verb and its denial side by side, and a denial behind what is done: 抓没抓, 提没提到, 抓了没有."""
    name = scheme("questions").by_notation[WHETHER].label
    spans = [
        match.span(1) for match in _OR_NOT.finditer(chars) if any(form.startswith(match["verb"]) for form in _verbs())
    ]
    spans += [match.span("asked") for match in _DONE_OR_NOT.finditer(chars)]
    return [Token(start, end, name) for start, end in spans]


@cached
def of_documents() -> frozenset[str]:
    """Words that speak of documents."""
    concepts = scheme("questions").by_notation
    return frozenset(content(form) for notation in _DOCUMENTS for form in concepts[notation].forms)


@cached
def literal() -> frozenset[str]:
    """Words by which a question asks for a word itself: 这个词."""
    return frozenset(content(form) for form in scheme("questions").by_notation["literal"].forms)


def intents() -> frozenset[str]:
    """Names of the cues by which a question about words of the plans says what it asks for."""
    asked = asks_who() | asks_figures() | asks_when() | asks_documents() | asks_blanked()
    return asked | _named(*_PLACES, *_WORDING)


def asks_who() -> frozenset[str]:
    """Names of the cues that ask who answers for something."""
    return _named(*_WHO)


def asks_to_answer() -> frozenset[str]:
    """Names of the cues that ask for an office or a person, and not for a city."""
    return _named(*_WHO) - {who()}


def asks_figures() -> frozenset[str]:
    """Names of the cues that ask for figures."""
    return _named(*_FIGURES)


def asks_citing() -> frozenset[str]:
    """Names of the cues that speak of citing."""
    return _named("cites")


def where() -> str:
    """Name of the cue that asks which task it is."""
    return scheme("questions").by_notation["where-it-stands"].label


def whether() -> str:
    """Name of the cue that asks whether something is so."""
    return scheme("questions").by_notation[WHETHER].label


def lacking() -> str:
    """Name of the cue that denies."""
    return scheme("questions").by_notation["lacks"].label


def excepting() -> str:
    """Name of the cue that leaves something out."""
    return scheme("questions").by_notation["except"].label


def who() -> str:
    """Name of the cue that asks who it is, which may be a city."""
    return scheme("questions").by_notation["who"].label


def asks_blanked() -> frozenset[str]:
    """Names of the cues that ask for blanked figures."""
    return _named("blanked")


def asks_when() -> frozenset[str]:
    """Names of the cues that ask for a date."""
    return _named("deadline")


def asks_leaders() -> frozenset[str]:
    """Names of the cues that ask for a person in charge."""
    return _named("leader", "in-charge")


def asks_ranks() -> frozenset[str]:
    """Names of the cues that ask for the highest, the lowest or an order."""
    return _named("most", "least-of", "ranked", "higher", "difference")


def which_ones() -> str:
    """Name of the cue that asks which ones they are."""
    return scheme("questions").by_notation["which-ones"].label


def asks_for_list() -> frozenset[str]:
    """Names of the cues that want things listed: 都是哪些, 列一下."""
    return _named("which-ones", "list-them")


def asks_places() -> frozenset[str]:
    """Names of the cues that ask for cities."""
    return _named(*_PLACES)


def goes_on() -> frozenset[str]:
    """Names of the cues of which a clause may be made that only goes on asking about what was found: 分别在哪一条."""
    return _named(*_GOES_ON)


def asks_all() -> frozenset[str]:
    """Names of the cues that speak of all cities."""
    return _named("all-cities")


def asks_documents() -> frozenset[str]:
    """Names of the cues that ask for documents."""
    return _named(*_DOCUMENTS)


def asks_words() -> frozenset[str]:
    """Names of the cues that ask what is done or said."""
    return _named("measure", "words-of", "differs")


@cached
def _named(*notations: str) -> frozenset[str]:
    return frozenset(scheme("questions").by_notation[notation].label for notation in notations)


def alone() -> str:
    """Name of the cue for what only one city has."""
    return scheme("questions").by_notation[ALONE].label


def fillers() -> frozenset[str]:
    """Names of the cues that a reading may pass over."""
    return _under(FILLER)


def beyond() -> frozenset[str]:
    """Names of the cues that ask for what no plan says, or for a year that cannot be told."""
    return _under(BEYOND) | {other_year()}


@cached
def _forms() -> Mapping[str, str]:
    """The words of each cue; those that speak of cities also of counties and districts: 哪些县, 各区县."""
    forms = {content(form): name for name, one in cues().items() for form in one.forms}
    places = {form: name for form, name in forms.items() if name in _named(*_DIVISIONS) and _RANK.search(form)}
    return {_RANK.sub(rank, form, count=1): name for form, name in places.items() for rank in _COUNTIES} | forms


def of_counties(chars: str) -> bool:
    """Whether a question asks for counties and districts, and for no other place.

    >>> of_counties("哪些县没有提到心理健康"), of_counties("各市县的目标"), of_counties("云岭县的目标")
    (True, False, False)
    """
    said = [chars[one.start : one.end] for one in found(chars) if one.kind in _named(*_DIVISIONS)]
    return any("县" in one or one.endswith("区") for one in said) and not any("市" in one for one in said)


@cached
def _longest() -> int:
    return max(map(len, _forms()))


def found(chars: str) -> list[Token]:
    """Every cue in a question. One that bears on the meaning and lies inside a longer cue is none: 没有 in 有没有.

    A longer one into which another reaches from before does not count: 有目标 in 没有目标.
    """
    every = [
        Token(at, end, _forms()[chars[at:end]])
        for at in range(len(chars))
        for end in range(at + 1, min(len(chars), at + _longest()) + 1)
        if chars[at:end] in _forms()
    ]
    every += _whether(chars)
    every = [one for one in every if one.kind not in _under(BEYOND) or not any(_chance(one, other) for other in every)]
    telling = [one for one in every if one.kind not in fillers()]
    whole = [one for one in every if not any(other.start < one.start < other.end < one.end for other in telling)]
    return [one for one in every if one.kind in fillers() or not any(_inside(one, other) for other in whole)]


def _chance(one: Token, other: Token) -> bool:
    """Whether a word stands there by chance: within a longer cue, or its first characters end another: 目的 in 项目的."""
    over = other.start < one.start < other.end < one.end and other.end - other.start >= one.end - one.start
    return over or (other.kind in fillers() and _inside(one, other))


def _inside(one: Token, other: Token) -> bool:
    return (
        one.kind != other.kind
        and other.start <= one.start
        and one.end <= other.end
        and other.end - other.start > one.end - one.start
    )
