"""Every word of the pages stands in words.toml, in Chinese and in English."""

import re
from pathlib import Path

import pytest
from browser_fixture import Opened, browser, small_graph  # noqa: F401

from kg.schema import load_schema
from viz.site import write_site
from viz.style import constants, style

VIZ = Path(__file__).resolve().parents[1] / "viz"
CHINESE = re.compile("[\u3400-\u9fff]")
WORDS = constants()["words"]
LISTED = ("kind", "level", "scope", "relation")  # properties whose values have words of their own
_UNSAID = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!at.closest("bdi, script, noscript, .paper, #language, option") && /[\\u3400-\\u9fff]/.test(walk.currentNode.data)) found.push(walk.currentNode.data);
  }
  for (const one of document.querySelectorAll("[placeholder], [aria-label]")) {
    const said = `${one.placeholder || ""}${one.getAttribute("aria-label") || ""}`;
    if (/[\\u3400-\\u9fff]/.test(said)) found.push(said);
  }
  return found;
}"""


def test_every_word_has_two_languages():
    for group, rows in WORDS.items():
        for key, row in rows.items():
            assert len(row) == 2, (group, key)
            assert all(row), (group, key)
            assert not CHINESE.search(row[1]) or key == "language", (group, key)


def test_every_word_asked_for_is_there():
    code = "\n".join(p.read_text("utf-8") for p in [*VIZ.glob("*.js"), *VIZ.glob("*.py")])
    asked = {*re.findall(r'\bui\("(\w+)"', code), *re.findall(r'"(?:title_word|home_word|hint|size_means)": "(\w+)"', code)}
    assert len(asked) > 50
    assert asked - WORDS["ui"].keys() == set()
    tables = (VIZ / "tables.py").read_text("utf-8") + (VIZ / "site.py").read_text("utf-8")
    columns = {word for row in re.findall(r'\(("\w+"(?:,\s+"\w+")+)\)', tables) for word in re.findall(r"\w+", row)}
    assert {c for c in columns if c.islower()} - WORDS["columns"].keys() - WORDS["ui"].keys() <= {"figure", "html", "csv"}  # not columns
    assert set(re.findall(r'\btable\("(\w+)"', tables)) - WORDS["tables"].keys() == set()


@pytest.mark.parametrize("name", LISTED)
def test_values_of_the_schema_have_words(name):
    schema = load_schema()
    kinds = [*schema.labels.values(), *schema.relationships.values()]
    values = {v for kind in kinds for p in kind.properties.values() if p.name == name for v in p.values}
    assert values - WORDS["values"].keys() == set()


def test_english_pages_speak_english(browser, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setitem(style()["limits"], "pages", 1)
    site = write_site(small_graph(), tmp_path, lang="en")
    opened = Opened(browser)
    for path in site:
        page = opened.open(path)
        assert page.evaluate(_UNSAID) == [], path.name
        if page.evaluate("PAGE.nodes.length"):
            page.evaluate("openNode(PAGE.nodes[0].id)")
            page.evaluate("PAGE.edges.length && openEdge(PAGE.edges[0].id)")
            assert page.evaluate(_UNSAID) == [], path.name
    assert opened.errors == []
