"""What a careful reader would send back: tasks nobody leads, figures without year or at odds, bodies long merged."""

from __future__ import annotations

from kg.model import Graph
from kg.reports.figures import figures
from kg.reports.gaps_figures import figures_table
from kg.reports.gaps_outdated import cited_table, names_table
from kg.reports.gaps_tasks import tasks_table
from kg.reports.papers import find_paper
from kg.reports.report import Cell, Column, Report, Row, Table, Words, paper_titles
from kg.reports.select import select
from kg.reports.years import Period

_HINTS = ("分句各有牵头", "共同负责、无牵头", "同句多个数值", "年份仅见规划期", "只列于总目标")
_SUMMARY_COLUMNS = (
    Column("problem", "问题", "Problem", coded=True), Column("weight", "性质", "Weight", coded=True),
    Column("count", "条数", "Findings", "count"),
    Column("papers", "涉及文件", "Papers", "count"),
)


def gaps(graph: Graph, *, region: str | None = None, year: int | Period | None = None, paper: str | None = None,
         as_of: str = "written") -> Report:
    """Gaps and contradictions in the papers of a region and year, or one paper (all, where not given), a table a kind.

    `as_of="today"` counts a merged body's tasks for its successor: two leads that have become one are one lead.
    Raises `QueryError` when there is no such paper.
    """
    only = find_paper(graph, paper) if paper else None
    chosen = select(graph, region=region, year=year, paper=only, as_of=as_of)
    links = chosen.links
    papers = set(chosen.papers)
    found = [f for f in figures(graph, links) if f.paper in papers]
    tables = (tasks_table(chosen), figures_table(graph, links, found), names_table(graph, links, chosen),
              cited_table(graph, links, papers))
    return Report("gaps", Words("缺漏与矛盾", "Gaps and contradictions"), (_summary(tables), *tables), (), _NOTES,
                  paper_titles(graph))


_NOTES = (
    Words("“未写明机构”只查写明了机构的文件；全文不写机构的文件不逐项列出。",
          "A task counts as lacking a body only in papers that name bodies at all."),
    Words("“共同负责、无牵头”是许多文件的通行写法，“只列于总目标”亦然：它们是提示，不是差错。",
          "That several answer jointly, or a figure stands among the aims only, is common usage: a hint, no error."),
    Words("“同句多个数值”多为分期（半年、全年）或分项目标，非差错；“同一文件两个数值”出自不同句子，应予核对。",
          "Several figures in one sentence are mostly stages or parts; two figures of one paper stand in different "
          "sentences and should be checked."),
    Words("撤并年份按机构改革的通行做法推断，个别地方保留原机构：同地文件已用新名的可信，其余以当地机构编制为准。",
          "Years of mergers follow the reform as carried out in most places; some kept a body. Where papers of the place "
          "use the new name, it did merge; else check locally."),
)


_WEIGHTS = Words("待核：应当核对的缺漏或矛盾；提示：通行写法，供参考。",
                 "To check: gaps and contradictions; hint: common usage, for information.")


def _summary(tables: tuple[Table, ...]) -> Table:
    """How many findings of each kind, in how many papers; what is to be checked before what is common usage."""
    rows = []
    for table in tables:
        places = {c.key: i for i, c in enumerate(table.columns)}
        kinds: dict[str, list[Row]] = {}
        for row in table.rows:
            kinds.setdefault(str(row[places["problem"]].value), []).append(row)
        for kind, found in kinds.items():
            said = tuple(e for row in found for e in row[-1].evidence)
            papers = {row[places["paper"]].value for row in found}
            weight = "提示" if kind in _HINTS else "待核"
            rows.append((Cell(kind), Cell(weight), Cell(len(found), said), Cell(len(papers), said)))
    rows.sort(key=lambda r: r[1].value == "提示")
    return Table("summary", Words("汇总", "Summary"), _SUMMARY_COLUMNS, tuple(rows), _WEIGHTS)
