"""How much of each plan is common phrase, and whose: set phrases, wording from above, wording shared with peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.overlap import phrases
from edugraph.overlap.profiles import profiles
from edugraph.overlap.sharing import Sharing, texts
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.overlap.grams import Hashes
    from edugraph.overlap.sharing import Text
    from edugraph.store import Store

COLUMNS = ("plan", "city", "characters", "upstream", "common", "shared", "own", "whose")
_WHOSE = 3


def table(store: Store, /, plan: str = "", cities: str = "") -> Table:
    """The share of each plan, in per cent of its word characters, that is not its own.

    ``upstream``: phrases of ``ontology/phrases.ttl``. ``common``: runs of six characters that half of all cities
    have. ``shared``: of what is left, runs of eight that at least one other city has; ``whose`` names the cities
    that share most of it. ``own``: the rest. ``plan`` keeps one plan, ``cities`` (joined by 、) those compared.
    """
    tasks = profiles(store, cities)
    plans = list(texts(tasks))
    sharing, common = Sharing(plans), phrases.of(tasks)
    return Table(COLUMNS, tuple(_row(text, common, sharing) for text in plans if plan in ("", text.plan)))


def _row(text: Text, common: Hashes, sharing: Sharing) -> tuple[str, ...]:
    upstream = phrases.flags(text.points, text.words, phrases.listed())
    usual = phrases.flags(text.points, text.words, common) & ~upstream
    others, whose = sharing.others(text)
    with_peers = others & ~upstream & ~usual
    size = max(1, int(text.words.sum()))
    kinds = [100 * int((flags & text.words).sum()) / size for flags in (upstream, usual, with_peers)]
    shares = [f"{share:.1f}" for share in (*kinds, 100 - sum(kinds))]
    return (text.plan, text.city, str(int(text.words.sum())), *shares, "、".join(_largest(whose)))


def _largest(whose: Mapping[str, int]) -> list[str]:
    """The cities that share most, the largest first."""
    return sorted(whose, key=lambda city: (-whose[city], city))[:_WHOSE]
