"""Facts to RDF: terms, ids, triples and their validation."""
