"""What a request may ask for and by what it may be narrowed: each noun and each constraint once, with its pattern.

In a pattern ``{f}`` is the fact (or passage) that a constraint speaks of, ``{t}`` its task, ``{v}`` the values that are
given, as plain texts, and ``{zh}`` the same as Chinese labels. ``join`` are triples, ``test`` what stands behind all of
them: an engine begins with the triples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MEASURES = ("tasks", "plans", "cities")
"""By how many of what things are ranked that stand in several tasks."""
PLAN, TASK = "plan", "task"
"""What holds facts; a constraint of these speaks of no fact."""


@dataclass(frozen=True)
class Kind:
    """Something that tasks have: its pattern, and what it is called where they have none."""

    pattern: str
    zh: str
    en: str


KINDS: Mapping[str, Kind] = {
    "sentence": Kind("{t} edu:passage {f} .", "文段", "sentences"),
    "measure": Kind("{f} a edu:Measure ; dcterms:isPartOf {t} .", "措施", "measures"),
    "target": Kind("{f} a edu:Target ; edu:task {t} .", "量化目标", "targets"),
    "result": Kind("{f} a edu:Result ; edu:task {t} .", "完成结果", "results"),
    "office": Kind("{f} a edu:Responsibility ; edu:task {t} .", "责任单位", "offices"),
    "person": Kind("{f} a edu:Leadership ; edu:task {t} .", "分管领导", "persons"),
    "document": Kind("{f} a edu:Citation ; edu:task {t} .", "引用文件", "documents"),
    "theme": Kind("{f} a edu:ThemeMention ; edu:task {t} .", "主题", "themes"),
}
"""The kinds of things that a task may have or lack, by the singular of their noun."""


@dataclass(frozen=True)
class Noun:
    """What a request asks for: ``kind`` it is of, columns of its rows, triples that bind them, and what is read besides.

    ``key`` are the columns by which rows are gathered where a thing stands in several tasks.
    """

    zh: str
    en: str
    kind: str
    columns: Sequence[str]
    join: str
    more: str = ""
    order: str = "?plan ?order"
    key: Sequence[str] = ()


_PLAN = "?p a edu:Plan ; dcterms:identifier ?plan ; edu:cityLabel ?city . "
OF_PLAN = "?t a edu:Task ; dcterms:isPartOf ?p ; dcterms:identifier ?task ; edu:order ?order . "
"""The tasks of a plan."""
_TASK = OF_PLAN + _PLAN
_TITLE = "?t dcterms:title ?title_zh . "
_TITLED = "BIND(STR(?title_zh) AS ?title) "
_SECTION = "OPTIONAL { ?t edu:section/dcterms:title ?section_zh } BIND(STR(?section_zh) AS ?section)"
_MEASURE = "OPTIONAL { ?f edu:measure/dcterms:identifier ?measure } "
_FIGURE = (
    "?f edu:indicatorText ?text ; schema:unitText ?unit ; edu:comparator/edu:symbol ?comparator ; edu:redacted ?blanked ; "
    "edu:figureStart ?place ; oa:hasTarget/oa:hasSelector/oa:exact ?quote . "
)
_VALUES = (
    "OPTIONAL { ?f schema:value ?low } OPTIONAL { ?f schema:maxValue ?high } OPTIONAL { ?f edu:deadline ?date } "
    'BIND(STR(?text) AS ?indicator) BIND(IF(?blanked, "true", "false") AS ?redacted) '
    "BIND(STR(?low) AS ?value) BIND(STR(?high) AS ?value_max) BIND(STR(?date) AS ?deadline) "
)
_FIGURES = ("indicator", "value", "value_max", "unit", "comparator", "deadline", "redacted", "quote")
_BLANK = "[\\\\s\\u00A0\\u2000-\\u200A\\u3000]+"
_TRIMMED = f'BIND(REPLACE(?passage, "^{_BLANK}|{_BLANK}$", "") AS ?text) '
_START = "oa:hasTarget/oa:hasSelector/oa:start ?place . "

NOUNS: Mapping[str, Noun] = {
    "plans": Noun(
        "计划", "plans", PLAN, ("city", "plan", "year", "title"),
        f"{_PLAN}?p edu:year ?y ; dcterms:title ?title_zh . ", f"{_TITLED}BIND(STR(?y) AS ?year)", "?plan",
    ),
    "cities": Noun("城市", "cities", PLAN, ("city", "plan"), _PLAN, order="?plan", key=("city",)),
    "tasks": Noun(
        "任务", "tasks", TASK, ("city", "plan", "task", "title", "section"), _TASK + _TITLE, _TITLED + _SECTION
    ),
    "sentences": Noun(
        "文段", "sentences", "sentence", ("city", "plan", "task", "measure", "title", "text"),
        _TASK + _TITLE + "?f oa:hasSelector ?selector . ?selector oa:start ?place ; oa:exact ?passage . ",
        _TITLED + _TRIMMED + "OPTIONAL { ?m edu:passage ?f ; a edu:Measure ; dcterms:identifier ?measure }", "?plan ?place",
    ),
    "targets": Noun(
        "量化目标", "targets", "target", ("city", "plan", "task", "measure", *_FIGURES), _TASK + _FIGURE, _VALUES + _MEASURE,
        "?plan ?place ?f",
    ),
    "results": Noun(
        "完成结果", "results", "result", ("city", "plan", "section", "task", *_FIGURES),
        "?f a edu:Result ; edu:task|edu:section ?home . ?home dcterms:isPartOf+ ?p . " + _PLAN + _FIGURE,
        _VALUES + "OPTIONAL { ?f edu:section/dcterms:identifier ?section } OPTIONAL { ?f edu:task/dcterms:identifier ?task }",
        "?plan ?place ?f",
    ),
    "offices": Noun(
        "责任单位", "offices", "office", ("city", "plan", "organisation", "role", "task"),
        _TASK + "?f prov:agent/skos:prefLabel ?name ; prov:hadRole/skos:notation ?role . ",
        "BIND(STR(?name) AS ?organisation)", "?plan ?order ?organisation", ("city", "plan", "organisation"),
    ),
    "persons": Noun(
        "领导", "persons", "person", ("city", "plan", "name", "task"), _TASK + "?f prov:agent/foaf:name ?called . ",
        "BIND(STR(?called) AS ?name)", "?plan ?order ?name", ("city", "plan", "name"),
    ),
    "themes": Noun(
        "主题", "themes", "theme", ("theme", "city", "plan", "task", "standing"),
        _TASK + "?f edu:standing ?standing ; dcterms:subject ?concept . ?concept skos:notation ?notation ; skos:prefLabel ?label . ",
        'FILTER(LANG(?label) = "zh") BIND(STR(?label) AS ?theme)', "?plan ?order ?notation", ("theme",),
    ),
    "documents": Noun(
        "文件", "documents", "document", ("document", "city", "plan", "task"),
        _TASK + f"?f dcterms:references/dcterms:title ?called ; {_START}", "BIND(STR(?called) AS ?document)",
        "?plan ?place ?f ?document", ("document",),
    ),
}  # fmt: skip
"""What may be asked for."""


@dataclass(frozen=True)
class Constraint:
    """What narrows a request: the kind of what it speaks of, what it is called, its pattern, and what its values name.

    ``names`` is what ``parameters`` looks the values up as; nothing where any words will do. ``choices`` are the values
    of a closed list.
    """

    kind: str
    zh: str
    en: str
    join: str = ""
    test: str = ""
    names: str = ""
    choices: Sequence[str] = ()


_END = 'BIND(IF(STRLEN(STR(?due_{n})) = 4, CONCAT(STR(?due_{n}), "-12-31"), IF(STRLEN(STR(?due_{n})) = 7, CONCAT(STR(?due_{n}), "-31"), STR(?due_{n}))) AS ?end_{n}) '

CONSTRAINTS: Mapping[str, Constraint] = {
    "city": Constraint(PLAN, "城市", "city", "?p edu:cityLabel {v} .", names="city"),
    "plan": Constraint(PLAN, "计划", "plan", "?p dcterms:identifier {v} .", names="plan"),
    "task": Constraint(TASK, "任务号", "number", "{t} dcterms:identifier {v} ."),
    "section": Constraint(
        TASK, "标题", "section", "{t} edu:section/dcterms:isPartOf* ?above_{n} . ?above_{n} dcterms:title {zh} .",
        names="section",
    ),
    "words": Constraint(
        "sentence", "写有", "words", "{f} oa:hasSelector/oa:exact ?said_{n} .", "FILTER(CONTAINS(?said_{n}, {v}))"
    ),
    "theme": Constraint(
        "theme", "主题", "theme", "?top_{n} skos:prefLabel {zh} . ?within_{n} skos:broader* ?top_{n} . {f} dcterms:subject ?within_{n} .",
        names="theme",
    ),
    "standing": Constraint("theme", "主次", "standing", "{f} edu:standing {v} .", choices=("main", "passing")),
    "office": Constraint("office", "单位", "office", "{f} prov:agent/skos:prefLabel {zh} .", names="organisation"),
    "function": Constraint(
        "office", "职能", "function", "{f} prov:agent/org:purpose/skos:prefLabel {zh} .", names="function"
    ),
    "role": Constraint("office", "角色", "role", "{f} prov:hadRole/skos:notation {v} .", names="role"),
    "person": Constraint("person", "领导", "person", "{f} prov:agent/foaf:name {zh} .", names="name"),
    "document": Constraint(
        "document", "文件", "document", "{f} dcterms:references/dcterms:title ?cited_{n} .",
        "FILTER(CONTAINS(STR(?cited_{n}), {v}))",
    ),
    "indicator": Constraint(
        "target", "指标", "indicator", "", "{{ {f} edu:indicatorText {zh} }} UNION {{ {f} edu:indicator/skos:prefLabel {zh} }}",
        names="figure",
    ),
    "value": Constraint("target", "数值", "value", "{f} schema:value ?number_{n} .", "FILTER(?number_{n} {sign} {v})"),
    "unit": Constraint("target", "计量单位", "unit", "{f} schema:unitText {v} ."),
    "before": Constraint(
        "target", "期限不晚于", "due by", "{f} edu:deadline ?due_{n} .", _END + "FILTER(?end_{n} <= {v})"
    ),
    "after": Constraint("target", "期限晚于", "due after", "{f} edu:deadline ?due_{n} .", _END + "FILTER(?end_{n} > {v})"),
    "kind": Constraint("target", "类别", "kind", "{f} edu:kind {v} .", choices=("rate", "count", "amount", "limit", "frequency", "coverage")),
    "strength": Constraint("target", "力度", "strength", "{f} edu:strength/skos:notation {v} ."),
    "blanked": Constraint("target", "数字隐去", "blanked", "{f} edu:redacted ?hidden_{n} .", "FILTER(STR(?hidden_{n}) = {v})", choices=("true", "false")),
    "doubt": Constraint("target", "存疑", "doubt", "{f} edu:doubt/skos:notation {v} ."),
}  # fmt: skip
"""By what a request may be narrowed; years, provinces and ranks say which plans are read at all (``which``)."""

BESIDE: Mapping[tuple[str, str], str] = {
    ("target", "theme"): (
        "{f} oa:hasTarget/oa:hasSelector ?named_{n} . ?named_{n} oa:exact ?words_{n} ; oa:start ?at_{n} . "
        "?t edu:span/oa:hasSelector/oa:end ?title_end_{n} . ?f oa:hasTarget/oa:hasSelector ?said_{n} . "
        "?said_{n} oa:exact ?exact_{n} ; oa:prefix ?before_{n} ; oa:suffix ?after_{n} . "
        "FILTER(?at_{n} < ?title_end_{n} || CONTAINS(CONCAT(REPLACE(?before_{n}, \"^.*[;；]\", \"\", \"s\"), ?exact_{n}, "
        "REPLACE(?after_{n}, \"[;；].*$\", \"\", \"s\")), ?words_{n}))"
    ),
}  # fmt: skip
"""What stands near a fact of the first kind: a task may name a theme and promise something else two sentences on."""
