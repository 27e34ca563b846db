"""How a store keeps what papers say: for each paper a node `_Share` with the keys of what it states, and under each key a
node `_Said` with facts and the papers that state them (`said`). Nothing is tied to these nodes; both engines run the
statements."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from kg.stores.ddl import SAID, SHARE
from kg.stores.patching import Run
from kg.stores.said import Facts, Row, further_keys, read_facts, read_keys, restated, said_rows

_READ = "MATCH (d:Document) WHERE d.ingested = true RETURN d.id AS id"
_PAPERS = f"MATCH (s:{SHARE}) WHERE s.doc <> '' RETURN s.doc AS doc, coalesce(s.source, '') AS source"
_KEYS = f"MATCH (s:{SHARE}) WHERE s.doc IN $docs RETURN s.doc AS doc, s.keys AS keys"
_SAID = f"MATCH (s:{SAID}) WHERE s.key IN $keys RETURN s.key AS key, s.facts AS facts"
_ALL_SAID = f"MATCH (s:{SAID}) RETURN s.key AS key, s.facts AS facts"
_PUT_SHARES = f"UNWIND $rows AS row MERGE (s:{SHARE} {{doc: row.doc}}) SET s.source = row.source, s.keys = row.keys"
_PUT_SAID = f"UNWIND $rows AS row MERGE (s:{SAID} {{key: row.key}}) SET s.facts = row.facts"
_DROP_SHARE = f"MATCH (s:{SHARE} {{doc: $doc}}) DELETE s"
_DROP_SAID = f"MATCH (s:{SAID}) WHERE s.key IN $keys DELETE s"
# Writing the key anew waits for another load that has the node, so that none of its facts is lost.
_CLAIM_SAID = f"""UNWIND $rows AS row
MERGE (s:{SAID} {{key: row.key}})
ON CREATE SET s.facts = row.facts
ON MATCH SET s.key = row.key
WITH s, row WHERE s.facts <> row.facts
RETURN s.key AS key, s.facts AS facts"""


def known_papers(run: Run) -> dict[str, str]:
    """The source of each paper whose share is in the store, by id; none at all unless every paper read has one."""
    sources = dict(run(_PAPERS, {}))
    return sources if {d for (d,) in run(_READ, {})} == sources.keys() else {}


def keys_of(run: Run, documents: Iterable[str]) -> dict[str, set[str]]:
    """Under which keys the facts of these papers lie."""
    return {doc: read_keys(keys) for doc, keys in run(_KEYS, {"docs": sorted(documents)})}


def all_said(run: Run) -> dict[str, Facts]:
    return {key: read_facts(facts) for key, facts in run(_ALL_SAID, {})}


def said_around(run: Run, keys: set[str]) -> dict[str, Facts]:
    """The facts under these keys, and under those of papers that share a title with one there, from title to title."""
    known: dict[str, Facts] = {}
    while fresh := keys - known.keys():
        found = _said(run, fresh)
        known |= {key: found.get(key, {}) for key in fresh}
        keys = {key for facts in found.values() for key in further_keys(facts)}
    return known


def put_said(run: Run, said: Mapping[str, Facts]) -> None:
    """Keep these facts in place of what lies under their keys; a key without facts goes."""
    gone = sorted(key for key, facts in said.items() if not facts)
    run(_DROP_SAID, {"keys": gone})
    run(_PUT_SAID, {"rows": list(said_rows({key: facts for key, facts in said.items() if facts}))})


def drop_share(run: Run, document: str) -> None:
    run(_DROP_SHARE, {"doc": document})


def take_said(run: Run, rows: Iterable[Row], papers: Container[str]) -> None:
    """Bring in rows of facts of these papers; facts of others under the same keys stay."""
    fresh = {row["key"]: row["facts"] for row in rows}
    held = run(_CLAIM_SAID, {"rows": list(rows)})
    if held:
        put_said(run, {key: restated(read_facts(facts), papers, read_facts(fresh[key])) for key, facts in held})


def take_shares(run: Run, rows: Iterable[Row]) -> None:
    """Bring in rows of papers. What a paper stated earlier under a key that it no longer has goes."""
    fresh = {row["doc"]: read_keys(row["keys"]) for row in rows}
    for document, keys in keys_of(run, fresh).items():
        if stale := keys - fresh[document]:
            put_said(run, {key: restated(facts, {document}, {}) for key, facts in _said(run, stale).items()})
    run(_PUT_SHARES, {"rows": list(rows)})


def _said(run: Run, keys: set[str]) -> dict[str, Facts]:
    return {key: read_facts(facts) for key, facts in run(_SAID, {"keys": sorted(keys)})}
