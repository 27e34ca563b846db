"""Small graphs made by hand: two papers of a fictional city, one of a county in it, told apart by document."""

from __future__ import annotations

from kg.identity import agency_id, document_id, indicator_id, make_id, region_id, standard_id, stated_id
from kg.model import Evidence, Graph

CITY, COUNTY, PROVINCE = "云川市", "柏溪县", "临泽省"
PLAN = "云川市质量提升行动方案"
UPDATE = "云川市质量强市建设规划"
COUNTY_PLAN = "柏溪县质量提升行动方案"
OUTLINE = "质量强省建设纲要"
MARKET, OLD_MARKET = "云川市市场监督管理局", "云川市质量技术监督局"
FINANCE, INDUSTRY = "云川市财政局", "云川市工业和信息化局"


class Paper:
    """Writes one paper's graph: each fact quotes a new sentence of the text."""

    def __init__(self, title: str, region: str, issued_on: str, doc_no: str | None = None) -> None:
        self.graph, self.text, self.title, self.region = Graph(), "", title, region
        self.doc = document_id(doc_no=doc_no, issuer=None, title=title)
        self.graph.add_node(self.doc, "Document", name=title, title=title, doc_no=doc_no, doc_type="方案",
                            issued_on=issued_on, source=f"{title}.txt", sha256="0" * 64, ingested=True,
                            text_file=f"texts/{self.doc}.txt")
        self.plan = self.graph.add_node(stated_id("plan", self.doc), "Program", name=title, kind="plan")
        self.graph.add_edge(self.plan, "STATED_IN", self.doc, self.say(title))
        self.graph.add_edge(self.doc, "APPLIES_TO", self.place(region))

    def say(self, sentence: str, section: str = "") -> Evidence:
        """Append a sentence to the text and quote it."""
        start = len(self.text)
        self.text += sentence + "。\n"
        self.graph.texts[self.doc] = self.text
        return Evidence(self.doc, section, sentence, start, start + len(sentence), "test")

    def place(self, name: str) -> str:
        """A region with those above it."""
        chain = {COUNTY: [COUNTY, CITY, PROVINCE], CITY: [CITY, PROVINCE], PROVINCE: [PROVINCE]}[name]
        levels = {COUNTY: "county", CITY: "prefecture", PROVINCE: "province"}
        for part in chain:
            self.graph.add_node(region_id(part, None), "Region", name=part, level=levels[part], aliases=[part[:-1]])
        for low, high in zip(chain, chain[1:], strict=False):
            self.graph.add_edge(region_id(low, None), "PART_OF", region_id(high, None))
        return region_id(name, None)

    def body(self, name: str, surface: str, field: str | None = None) -> str:
        id_ = self.graph.add_node(agency_id(name), "Agency", name=name, short_names=[surface], kind="agency",
                                  field=field)
        self.graph.add_edge(id_, "SERVES", self.place(COUNTY if name.startswith(COUNTY) else CITY))
        if name == OLD_MARKET:
            self.graph.add_node(agency_id(MARKET), "Agency", name=MARKET, kind="agency", field=field)
            self.graph.add_edge(agency_id(MARKET), "SUCCEEDS", id_, year=2019)
            self.graph.add_edge(agency_id(MARKET), "SERVES", self.place(CITY))
        return id_

    def task(self, number: str, title: str, duties: list[tuple[str, str, str]], deadline: str | None = None) -> str:
        """A task and its line of bodies: role, full name, name as printed."""
        id_ = self.graph.add_node(stated_id("task", self.doc, number, title), "Program", name=title, kind="task",
                                  number=number, path=number, text=title, deadline=deadline)
        self.graph.add_edge(id_, "STATED_IN", self.doc, self.say(f"{number}.{title}", number))
        self.graph.add_edge(id_, "PART_OF", self.plan)
        if duties:
            said = self.say("（" + "、".join(surface for _, _, surface in duties) + "按职责分工负责）", number)
            for rank, (role, name, surface) in enumerate(duties, 1):
                self.graph.add_edge(self.body(name, surface, "市场监管" if "监督" in name else None), role, id_, said,
                                    surface=surface, rank=rank, scope="item")
        return id_

    def target(self, program: str, indicator: str, value: float, unit: str, year: int | None) -> None:
        id_ = self.graph.add_node(stated_id("target", self.doc, indicator, str(value)), "Target",
                                  name=f"{indicator}{value:g}", indicator=indicator, op=">=", value=value, unit=unit,
                                  year=year)
        said = self.say(f"{indicator}达到{value:g}{unit}")
        self.graph.add_edge(id_, "STATED_IN", self.doc, said)
        self.graph.add_edge(id_, "MEASURES", program, said)
        self.graph.add_edge(id_, "APPLIES_TO", self.place(self.region), said)
        name = "产品质量合格率"
        shared = self.graph.add_node(indicator_id(name, unit), "Indicator", name=name, unit=unit, domain="产品")
        self.graph.add_edge(id_, "QUANTIFIES", shared)

    def cite(self, title: str, relation: str, doc_no: str | None = None) -> None:
        id_ = document_id(doc_no=doc_no, issuer=None, title=title)
        self.graph.add_node(id_, "Document", name=title, title=title, doc_no=doc_no, ingested=False)
        self.graph.add_edge(self.doc, "CITES", id_, self.say(f"根据《{title}》"), relation=relation)

    def standard(self, code: str, title: str) -> None:
        id_ = self.graph.add_node(standard_id(code, title), "Standard", name=title, title=title, code=code)
        self.graph.add_edge(self.doc, "CITES", id_, self.say(f"实施《{title}》（{code}）"), relation="mention")

    def campaign(self, name: str, program: str) -> None:
        id_ = self.graph.add_node(make_id("campaign", self.region, name), "Program", name=name, kind="campaign")
        self.graph.add_edge(id_, "STATED_IN", self.doc, self.say(f"开展“{name}”"))
        self.graph.add_edge(id_, "PART_OF", program)


def papers() -> list[Graph]:
    """The graphs of three papers, one each."""
    return [_plan(), _update(), _county()]


def city_graph() -> Graph:
    """All three papers together."""
    whole = Graph()
    for graph in papers():
        whole.update(graph)
    return whole


def _plan() -> Graph:
    paper = Paper(PLAN, CITY, "2016-05-12", "云府〔2016〕18号")
    paper.cite(OUTLINE, "basis", "泽发〔2015〕3号")
    paper.standard("GB/T 19580", "卓越绩效评价准则")
    first = paper.task("1", "提升制造业质量", [
        ("LEADS", OLD_MARKET, "市质监局"), ("COOPERATES", FINANCE, "市财政局"), ("COOPERATES", OLD_MARKET, "市质监局"),
    ], deadline="2018年底前")
    second = paper.task("2", "完善质量基础设施", [
        ("RESPONSIBLE_FOR", OLD_MARKET, "质监局"), ("RESPONSIBLE_FOR", FINANCE, "市财政局"),
    ])
    paper.task("3", "加强宣传", [])
    paper.target(first, "制造业产品质量合格率", 94, "%", 2020)
    paper.target(second, "产品质量合格率", 92.5, "%", None)
    paper.campaign("质量月", second)
    paper.graph.add_edge(paper.doc, "MENTIONS", paper.place(COUNTY), paper.say(f"支持{COUNTY}先行"))
    issuer = paper.body(INDUSTRY, "市工信局")
    paper.graph.add_edge(issuer, "ISSUES", paper.doc, paper.say(INDUSTRY), surface="市工信局", rank=1)
    return paper.graph


def _update() -> Graph:
    paper = Paper(UPDATE, CITY, "2021-03-01")
    paper.cite(OUTLINE, "basis", "泽发〔2015〕3号")
    paper.cite(PLAN, "mention", "云府〔2016〕18号")
    first = paper.task("1", "提升制造业质量", [
        ("LEADS", MARKET, "市市场监管局"), ("LEADS", INDUSTRY, "市工业和信息化局"), ("COOPERATES", FINANCE, "财政局"),
    ])
    paper.target(first, "制造业产品质量合格率", 96, "%", 2020)
    paper.campaign("质量月", first)
    group = paper.body(f"{CITY}质量工作领导小组", "市质量工作领导小组")
    said = paper.say("领导小组办公室设在市市场监管局")
    paper.graph.add_edge(paper.body(MARKET, "市市场监管局"), "MEMBER_OF", group, said)
    return paper.graph


def _county() -> Graph:
    paper = Paper(COUNTY_PLAN, COUNTY, "2017-08-30", "柏府办〔2017〕7号")
    paper.cite(PLAN, "implements", "云府〔2016〕18号")
    paper.standard("GB/T 19580", "卓越绩效评价准则")
    only = paper.task("一", "培育品牌", [("LEADS", f"{COUNTY}市场监督管理局", "县市场监管局")])
    paper.target(only, "产品质量合格率", 90, "%", 2020)
    return paper.graph
