"""Corrections: what people say of facts, kept in ``corrections.toml`` beside the plans and stronger than any build."""

from edugraph.corrections import fields
from edugraph.corrections.applied import Corrected, Idle, Note, apply
from edugraph.corrections.entry import NAME, Correction, append, concerning, read, strays

__all__ = [
    "NAME",
    "Corrected",
    "Correction",
    "Idle",
    "Note",
    "append",
    "apply",
    "concerning",
    "fields",
    "read",
    "strays",
]
