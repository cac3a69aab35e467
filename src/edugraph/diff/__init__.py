"""Two plans, as a rule of one city's two years: what is new, kept, changed or gone, and what became of the targets."""
