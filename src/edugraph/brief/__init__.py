"""A short comparison note, in Word or HTML: every sentence cites its passages, and the note can be checked again."""
