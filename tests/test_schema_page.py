"""The schema page says what schema.toml says."""

from kg.schema_page import PAGE, render


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == render(), "run: python -m kg.schema_page"
