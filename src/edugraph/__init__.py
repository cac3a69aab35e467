"""EduGraph reads the work plans of Chinese education bureaus and makes a knowledge graph of them."""

__version__ = "0.1.0"
