"""What is run by hand: pictures, regions, documents, vendored files."""
