"""Responsibility lines: one text and who does what a line (cases/responsibilities.jsonl), and the binding to items."""

import json
from pathlib import Path

import pytest
from spacy.tokens import Doc  # noqa: F401  (loads spaCy once, outside the timings)

from extract.annotations import Findings
from extract.document import Document
from extract.pipeline import extract
from extract.readers import read as read_file

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/responsibilities.jsonl").open(encoding="utf-8")]


def read(text: str) -> Findings:
    return extract(Document(text, "case.txt", "0"))


def duties(found: Findings, role: str, task: int = 0) -> list[str]:
    return [b.surface for d in found.duties if d.role == role and d.task == task for b in d.bodies]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_line(case: dict) -> None:
    found = read(f"一、主要任务\n（一）提升产品质量。开展比对提升。{case['text']}\n（二）提升服务质量。")
    for role in ("lead", "cooperate", "joint"):
        assert duties(found, role) == case.get(role, []), role
    assert not found.duties or found.tasks[0].deadline == case.get("deadline")


def test_evidence_is_the_line() -> None:
    found = read("一、任务\n（一）夯实计量基础。建标准。（市市场监管局负责）\n")
    duty = found.duties[0]
    assert found.document.text[duty.start:duty.end] == "（市市场监管局负责）"


def test_first_named_leads_from_there_on() -> None:
    found = read("一、任务\n（一）甲事。做。（市发改委、市财政局，排在第一位的为牵头单位，下同）\n（二）乙事。做。（市教育局、市体育局）\n")
    assert [duties(found, "lead", i) for i in (0, 1)] == [["市发改委"], ["市教育局"]]
    assert [duties(found, "joint", i) for i in (0, 1)] == [["市财政局"], ["市体育局"]]


def test_before_the_comma_leads() -> None:
    found = read("一、任务\n（一）甲事。做。〔责任单位：市民政局、市残联，市财政局，逗号前为牵头单位，下同〕\n")
    assert duties(found, "lead") == ["市民政局", "市残联"]
    assert duties(found, "joint") == ["市财政局"]


def test_line_behind_the_last_part_belongs_to_the_item_above() -> None:
    found = read("一、任务\n（一）甲事。\n1.第一步，摸底。\n2.第二步，整改。（市教育局负责）\n（二）乙事。\n1.登记。\n2.核验。（市民政局负责）\n")
    assert [(t.path, duties(found, "lead", i)) for i, t in enumerate(found.tasks)] == [
        ("一/(一)", ["市教育局"]), ("一/(二)", ["市民政局"])]


def test_items_without_a_body_at_the_level_that_carries_lines_are_tasks() -> None:
    found = read("一、总体要求\n（一）指导思想。提质。\n二、任务\n（二）甲事。做。（市教育局负责）\n（三）乙事。做。（市民政局负责）\n三、保障\n（四）加强组织。抓好。\n")
    assert [t.path for t in found.tasks] == ["二/(二)", "二/(三)", "三/(四)"]


def test_conditions_and_papers_to_hand_in_are_no_tasks() -> None:
    """A heading of such parts takes them out; the same words beside items of work do not."""
    found = read("一、申请条件\n（一）户籍在本市。\n（二）名下无房。\n二、优惠\n（一）减免税费。（市税务局负责）\n（二）补贴标准。每户给予补贴。（市财政局负责）\n"
                 "三、申请应提交材料\n（一）身份证明。\n（二）申请书。\n四、补贴资金来源\n（一）专项资金。统筹安排。\n")
    assert [t.path for t in found.tasks] == ["二/(一)", "二/(二)"]


def test_paper_without_bodies_gives_its_lowest_level() -> None:
    found = read("一、总体要求\n（一）指导思想。提质。\n二、任务\n（一）甲事。做。\n（二）乙事。做。\n")
    assert [t.path for t in found.tasks] == ["二/(一)", "二/(二)"]


def test_paragraphs_without_numbers_are_items() -> None:
    found = read("一、任务\n加强抽查，提高质量。（市教育局负责）\n完善标准，优化服务。（市民政局负责）\n")
    assert [(t.path, t.title) for t in found.tasks] == [("一/1", "加强抽查，提高质量"), ("一/2", "完善标准，优化服务")]


def test_seat_of_an_office_is_a_membership() -> None:
    found = read("一、组织\n（一）加强领导。市质量强市工作领导小组办公室设在市市场监管局，负责日常工作。\n")
    assert [(m.member, m.group) for m in found.memberships] == [("市市场监管局", "市质量强市工作领导小组办公室")]


def test_an_article_that_begins_with_who_is_to_lead() -> None:
    found = read("第一条 为规范管理，制定本办法。\n第二条 市公安机关负责核查记录。\n第三条 市人力资源社会保障部门应牵头会同相关部门，制定办事指南。\n")
    assert {t.path: duties(found, "lead", i) for i, t in enumerate(found.tasks) if duties(found, "lead", i)} == {
        "第二条": ["市公安机关"], "第三条": ["市人力资源社会保障部门"]}


def test_sentences_that_say_who_leads_and_who_shares_it() -> None:
    """A led one with those who share it by their duties, 由A负责, and a sentence of nothing but bodies."""
    found = read("一、任务\n（一）甲事。做。由市经信局、市市场监管局牵头，市发改局、各镇（街道）按职责分工落实。\n"
                 "（二）乙事。做。由市住建局负责，市水利局配合。\n（三）丙事。做。市民政局、市文旅局等负责。\n（四）丁事。具体工作由企业负责。\n")
    said = [(duties(found, "lead", i), duties(found, "joint", i), duties(found, "cooperate", i)) for i in range(4)]
    assert said == [(["市经信局", "市市场监管局"], ["市发改局", "各镇（街道）"], []), (["市住建局"], [], ["市水利局"]),
                    ([], ["市民政局", "市文旅局"], []), ([], [], [])]


def test_who_helps_in_a_clause_of_an_article() -> None:
    """And who may be asked to is nobody in particular."""
    found = read("第一章 评审\n第一条 评审办公室负责审核材料，县公安局、县税务局配合核实守法情况。行业专家由县工信局、县科协协助推荐。\n"
                 "第二条 县融媒体中心协助做好宣传。\n第三条 可以邀请消费者协会、行业协会参与。\n第四条 县市场监管局派员参加。\n")
    assert [duties(found, "cooperate", i) for i in range(4)] == [
        ["县公安局", "县税务局", "县工信局", "县科协"], ["县融媒体中心"], [], ["县市场监管局"]]


def test_a_bare_list_on_a_line_of_its_own_belongs_to_the_sentence_above() -> None:
    """Under a title it is a signature."""
    found = read("云川市放心消费工作方案\n（市市场监管局、市消协）\n一、任务\n（一）教育引导。每年发布消费警示。\n（市消协、市教育局）\n（二）维权。抓好。\n")
    assert [(t.path, duties(found, "joint", i)) for i, t in enumerate(found.tasks)] == [
        ("一/(一)", ["市消协", "市教育局"]), ("一/(二)", [])]


def test_a_list_that_ends_in_a_comma_goes_on_in_the_next_line() -> None:
    found = read("一、任务\n1、推进升级。抓好。\n牵头单位：县工信局  配合单位：县质监局、\n县财政局\n2、抓好。\n牵头单位：县农业局\n")
    assert duties(found, "cooperate", 0) == ["县质监局", "县财政局"]


def test_articles_on_aim_and_terms_are_no_tasks() -> None:
    """And what the last article of a chapter says of its bodies it says for itself."""
    found = read("第一章 总则\n第一条 为规范配餐服务，制定本办法。\n第二条 本办法所称配餐服务，是指供餐。\n第三条 市民政部门负责统筹规划配餐服务。\n"
                 "第二章 供给\n第四条 区民政部门应当选定机构。\n第五条 本办法自2031年1月1日起施行。\n")
    assert [(t.path, duties(found, "lead", i)) for i, t in enumerate(found.tasks)] == [
        ("第一章/第三条", ["市民政部门"]), ("第二章/第四条", [])]


def test_a_line_that_begins_with_a_leader_or_a_time() -> None:
    found = read("一、任务\n1、强化责任。\n责任领导：某某 责任单位：县市场监管局、县教育局 完成时间：2031年12月\n"
                 "2、加强宣传。\n完成时限：2032年6月 牵头单位：县民政局\n")
    assert [(t.deadline, duties(found, "joint", i) or duties(found, "lead", i)) for i, t in enumerate(found.tasks)] == [
        ("2031年12月", ["县市场监管局", "县教育局"]), ("2032年6月", ["县民政局"])]


def test_seat_of_an_office_by_its_short_name() -> None:
    found = read("市质量强市领导小组统筹推进，市质量强市办（设在市市场监管局）负责日常协调。\n")
    assert [(m.member, m.group) for m in found.memberships] == [("市市场监管局", "市质量强市办")]


def test_a_body_that_is_to_lead_in_an_item_without_a_line() -> None:
    found = read("一、任务\n（一）甲事。做。（市教育局负责）\n（二）乙事。市发展改革委要牵头做好统筹，各部门要积极配合。\n（三）丙事。市农业农村部门应当牵头制定方案。\n")
    assert [duties(found, "lead", i) for i in range(3)] == [["市教育局"], ["市发展改革委"], ["市农业农村部门"]]


def test_cue_without_a_body_goes_to_the_ledger() -> None:
    found = read("一、任务\n（一）甲事。责任单位：见附件\n")
    assert any(e.component == "responsibilities" for e in found.ledger)


def test_first_leads_only_once_a_line() -> None:
    found = read("一、任务\n（一）甲事。做。〔责任单位：市发改委、市财政局；落实单位：各县政府、各镇政府〕\n\n注：列首位的为牵头单位。\n")
    assert duties(found, "lead") == ["市发改委"]
    assert duties(found, "joint") == ["市财政局", "各县政府", "各镇政府"]


def test_an_enterprise_that_leads_is_no_duty() -> None:
    assert not read("一、加强创新\n1.鼓励协作。支持云川独角兽企业牵头组建创新联合体。").duties


def test_an_office_named_after_its_group_in_the_same_sentence() -> None:
    member, = read("一、组织领导\n成立云川市质量强市工作领导小组，由市长任组长，办公室设在市市场监管局，负责日常工作。").memberships
    assert (member.member, member.group) == ("市市场监管局", "云川市质量强市工作领导小组办公室")


def test_the_body_in_first_order_leads_by_a_note_below() -> None:
    found = read("一、任务\n（一）甲事。做。（责任单位：市发改委、市财政局）\n以上各项举措中排序第一的责任单位为该项牵头单位，负责组织推进。\n")
    assert (duties(found, "lead"), duties(found, "joint")) == (["市发改委"], ["市财政局"])


def test_an_item_that_goes_on_in_paragraphs_with_lines_is_one() -> None:
    found = read("一、任务\n（一）强化引领。建立指标。（市生态环境局负责）\n优化机制，强化协作。（市发改委、市财政局负责）\n（二）绿色生产。推广。（市教育局负责）\n")
    assert [(t.path, duties(found, "lead", i), duties(found, "joint", i)) for i, t in enumerate(found.tasks)] == [
        ("一/(一)", ["市生态环境局"], ["市发改委", "市财政局"]), ("一/(二)", ["市教育局"], [])]


def test_rows_of_a_table_speak_of_the_numbered_items(tmp_path: Path) -> None:
    page = tmp_path / "plan.txt"
    page.write_text("一、任务\n1.夯实计量基础。建标准。\n2.提升服务质量。搭平台。\n附件\n"
                    "序号\t事项\t主要内容\t牵头单位\t配合单位\n"
                    "1\t夯实计量基础。\t建标准\t市市场监管局\t市财政局\n开展检定\t市教育局、市市场监管局\t/\n"
                    "2\t提升服务质量。\t搭平台\t市民政局\t/\n", encoding="utf-8")
    found = extract(read_file(page))
    assert [t.path for t in found.tasks] == ["一/1", "一/2"]
    assert [duties(found, "lead", i) for i in (0, 1)] == [["市市场监管局", "市教育局"], ["市民政局"]]
    assert duties(found, "cooperate") == ["市财政局"]


def test_articles_say_in_sentences_who_is_in_charge() -> None:
    found = read("第一章 评审\n第一条 材料的初审由县市场监管局负责，跨县经营的组织向注册地申报。\n第二条 奖金由市财政局负责安排。\n第三条 本办法由市市场监管局负责解释。\n"
                     "第四条 异议由市市场监管局负责核查，市司法局参与。公示后审定。\n第五条 旅游投诉由市文旅局牵头办理，市公安局、市卫生健康委参与。\n"
                     "第六条 预收费投诉，由市教育局、市体育局按职责分工负责，涉嫌犯罪的移送。\n")
    assert [duties(found, "lead", i) for i in range(4)] == [["县市场监管局"], ["市财政局"], ["市市场监管局"], ["市文旅局"]]
    assert [duties(found, "cooperate", i) for i in (2, 3)] == [["市司法局"], ["市公安局", "市卫生健康委"]]
    assert duties(found, "joint", 4) == ["市教育局", "市体育局"]


def test_the_rows_of_a_table_are_the_tasks_of_its_part(tmp_path: Path) -> None:
    """Named by their first column of tasks, where it says something else in each row; parts that name nobody are none."""
    page = tmp_path / "plan.txt"
    page.write_text("一、重点任务及分工\n序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n"
                    "1\t实施质量提升行动\t开展质量攻坚\t县市场监管局\t县科工局\t2032年6月底\n"
                    "2\t培育质量标杆\t评选质量奖\t县市场监管局\t县财政局\t长期\n二、保障措施\n（一）加强领导。成立小组。\n", encoding="utf-8")
    found = extract(read_file(page))
    assert sorted((t.path, t.title) for t in found.tasks) == [
        ("一/1", "实施质量提升行动"), ("一/2", "培育质量标杆")]
    assert [found.tasks[d.task].path for d in found.duties if d.role == "lead"] == ["一/1", "一/2"]


def test_a_body_named_in_passing_makes_no_level() -> None:
    items = "".join(f"{i}.提升第{i}类产品质量。开展比对。\n" for i in range(1, 9))
    found = read(f"一、任务\n（一）提质。\n{items}二、保障\n（一）加强领导。由市市场监管局牵头组织实施。\n（二）强化宣传。抓好。\n")
    assert [t.path for t in found.tasks] == [*(f"一/(一)/{i}" for i in range(1, 9)), "二/(一)", "二/(二)"]


def test_points_of_an_item_are_no_level_of_work() -> None:
    points = "（1）甲。办理。\n(2)乙。办理。\n".replace("（1）", "(1)")
    found = read(f"一、任务\n（一）提质。\n1.提升产品质量。开展比对。\n2.减费让利。\n{points}3.优化服务。办好。\n")
    assert [t.path for t in found.tasks] == ["一/(一)/1", "一/(一)/2", "一/(一)/3"]


def test_a_sentence_that_puts_a_body_in_charge() -> None:
    items = "".join(f"{i}.提升第{i}类产品质量。开展比对。\n" for i in range(1, 9))
    found = read(f"一、任务\n（一）提质。\n{items}二、保障\n（一）考核。每年开展。省中医药管理局负责组织实施中医机构考核工作。\n（二）宣传。抓好。\n")
    assert duties(found, "lead", len(found.tasks) - 2) == ["省中医药管理局"]
    assert not read("一、任务\n（一）提质。开展比对。本措施由市商务局负责解释。\n（二）增效。抓好。\n").duties


def test_a_body_that_calls_others_in_leads_and_they_cooperate() -> None:
    items = "".join(f"{i}.提升第{i}类产品质量。开展比对。\n" for i in range(1, 9))
    found = read(f"一、任务\n（一）提质。\n{items}二、保障\n（一）监督管理：市商务局会同市财政局、市税务局等部门指导落实。\n（二）宣传。市商务局会同有关部门抓好。\n")
    at = len(found.tasks) - 2
    assert (duties(found, "lead", at), duties(found, "cooperate", at)) == (["市商务局"], ["市财政局", "市税务局"])
    assert not duties(found, "lead", at + 1)


def test_what_the_sentence_of_an_article_lists_is_no_task() -> None:
    """An article with a heading has sub-parts that are."""
    listed = read("第一条　申请人应当符合以下条件：\n（一）甲类家庭。\n（二）乙类家庭。\n第二条　服务实行公示。")
    headed = read("第一条 【支持示范工厂】\n（一）支持改造。给予帮助。\n（二）支持诊断。给予帮助。\n第二条 【支持平台】\n（一）支持建设。给予帮助。")
    assert [t.path for t in listed.tasks] == ["第一条", "第二条"]
    assert [t.path for t in headed.tasks] == ["第一条/(一)", "第一条/(二)", "第二条/(一)"]


def test_a_list_of_who_does_what_is_one_task_a_paragraph() -> None:
    found = read("一、职责分工\n市财政部门：负责资金筹集。\n教育、卫生部门：负责保障公共服务。\n各县市人民政府:负责组织实施相关工作。\n二、实施\n（市民政局负责）")
    said = {t.path: (t.title, [b.surface for d in found.duties if d.task == i for b in d.bodies])
            for i, t in enumerate(found.tasks)}
    assert said == {"一/1": ("负责资金筹集", ["市财政部门"]), "一/2": ("负责保障公共服务", ["教育", "卫生部门"]),
                    "一/3": ("负责组织实施相关工作", ["各县市人民政府"]), "二": ("实施", ["市民政局"])}


def test_heading_ends_at_its_bare_list() -> None:
    found = read("一、主要任务\n1. 家政服务（市商务局、市妇联）\n2. 养老服务（市民政局）\n")
    assert [task.title for task in found.tasks] == ["家政服务", "养老服务"]


def test_a_line_below_the_usual_level_speaks_for_its_own_part() -> None:
    work = "一、任务\n（一）甲\n1.强计量。做。（市财政局负责）\n2.强标准。做。（市教育局负责）\n"
    found = read(f"{work}二、保障\n（一）加强领导。统筹。\n（二）强化资金。落实。（市住建局负责）\n")
    assert [found.tasks[duty.task].path for duty in found.duties] == ["一/(一)/1", "一/(一)/2", "二/(二)"]


def test_articles_say_who_does_his_part() -> None:
    found = read("第一条 为了加强电梯安全管理，制定本办法。\n第二条 市、区市场监督管理部门负责电梯安全监督管理工作。\n"
                 "市住房城乡建设、应急管理、教育等部门按照各自职责，做好电梯安全相关工作。\n"
                 "镇人民政府（街道办事处）负责辖区内电梯安全宣传工作。\n其他有关部门按照各自职责做好工作。\n"
                 "第三条 本市统一管理。\n教育、民政等部门在各自职责范围内，负责相关工作。\n市财政局负责落实资金。\n")
    assert [[body.surface for body in duty.bodies] for duty in found.duties] == [
        ["市、区市场监督管理部门"], ["市住房城乡建设", "应急管理", "教育"], ["镇人民政府（街道办事处）"], ["教育", "民政"], ["市财政局"]]
    assert [duty.role for duty in found.duties] == ["lead", "joint", "lead", "joint", "lead"]
    assert [task.path for task in found.tasks] == ["第二条", "第三条"]
