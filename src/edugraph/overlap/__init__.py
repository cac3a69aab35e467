"""What cities have in common, with the evidence for it: one module a kind of overlap. Draws on query rows only."""
