"""Two plans side by side: tasks added, dropped, kept or handed to another body; figures raised or lowered."""

from __future__ import annotations

from kg.model import Graph
from kg.reports.compare_figures import figures_table
from kg.reports.compare_tasks import ALIKE, SAME_TEXT, tasks_table
from kg.reports.papers import NO_PAIR, two_papers
from kg.reports.report import Report, Words, counts_table, paper_titles
from kg.reports.select import Links, heirs_as_of

_NOTE = Words(
    f"任务先按标题相似度配对（不低于 {ALIKE:.0%}），余下的按正文（不低于 {SAME_TEXT:.0%}，多项任务共有的套话不计）。"
    "负责机构为牵头与共同负责者，机构改革后的承接机构视同原机构：“移交”指全部换了机构，“调整机构”指部分更换，“增加机构”“减少机构”指只增或只减，“换牵头”指机构未变而牵头者变了，“承接”指仅因改革换了名称。",
    f"Tasks are paired by likeness of their titles ({ALIKE:.0%} or more), the rest by their texts ({SAME_TEXT:.0%}, what "
    "several tasks of a paper repeat left out). In charge are those who lead or answer jointly; a successor counts as the "
    "body it took over from. Handed over: none of the bodies stayed; some replaced; bodies added or left out only; other "
    "lead: the same bodies, led by another; successor: another name by a reform of institutions only.")
_APART = Words("两份文件不属同一地区：机构自然不同，“移交”“新增”“取消”只作内容对照。",
               "The two papers are of different regions: bodies differ of themselves; read the changes as a comparison of "
               "contents only.")


def compare(graph: Graph, *, old: str | None = None, new: str | None = None, as_of: str = "written") -> Report:
    """What changed from one paper to another, each named by 文号 or part of its title.

    Without names, the two papers of one region whose titles are most alike; empty where no region has two.
    `as_of="today"` shows bodies under the names of those that took over their work.
    Raises `QueryError` where a name fits no paper or several.
    """
    links = Links(graph)
    pair = two_papers(graph, links, old=old, new=new)
    shown = heirs_as_of(as_of, links)
    which: tuple[Words, ...] = (NO_PAIR,)
    if pair:
        before, after = (graph.nodes[p].name for p in pair)
        apart = len({links.first("APPLIES_TO", p) for p in pair}) > 1
        which = (Words(f"原：{before}；新：{after}。", f"Before: {before}; after: {after}."), *([_APART] if apart else []))
    tables = tasks_table(graph, links, pair, shown), figures_table(graph, links, pair)
    summary = counts_table(Words("汇总", "Summary"), Words("变化", "Change"), tables, "status")
    return Report("compare", Words("两份文件对照", "Plan against plan"), (summary, *tables), (), (*which, _NOTE),
                  paper_titles(graph))
