"""The error family: each message says what, where, and how to mend, on one line."""


class KgError(Exception):
    """Base of every error that the command line shows as one line with exit code 1."""


class UnreadableDocument(KgError):
    """A file that no reader can turn into text."""


class SchemaError(KgError):
    """A node or relationship that `schema.toml` does not know."""


class GraphError(KgError):
    """A graph folder that is missing, incomplete or damaged."""


class StoreError(KgError):
    """A store that cannot be opened, written or asked."""


class QueryError(KgError):
    """A query that is unknown, badly written, or lacks a parameter."""
