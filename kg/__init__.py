"""A knowledge graph of quality governance: papers in, a graph that can be asked out."""

__version__ = "0.1.0"
