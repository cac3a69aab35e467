"""Web pages, saved whole or as an archive: the main text, its tables as tables, without what stands around it.

Chinese government pages say their title in ``<meta name="ArticleTitle">`` (GB/T 42147-2022 and the
rules of 国办发〔2017〕47号); it is put before the text where the text lacks it.
"""

from __future__ import annotations

import email
import email.policy
import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import ParserError

from edugraph.errors import InputError
from edugraph.readers.content import Content
from edugraph.readers.decoding import decode
from edugraph.readers.layout import is_data, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.I)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_TEXT = (
    "script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button", "input", "textarea",
    "nav", "footer", "aside", "head", "map", "video", "audio",
)  # fmt: skip
_STRUCK = frozenset({"del", "s", "strike"})
_AROUND = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|crumbs?|bread-?crumbs?|breadnav|location|position|share|bdshare\w*|social|print|toolbar|"
    r"tool|tools|footer|foot|bottom|copyright|sidebar|side|aside|related|relate|recommend|hot|rank|search|login|ad|ads|"
    r"advert\w*|banner|pager|pagination|prev|next|prevnext|comment\w*|qrcode|erweima|font-?size|topbar|friend-?links?|"
    r"links?|dqwz|fenxiang|dy|xgxx)(?:$|[-_\s\d])",
    re.I,
)
_PARTS = frozenset({"div", "ul", "ol", "p", "span", "section", "header", "table", "td", "form", "center", "dl"})
_MAIN = 0.7  # share of the text that lies in the element that is taken for the main one
_LINKED = 0.6  # share of linked text above which a block is a list of links
_TITLE_CUT = re.compile(r"\s*(?:[-_|—–>]|--)\s*")
_NUMBER = re.compile(
    r"(?:文\s*号|字\s*号|文件编号)[\]】:：\s]{0,4}(?P<number>[^\s,，。:：]{1,14}[〔\[(（]20\d\d[〕\])）]\s?第?\d{1,4}号)"
)
_BARE = re.compile(r"\W+")


def read(data: bytes) -> Content:
    """The text of a page.

    Raises InputError when there is none.
    """
    declared = _DECLARED.search(data[:4096])
    text, encoding = decode(data, declared[1].decode() if declared else "")
    return _content(text, encoding)


def read_archive(data: bytes) -> Content:
    """The text of the page in a web archive (MHTML).

    Raises InputError when no page is in it.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                text, encoding = decode(payload, part.get_content_charset() or "")
                return _content(text, encoding)
    raise InputError("a web archive without a page in it. Save the page anew, as HTML.")


def _content(text: str, encoding: str) -> Content:
    try:
        page = lxml_html.document_fromstring(_XML.sub("", text), lxml_html.HTMLParser(huge_tree=True))
    except (ParserError, ValueError) as error:
        raise InputError(f"a web page without text ({error}).") from error
    titles = _titles(page)
    left_out = _clean(page)
    main = _main(page)
    pictures = sum(1 for _ in main.iter("img"))
    if pictures:
        left_out.append(("pictures", f"{pictures} not read"))
    whole, body = text_of(page), text_of(main)
    number = _NUMBER.search(whole)
    if number and number["number"] not in body:  # it stands in a table of its own, outside the text
        body = f"{number[0]}\n{body}"
    title = next((title for title in titles if _bare(title)), "")
    if title and _bare(title) not in _bare(body):
        body = f"{title}\n{body}"
    return Content(body, encoding, left_out=tuple(left_out))


def _bare(text: str) -> str:
    return _BARE.sub("", text)


def _titles(page: HtmlElement) -> list[str]:
    """What a page calls itself, the surest first."""
    named = page.xpath("//meta[translate(@name, 'ARTICLETITLE', 'articletitle') = 'articletitle']/@content")
    heads = [node.text_content() for node in page.iter("h1")]
    whole = _TITLE_CUT.split(page.findtext(".//title") or "")[:1]
    return [" ".join(title.split()) for title in [*map(str, named), *heads[:1], *whole]]


def _clean(page: HtmlElement) -> list[tuple[str, str]]:
    """Take out what is no text and what stands around it; the words of the latter are told."""
    etree.strip_elements(page, *_NO_TEXT, with_tail=False)
    etree.strip_tags(page, etree.Comment, etree.ProcessingInstruction)
    return list(_strip(page, _length(page)))


def _strip(node: HtmlElement, whole: int) -> Iterator[tuple[str, str]]:
    """Take out what stands around the text, from the outside in, and what in it is struck out."""
    for child in list(node):
        around = child.tag in _PARTS and _is_around(child, whole)
        if around or _is_struck(child):
            words = " ".join(child.text_content().split())
            child.drop_tree()
            if words:
                yield "around the text" if around else "struck out", words[:60]
        else:
            yield from _strip(child, whole)


def _is_struck(node: HtmlElement) -> bool:
    """Whether a line is drawn through the text of an element."""
    return node.tag in _STRUCK or "line-through" in (node.get("style") or "").lower()


def _is_around(node: HtmlElement, whole: int) -> bool:
    """Whether an element is furniture: by its name, or because it is little but links. Never most of the page."""
    size = _length(node)
    if size > whole / 3:
        return False
    style = (node.get("style") or "").replace(" ", "").lower()
    if "display:none" in style or node.get("hidden") is not None:
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    if node.tag not in {"p", "td"} and _AROUND.search(names):
        return True
    links = [anchor for anchor in node.iter("a") if anchor.get("href")]
    linked = sum(_length(anchor) for anchor in links)
    return node.tag in {"div", "ul", "section", "table"} and len(links) >= 3 and linked > _LINKED * max(size, 1)


def _length(node: HtmlElement) -> int:
    return sum(len(text.strip()) for text in node.itertext())


def _main(page: HtmlElement) -> HtmlElement:
    """The innermost element that holds most of the text."""
    node = page.find("body")
    node = page if node is None else node
    while True:
        size = _length(node)
        inner = max(node, key=_length, default=None)
        whole = inner is not None and (inner.tag in {"p", "li", "span", "font"} or is_data(inner))
        if inner is None or whole or _length(inner) < _MAIN * size:
            return node
        node = inner
