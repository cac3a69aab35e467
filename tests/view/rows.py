"""Small made-up rows for the tests of the view, and rows full of what must never run."""

from __future__ import annotations

PLANS = ("甲-2023", "乙-2023", "丙-2023")
Tables = dict[str, list[dict[str, str]]]

HOSTILE = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 2</script>",
    "<img src=x onerror='window.ran = 3'>",
    '"><svg/onload=window.ran=4>',
    "<a href='javascript:window.ran=5'>href</a>",
    "javascript:window.ran=6",
    "{{7*7}}{% raw %}${7*7}",
    "<!-- <script>",
    "\u202e倒写\u202c\u2066",
    "]]></style><style>*{display:none}",
    "__proto__",
    "\ud800半个\x00\x1b[31m",
    "a&amp;b&lt;c",
)


def plan(key: str, city: str, code: str = "", **more: str) -> dict[str, str]:
    names = ("province", "level", "year", "title", "issuer", "number", "issued", "source")
    return {"plan": key, "city": city, "code": code, **dict.fromkeys(names, ""), **more}


def target(plan: str, task: str, indicator: str, value: str, **more: str) -> dict[str, str]:
    given = {"plan": plan, "task": task, "indicator": indicator, "value": value}
    empty = dict.fromkeys(("measure", "value_max", "deadline", "kind", "strength"), "")
    usual = {"unit": "%", "comparator": ">=", "redacted": "false", "quote": f"{indicator}{value}%以上"}
    return {**empty, **usual, **given, **more}


def responsibility(plan: str, task: str, role: str, organisation: str, measure: str = "") -> dict[str, str]:
    names = ("plan", "task", "measure", "role", "organisation")
    return dict(zip(names, (plan, task, measure, role, organisation), strict=True))


def evidence(plan: str, task: str, kind: str, subject: str, quote: str) -> dict[str, str]:
    return {"plan": plan, "task": task, "kind": kind, "subject": subject, "quote": quote}


def small() -> Tables:
    """Three cities; 双减 is shared by all, 美育 by two, 德育 is of one alone."""
    acts = [("甲", "1", "双减"), ("甲", "2", "双减"), ("乙", "1", "双减"), ("丙", "1", "双减")]
    acts += [("甲", "2", "美育"), ("乙", "1", "美育"), ("丙", "1", "德育")]
    return {
        "plans": [plan(key, key[0] + "市", str(at)) for at, key in enumerate(PLANS)],
        "tasks": [
            {"plan": key, "task": task, "title": f"{key[0]}的任务{task}", "section": "第一部分"}
            for key in PLANS
            for task in ("10", "2", "1")
        ],
        "measures": [{"plan": "甲-2023", "task": "1", "measure": "1", "text": "减轻作业负担。"}],
        "themes": [{"plan": f"{city}-2023", "task": task, "theme": theme} for city, task, theme in acts],
        "responsibilities": [
            responsibility("甲-2023", "1", "lead", "基教科", "1"),
            responsibility("甲-2023", "1", "responsible", "基教科", "2"),
            responsibility("乙-2023", "1", "lead", "基教科"),
        ],
        "leaders": [{"plan": "甲-2023", "task": "1", "measure": "", "name": "邓淇"}],
        "targets": [
            target("甲-2023", "1", "普惠率", "85", deadline="2023-12-31"),
            target("甲-2023", "1", "普惠率", "90"),
            target("乙-2023", "1", "建设学校", "", redacted="true", unit="所", comparator="="),
        ],
        "citations": [{"plan": "乙-2023", "task": "1", "title": "某某办法"}],
        "evidence": [
            evidence("甲-2023", "1", "theme", "双减", "深入落实“双减”政策。"),
            evidence("甲-2023", "1", "target", "普惠率", "普惠率85%以上。"),
            evidence("甲-2023", "1", "target", "普惠率", "普惠率90%以上。"),
            evidence("甲-2023", "1", "responsibility", "基教科", "（责任科室：基教科）"),
            evidence("乙-2023", "1", "citation", "某某办法", "按照《某某办法》执行。"),
        ],
        "labels": [{"label": "双减", "label_en": "Double Reduction"}],
    }


def hostile() -> Tables:
    """Two cities whose every text is an attack."""
    tables: Tables = {"plans": [], "tasks": [], "themes": [], "evidence": [], "labels": []}
    tables |= {"targets": [], "responsibilities": [], "leaders": [], "measures": [], "citations": []}
    for at, key in enumerate(PLANS[:2]):
        tables["plans"].append(plan(key, HOSTILE[at] + key, str(at), title=HOSTILE[2], source=HOSTILE[5]))
        for number, text in enumerate(HOSTILE):
            where = {"plan": key, "task": str(number)}
            tables["tasks"].append({**where, "title": text, "section": text})
            tables["themes"].append({**where, "theme": text})
            tables["measures"].append({**where, "measure": "1", "text": text})
            tables["leaders"].append({**where, "measure": "", "name": text})
            tables["citations"].append({**where, "title": text})
            tables["responsibilities"].append(responsibility(key, str(number), text, text))
            tables["targets"].append(target(key, str(number), text, text, quote=text, unit=text))
            kinds = ("theme", "leader", "citation", "responsibility", "target")
            tables["evidence"] += [evidence(key, str(number), kind, text, f"句{text}子") for kind in kinds]
            tables["labels"].append({"label": text, "label_en": text})
    return tables
