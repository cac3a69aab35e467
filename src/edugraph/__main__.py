"""``python -m edugraph``."""

from edugraph.cli import run

if __name__ == "__main__":
    run()
