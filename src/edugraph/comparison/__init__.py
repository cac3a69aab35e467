"""Cities set against each other: side by side, what one lacks, which are nearest. Draws on overlaps and query rows."""
