"""What is run by hand: pictures, regions, traditional characters, documents, vendored files."""
