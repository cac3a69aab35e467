"""Plausible plans by chance: what the plans of the project give (stock), who writes (city), what (draft), how (layout)."""
