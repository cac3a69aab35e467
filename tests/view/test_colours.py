"""Contrast of the colours of the page, light and dark, after WCAG 2.2 AA."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edugraph.view import layout, page

CSS = (Path(page.__file__).parent / "static" / "core" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in CSS.split("@media screen and (prefers", 1)
)
SCHEMES = {"light": LIGHT, "dark": LIGHT | DARK}
KINDS = [kind for kind in layout.sizes() if kind not in ("caption", "city")]
CITIES = [f"city-{at}" for at in range(8)]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read(scheme: str) -> None:
    colours = SCHEMES[scheme]
    pairs = [("ink", ground) for ground in ("ground", "paper", "mark", *(f"{kind}-fill" for kind in KINDS))]
    pairs += [
        ("muted", "paper"),
        ("muted", "ground"),
        ("link", "paper"),
        ("link", "ground"),
        *(("on-city", city) for city in CITIES),
    ]
    for text, ground in pairs:
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shapes_can_be_told_from_the_ground(scheme: str) -> None:
    colours = SCHEMES[scheme]
    for name in ("focus", "city-edge", *(f"{kind}-edge" for kind in KINDS), *CITIES):
        assert contrast(colours[name], colours["ground"]) >= 3, name
