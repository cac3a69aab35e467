"""What measures cost: commands, grammar, reading; and plausible plans in any number to measure it on."""
