"""What Neo4j is told before a load: constraints and indexes that follow from the schema. Names are fixed."""

from __future__ import annotations

from hashlib import blake2b

from kg.model import Edge
from kg.schema import Property, load_schema

NAMES_INDEX, EVIDENCE_INDEX = "kg_names", "kg_evidence"
SHARE, SAID = "_Share", "_Said"  # labels of the nodes that keep what papers say (`keeping`); no relationship ends there
SEARCH = f"""CALL {{
  CALL db.index.fulltext.queryNodes('{NAMES_INDEX}', $words) YIELD node, score
  RETURN labels(node)[0] AS kind, node.name AS name, '' AS quote, '' AS doc, score
  UNION ALL
  CALL db.index.fulltext.queryRelationships('{EVIDENCE_INDEX}', $words) YIELD relationship AS r, score
  RETURN type(r) AS kind, startNode(r).name + ' → ' + endNode(r).name AS name, r.evidence AS quote, r.doc AS doc, score
}}
RETURN kind, name, quote, doc, score
ORDER BY score DESC, kind, name, doc
LIMIT $limit"""
_FULL_TEXT = ("name", "title", "short_names", "aliases", "doc_no", "code")


def key(edge: Edge) -> str:
    """One relationship's identity as text: the same ends, type, paper and offsets give the same key."""
    return blake2b("\x1f".join(map(str, edge.key)).encode(), digest_size=12).hexdigest()


def constraints() -> list[str]:
    """One id constraint a label and two for what papers say, a range index for each property marked `index`, one on `doc` of each stated type."""
    schema = load_schema()
    made = [f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
            for label in schema.labels]
    made.append(f"CREATE CONSTRAINT share_doc IF NOT EXISTS FOR (s:{SHARE}) REQUIRE s.doc IS UNIQUE")
    made.append(f"CREATE CONSTRAINT said_key IF NOT EXISTS FOR (s:{SAID}) REQUIRE s.key IS UNIQUE")
    for label in schema.labels.values():
        made += [_index(label.name, p) for p in label.properties.values() if p.index]
    made += [f"CREATE INDEX {kind.name.lower()}_doc IF NOT EXISTS FOR ()-[r:{kind.name}]-() ON (r.doc)"
             for kind in schema.relationships.values() if kind.evidence]
    return made


def full_text() -> list[str]:
    """Full-text indexes on names and evidence. Neo4j's `cjk` analyzer makes two-character terms."""
    schema = load_schema()
    options = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}"
    fields = ", ".join(f"n.{p}" for p in _FULL_TEXT)
    stated = "|".join(kind.name for kind in schema.relationships.values() if kind.evidence)
    return [
        f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:{'|'.join(schema.labels)}) "
        f"ON EACH [{fields}] {options}",
        f"CREATE FULLTEXT INDEX {EVIDENCE_INDEX} IF NOT EXISTS FOR ()-[r:{stated}]-() ON EACH [r.evidence] {options}",
    ]


def _index(label: str, prop: Property) -> str:
    return f"CREATE INDEX {label.lower()}_{prop.name} IF NOT EXISTS FOR (n:{label}) ON (n.{prop.name})"
