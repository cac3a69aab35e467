"""Terms of the vocabularies in use, spelled once."""

from __future__ import annotations

import pyoxigraph as ox

BASE = "https://w3id.org/edugraph/"
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edu": f"{BASE}ontology#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": f"{BASE}id/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of the generated Turtle, and known to every query."""


class Namespace:
    """Terms of one vocabulary as attributes: ``EDU.Task``."""

    def __init__(self, prefix: str) -> None:
        self._base = PREFIXES[prefix]

    def __getattr__(self, name: str) -> ox.NamedNode:
        if name.startswith("_"):
            raise AttributeError(name)
        term = self.__dict__[name] = ox.NamedNode(self._base + name)  # found at once the next time
        return term


DCTERMS = Namespace("dcterms")
EDU = Namespace("edu")
ELI = Namespace("eli")
FOAF = Namespace("foaf")
OA = Namespace("oa")
ORG = Namespace("org")
PROV = Namespace("prov")
RDF = Namespace("rdf")
SCHEMA = Namespace("schema")
SKOS = Namespace("skos")
XSD = Namespace("xsd")
