"""CJK radicals back to the characters that they stand for.

Fonts of PDF files often map a glyph to its radical (U+2E80 to U+2FDF), which looks the same and is found
by no search. Kangxi radicals have compatibility decompositions; those of the supplement follow the
property Equivalent_Unified_Ideograph of the Unicode Character Database.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍尐⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爬⺦丬⺧牛⺨犭⺩王⺫目⺬示"
    "⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艺⻀艻⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辷⻎辸⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_SIMPLIFIED = {0x2F3E: "户", 0x2FAD: "青"}  # what mainland fonts show there
_UNIFIED = {
    **dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True)),
    **_KANGXI,
    **_SIMPLIFIED,
}


def unified(text: str) -> str:
    """Text of the same length with characters instead of radicals.

    >>> unified("\u2f64\u2ec5\u2f3e")
    '用见户'
    """
    return text.translate(_UNIFIED)
