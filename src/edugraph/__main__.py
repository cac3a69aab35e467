"""``python -m edugraph``."""

from edugraph.cli import main

if __name__ == "__main__":
    main()
