"""Made-up tasks for the tests of overlaps."""

from __future__ import annotations

from edugraph.overlap.profiles import Profile, Stretch, Trait, weighed


def task(place: str, words: str, *, city: str = "", themes: tuple[str, ...] = (), start: int = 0) -> Profile:
    """A task of a place (``a-2023:1``) with its words, the first sentence being its title."""
    plan, _, number = place.partition(":")
    return Profile(
        plan=plan,
        city=city or plan,
        year="2023",
        task=number,
        title=words.partition("。")[0],
        stretches=(Stretch("", start, words),),
        traits=weighed((Trait("theme", theme, theme), 1, False) for theme in themes),
    )
