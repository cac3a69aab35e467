"""What a figure measures: the words of its own, completed by the verb, the scope or the subject that stands before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph import stages
from edugraph.extract.targets import indicators, mending, places, scopes
from edugraph.text import Span
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from edugraph.extract.targets.places import Place
    from edugraph.extract.targets.sentences import Sentence
    from edugraph.facts import Target

_TAKES_PART = re.compile(r"(?:培训|参训|参加|惠及|覆盖|受益)[\u4e00-\u9fff]{0,3}$")
_EVENT = re.compile(r"(?:培训|研修|轮训|讲座|比赛|活动)$")
_JOINED = re.compile(r"(?:和|以及|及|与)$")
_ASIDE = re.compile(r"[ \n]*(?:每[^,]{1,3}?)?(?:根据|按照?|依据|依托|参照|围绕|结合|通过|为|在|到|至|力争|其中)")
_DISPOSED = re.compile(r"(?P<subject>.*?)(?:将|把)(?P<thing>.{2,}?)(?:纳入|列入|列为|作为|融入|计入).*")
_CHANGE = re.compile(
    r"(?:(?:较|比|同比|与).*|每年|逐年|年均|平均)?(?:提高|提升|上升|增长|增加|增幅|下降|降低|减少|回落)了?"
)
_CHANGED = re.compile(r"(?<=..)(?:(?:较|比|同比|与)[^,率]{0,30})?(?:提高|提升|上升|增长|下降|降低|减少)了?$")
_ADDED = re.compile(r"(?:[新净扩]增|增[加设补])(?=..)")
_REACHES = re.compile(r"[达到至在持为]")  # a verb of its own: 总数达到33所
_SHARE = re.compile(r"占(?![地用比])")
_PART = re.compile(r"^其中[^占]*(?:比例|占比)$")
_THERE = re.compile(r"(?:截至|截止|目前|现在?|已|共|原|拥)*有(?=..)")  # 目前有食堂300个,年内改造50个
_SAID_OF = re.compile(r"(?:人?数)?(?:占[^,]+|的?比例|占比)$")  # what is told of those whose part is told next
_EACH = re.compile(
    r"每[所个名位家]?(?:学校|年级|班级|县区|乡镇|村庄|中心校|教师|学生|单位|[次期场节校园班县区乡镇村人名位家所])"
)  # who or what has so many, and not of what
_OF_SYSTEM = re.compile(r"^(?:建立)?(?:健全|完善|落实|实行)|(?<=..)(?:制度|机制)$")  # what is held is the meeting
_LONGEST = 60  # characters of a phrase that lends words
_NOUN = range(2, 13)  # characters of what a part is a part of
_BACK = 3  # clauses that are passed over on the way to a subject
_REACH = 80  # characters of a clause that are looked at


def of(year: int, sentence: Sentence, place: Place, before: Target | None) -> str:
    """What the figure of a place measures; empty where nothing says it.

    ``before`` is the target before it in its sentence, which may share its verb, its scope or its subject.
    """
    phrase = _own(year, sentence, place)
    phrase = _joined(sentence, place, phrase, before)
    lender = _THERE.sub("", _lender(year, sentence, place, before))
    lender = lender if len(lender) <= _LONGEST else ""  # a phrase that was lent again and again
    if not phrase and before:
        return _level(place, lender)
    bare = mending.mend(phrase, rate=True)
    rate = place.amount.unit == "%" and not indicators.rate_word(phrase) and not _SHARE.search(phrase)
    if scopes.is_bare(bare) or (rate and scopes.leading(bare)):
        phrase = _lent(place, phrase, lender, before)
    elif _CHANGE.fullmatch(phrase) or not phrase:
        phrase = _CHANGED.sub("", lender) + phrase
    elif phrase and not bare:
        phrase += indicators.subject_of(lender)  # 每周 of 将劳动教育纳入课程,每周不少于1课时
    elif _is_share_of_rate(sentence, place, phrase, before):
        phrase = f"{_SAID_OF.sub('', lender)}中{phrase.removesuffix('数')}比例"
    elif _PART.search(places.words(sentence, place.left)) and len(whole := indicators.subject_of(lender)) in _NOUN:
        phrase = f"{whole}中{phrase}"  # 配齐美育教师,其中专职教师比例
    elif before and _spends(sentence, place, phrase):
        phrase = lender + phrase  # 新建学校8所,投入2亿元
    elif _EACH.fullmatch(bare) and mending.EVERY.sub("", phrase) == bare:
        other = before is not None and lender == before.indicator and before.unit != place.amount.unit
        phrase = _of_each(place, bare, "" if other else lender)
    elif _wants_subject(sentence, place, phrase, bare):
        phrase = _with_subject(phrase, bare, indicators.subject_of(lender))
    return _scoped(sentence, place, phrase)


def _level(place: Place, lender: str) -> str:
    """What reaches a level without words of its own, behind its change: 优良率提高2个百分点,达到55%."""
    if not place.amount.said:
        return lender
    return _ADDED.sub("", _CHANGED.sub("", lender))


def _lent(place: Place, phrase: str, lender: str, before: Target | None) -> str:
    """A phrase that names a scope, with what the lender measures; a period stays between them."""
    bare, verb = mending.mend(phrase, rate=True), indicators.lead_verb(lender)
    period = mending.EVERY.search(phrase)
    of_schools = place.amount.family.notation == "institution"
    whole = scopes.lent(bare, lender[len(verb) :], of_schools=of_schools)
    if whole == bare and not (of_schools and scopes.is_bare(bare)):
        return phrase
    if period and not mending.EVERY.match(whole, len(bare)):
        whole = bare + period[0] + whole[len(bare) :]
    return verb + whole if before else whole


def _own(year: int, sentence: Sentence, place: Place) -> str:
    """The phrase that the words around the figure make."""
    left, right = places.words(sentence, place.left), places.words(sentence, place.right)
    right = _without_date(sentence, place, right)
    if right and _JOINED.search(left):
        left = indicators.lead_verb(indicators.without_openings(left, year)) or left
    if place.amount.unit == "%":
        left, right = indicators.of_base(left, right)
    return scopes.in_order(indicators.compose(place.head + left + place.tail, right + place.noun, year))


def _without_date(sentence: Sentence, place: Place, right: str) -> str:
    """The words behind a figure without the date by which it is done, and that it is: 3所9月1日前投入使用."""
    date = sentence.first_date(place.right)
    return places.words(sentence, Span(place.right.start, date.span.start)) if date else right


def _joined(sentence: Sentence, place: Place, phrase: str, before: Target | None) -> str:
    """A phrase behind 、 or + with the verb or the scope of the one before it."""
    left = places.words(sentence, place.left)
    raw = sentence.text[place.left.start : place.left.end].lstrip()
    reached = sentence.text[place.amount.span.start : place.amount.figure.span.start]
    share = place.amount.unit == "%" and not left  # 50%以上的学校建成食堂
    own = share or _REACHES.search(reached) or left.startswith("其中") or indicators.lead_verb(phrase)
    if before is None or own or scopes.is_bare(phrase) or (left and not raw.startswith(("、", "和", "+"))):
        return phrase
    scope = scopes.leading(before.indicator)
    if scope and phrase and not scopes.leading(phrase) and raw.startswith("+"):
        return scope + phrase
    return indicators.lead_verb(before.indicator) + phrase


def _spends(sentence: Sentence, place: Place, phrase: str) -> bool:
    """Whether money is only said to be spent, by a verb of its own, and not for what."""
    own = place.amount.family.value("kind") == "amount" and places.words(sentence, place.left)
    return bool(own) and phrase == indicators.lead_verb(phrase)


def _is_share_of_rate(sentence: Sentence, place: Place, phrase: str, before: Target | None) -> bool:
    """Whether a phrase names those of whom a share is told behind another share: 交流比例达到10%,其中骨干教师20%."""
    among = places.words(sentence, place.left).startswith("其中")
    shares = before is not None and place.amount.unit == before.unit == "%" and not before.indicator.endswith("率")
    return among and shares and not (indicators.rate_word(phrase) or _SHARE.search(phrase))


def _wants_subject(sentence: Sentence, place: Place, phrase: str, bare: str) -> bool:
    """Whether a phrase is a rate without its subject, a bare verb, or says who takes part in the event before."""
    bare_verb = indicators.lead_verb(bare) == bare and not place.right
    return (
        indicators.is_generic(phrase)
        or bool(_SHARE.match(phrase))
        or bare_verb
        or _speaks_of_event(sentence, place, phrase)
    )


def _of_each(place: Place, phrase: str, lender: str) -> str:
    """A phrase that says of each one what was said of all: 配备校医,每校不少于2名; empty where nothing was said."""
    own = _EACH.match(lender)
    lender = lender[own.end() :] if own else lender
    if not lender:
        return f"{phrase}人数" if "班" in phrase and place.amount.family.notation == "person" else ""
    verb = indicators.lead_verb(lender) and not phrase.endswith(tuple("次期场节"))
    return phrase + lender if verb else lender + phrase


def _with_subject(phrase: str, bare: str, subject: str) -> str:
    """A phrase with the subject that it lacks: behind a bare verb (建成托育驿站), else before it."""
    if bare and bare == indicators.lead_verb(bare):
        thing = subject if bare == phrase else _OF_SYSTEM.sub("", subject)  # 建立分析会制度,每学期召开一次
        return thing if thing.endswith(bare) else bare + thing
    return subject + phrase


def _speaks_of_event(sentence: Sentence, place: Place, phrase: str) -> bool:
    """Whether a phrase says who takes part in what the clause before holds: 举办…培训,培训校长500人."""
    clause = sentence.clause_before(place.amount.span.start)
    return bool(clause and _TAKES_PART.match(phrase) and _EVENT.search(sentence.quiet, *clause))


def _lender(year: int, sentence: Sentence, place: Place, before: Target | None) -> str:
    """The phrase that the words of a place may be completed from: the target before it, else a clause before."""
    at = place.amount.span.start
    clause = sentence.clause_before(at)
    if before and (clause is None or before.figure.start - sentence.offset >= clause.start):
        return before.indicator
    for _ in range(_BACK):
        if clause and _ASIDE.match(sentence.text, *clause):
            clause = sentence.clause_before(clause.start) or clause  # 根据规定 names no subject
    if clause and _ASIDE.match(sentence.text, *clause):
        return ""
    if clause and (sentence.text[clause.start : clause.end].strip() in _labels() or _is_ground(sentence, clause)):
        return ""
    said = places.without_amounts(sentence, Span(max(clause.start, clause.end - _REACH), clause.end)) if clause else ""
    moved = _DISPOSED.fullmatch(said)  # 将美育课程纳入必修课,不少于72课时
    return indicators.compose(moved["subject"] + moved["thing"] if moved else said, "", year)


def _is_ground(sentence: Sentence, clause: Span) -> bool:
    """Whether a clause only says upon what is built: 在去年新建3所的基础上."""
    return sentence.text.endswith("基础上", clause.start, clause.end)


@cached
def _labels() -> frozenset[str]:
    """What a line opens with before its colon that names its kind and no subject: 进度安排."""
    kinds = (scheme("columns").by_notation[kind] for kind in ("deadline", "content"))
    return frozenset(form for kind in kinds for form in kind.forms)


def _scoped(sentence: Sentence, place: Place, phrase: str) -> str:
    """A phrase that names no stage with the one that its sentence opens with (高中阶段,…)."""
    if not phrase or stages.named(phrase) or indicators.leads_others(phrase):
        return phrase
    clause = sentence.clause(place.amount.span.start)
    begin = sentence.text[clause.start : min(place.amount.span.start, clause.start + _REACH)]
    own_subject = not indicators.opens_with_verb(begin)
    return scopes.of_sentence(sentence.text, clause.start, own_subject=own_subject) + phrase
