"""Readers: encodings, normalisation, furniture, tables, and every way a file can be no paper."""

import zipfile
from pathlib import Path

import pytest

from extract.pipeline import extract
from extract.readers import SUFFIXES, read
from extract.readers.clean import join_wrapped
from kg.errors import UnreadableDocument

DOCUMENTS = Path(__file__).parent / "documents" / "readers"
SIMPLIFIED = "云川市人民政府关于推进质量强市建设的意见\n各县区人民政府：\n一、总体要求。提高产品质量，完善制度。"
TRADITIONAL = "雲川市人民政府關於推進質量強市建設的意見\n各縣區人民政府：\n一、總體要求。提高產品質量，完善制度。"
SHORT = "质量强市工作方案"


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(SIMPLIFIED, e) for e in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be")]
    + [(TRADITIONAL, e) for e in ("utf-8", "big5", "gb18030", "utf-16-le", "utf-16-be")]
    + [(SHORT, e) for e in ("utf-8", "gbk", "utf-16-le", "utf-16-be")]
    + [("市", "gbk"), ("市", "utf-8"), ("質量強市實施方案", "big5"), ("plain ASCII text", "ascii")],
)
def test_encodings_are_told_apart(tmp_path: Path, text: str, encoding: str) -> None:
    assert read(saved(tmp_path, "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("declared", "real"), [("gb2312", "utf-8"), ("utf-8", "gbk"), ("big5", "gbk"), ("none", "big5")]
)
def test_declared_charset_is_not_trusted(tmp_path: Path, declared: str, real: str) -> None:
    text = TRADITIONAL if real == "big5" else SIMPLIFIED
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'
    assert text.split("\n")[0] in read(saved(tmp_path, "a.html", page.encode(real))).text


def test_characters_are_normalised_once(tmp_path: Path) -> None:
    raw = "\ufeff　　一、总体\u200b要求\r\n\r\n\r\n\xa0\xa0增长５％，达到１０%。\x00\x07\r第二段\u00ad。"
    assert read(saved(tmp_path, "a.txt", raw)).text == "一、总体要求\n增长５％，达到１０%。\n第二段。"


def test_readings_behind_characters_go_out(tmp_path: Path) -> None:
    raw = "雲川市質(zhì)量強(qiáng)市規(guī)劃。附件(a)留下。"
    assert read(saved(tmp_path, "a.txt", raw)).text == "雲川市質量強市規劃。附件(a)留下。"


def test_lines_broken_at_the_page_width_are_joined(tmp_path: Path) -> None:
    document = read(DOCUMENTS / "wrapped.txt")
    lines = document.text.split("\n")
    assert lines[0] == "云川市质量提升工作方案"
    assert lines[1].startswith("为深入贯彻")
    assert lines[1].endswith("特制定本方案。")
    assert lines[2] == "一、总体要求"
    assert all("— 2 —" not in line for line in lines)


def test_whole_paragraphs_are_not_joined(tmp_path: Path) -> None:
    items = "一二三四五六七八九十"
    text = "\n".join(f"（{n}）加强监督。各县区要落实责任，完善制度，提高质量管理水平和能力" for n in items)
    assert read(saved(tmp_path, "a.txt", text)).text == text


def test_saved_page_keeps_the_paper_and_its_metadata() -> None:
    document = read(DOCUMENTS / "saved_page.txt")
    assert document.furniture == {
        "url": "http://example.org/a/1.html",
        "index_no": "KZ001-2021-000123",
        "title": "临泽市质量强市建设实施方案",
        "issued_on": "2021-03-05 10:00",
        "published_on": "2021-03-08 09:30",
        "doc_no": "临政发〔2021〕12号",
        "issuer": "临泽市人民政府",
        "publisher": "临泽市人民政府办公室",
    }
    assert document.text.startswith("临泽市质量强市建设实施方案\n各县区人民政府：")
    assert document.text.endswith("2021年3月5日")


def test_html_page_gives_main_content_tables_and_metadata() -> None:
    document = read(DOCUMENTS / "page.html")
    assert document.furniture["index_no"] == "11350000000000000X/2022-00017"
    assert document.furniture["doc_no"] == "云政办〔2022〕7号"
    assert document.furniture["published_on"] == "2022-06-01"
    assert document.text.startswith("云川市人民政府办公室关于印发质量强市行动方案的通知")
    for chrome in ("首页", "分享到", "相关稿件", "function", "索引号", "色"):
        assert chrome not in document.text
    (table,) = document.tables
    cells = [[document.text[a:b] for a, b in row] for row in table.rows]
    assert cells == [
        ["指标", "单位", "目标", "目标"],
        ["指标", "单位", "2023年", "2025年"],
        ["产品质量合格率", "%", "93", "95"],
    ]


def test_markdown_and_tabs(tmp_path: Path) -> None:
    text = "# 工作方案\n\n**一、目标**\n\n| 指标 | 目标 |\n|---|---|\n| 合格率 | 95% |\n\n见[附件](http://x.invalid/a)。"
    document = read(saved(tmp_path, "a.md", text))
    assert document.text == "工作方案\n一、目标\n指标\t目标\n合格率\t95%\n见附件。"
    assert len(document.tables) == 1


def test_docx_paragraphs_and_merged_cells(tmp_path: Path) -> None:
    import docx

    paper = docx.Document()
    paper.add_paragraph("云川市质量工作要点")
    table = paper.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "任务"
    table.cell(0, 2).text = "单位"
    for place, word in enumerate(("1", "强化监督", "市市场监管局")):
        table.cell(1, place).text = word
    paper.add_paragraph("2024年5月1日")
    paper.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx")
    assert document.text == "云川市质量工作要点\n任务\t单位\n1\t强化监督\t市市场监管局\n2024年5月1日"
    assert [[document.text[a:b] for a, b in row] for row in document.tables[0].rows][0] == ["任务", "任务", "单位"]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.xyz", b"text", "unknown kind"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.pdf", b"%PDF-1.7\nbroken", "not a readable PDF"),
        ("a.docx", b"PK\x03\x04 broken", "archive"),
        ("a.html", b"<html><body><script>1</script></body></html>", "no text"),
        ("a.html", b"<div>" * 5000 + "质量".encode(), "deep"),
    ],
)
def test_what_is_no_paper_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    assert words in refusal(saved(tmp_path, name, content))


def test_missing_file_and_directory(tmp_path: Path) -> None:
    assert "check path" in refusal(tmp_path / "absent.txt")
    (tmp_path / "folder.txt").mkdir()
    assert "check path" in refusal(tmp_path / "folder.txt")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.MAX_BYTES", 10)
    assert "split it" in refusal(saved(tmp_path, "a.txt", "质量强市建设"))


def test_zip_bomb_and_entities_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 50_000_000)
    assert "unpacks to" in refusal(tmp_path / "bomb.docx")
    page = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>质量强市&x;建设。</p></body></html>'
    assert "root:" not in read(saved(tmp_path, "a.html", page)).text


def test_pdf_pages_without_text_are_named() -> None:
    assert "page 1 has no text layer; run OCR" in refusal(DOCUMENTS / "scan.pdf")


def test_pdf_text(tmp_path: Path) -> None:
    assert read(DOCUMENTS / "plain.pdf").text.startswith("Quality plan")


def test_locked_pdf() -> None:
    assert "password" in refusal(DOCUMENTS / "locked.pdf")


def test_corpus_is_read(shared: Path) -> None:
    papers = sorted(p for p in (shared / "corpus").rglob("*") if p.suffix in SUFFIXES and p.name != "README.md")
    for path in papers[::7]:
        document = read(path)
        assert document.text.strip() == document.text
        assert all(0 <= a <= b <= len(document.text) for t in document.tables for row in t.rows for a, b in row)


@pytest.mark.parametrize("name", ["066_gwy_shuangsuiji", "077_gwy_cujinjiuye"])
def test_page_and_its_saved_text_read_alike(shared: Path, name: str) -> None:
    policies = shared / "corpus" / "policies"
    assert read(policies / f"{name}.html").text == read(policies / f"{name}.txt").text


def test_a_page_head_inside_the_text_comes_first(tmp_path: Path) -> None:
    raw = ("云市监〔2031〕4号\n为加强质量工作，制定本计划。\n一、总体要求\n坚持质量第一。\n导航\n当前位置 : 首页 > 政策法规\n"
           "云川市质量提升行动计划\n2031-03-04 09:49:09  【字体： 大 中 小  】\n二、主要任务\n抓好落实。")
    document = read(saved(tmp_path, "a.txt", raw))
    assert document.text.split("\n")[:3] == ["云川市质量提升行动计划", "云市监〔2031〕4号", "为加强质量工作，制定本计划。"]
    assert document.furniture["published_on"].startswith("2031-03-04")


def test_lines_cut_off_in_a_sentence_are_joined_whatever_their_width(tmp_path: Path) -> None:
    raw = ("一、优化审批流程。项目全流程审批时\n间控制在30个工作日以内，分阶段办理。\n二、加强宣传。做好解读\n（责任单位：市教育局）\n三、保障\n执行。 云川市人民政府\n2031年3月4日")
    assert read(saved(tmp_path, "a.txt", raw)).text.split("\n")[:3] == [
        "一、优化审批流程。项目全流程审批时间控制在30个工作日以内，分阶段办理。", "二、加强宣传。做好解读", "（责任单位：市教育局）"]


def test_a_line_of_source_time_and_views_gives_the_day(tmp_path: Path) -> None:
    raw = ("云川市人民政府办公室印发《质量提升行动计划》的通知\n来源:云川市人民政府办公室2031-03-0417:16浏览量:4003|||||\n各县区人民政府：\n"
           "现将计划印发给你们。\n一、总体要求\n坚持质量第一。")
    document = read(saved(tmp_path, "a.txt", raw))
    assert document.furniture["published_on"].endswith("2031-03-0417:16浏览量:4003")
    assert "浏览量" not in document.text


def test_tabbed_rows_under_cells_that_span_rows_are_one_table(tmp_path: Path) -> None:
    page = tmp_path / "table.txt"
    page.write_text("任务分工表\n序号\t事项\t内容\t牵头单位\t配合单位\n1\t夯实计量\t建标准\t市市场监管局\t市财政局\n"
                    "开展检定\t市教育局\t/\n2\t提升服务\t搭平台\t市民政局\t/\n", encoding="utf-8")
    document = read(page)
    (table,) = document.tables
    assert [document.text[slice(*row[1])] for row in table.rows] == ["事项", "夯实计量", "夯实计量", "提升服务"]
    assert document.text.count("夯实计量") == 1


def test_a_line_of_responsibility_broken_inside_its_bracket_is_joined() -> None:
    joined = join_wrapped(["三、调整结构。允许调整套型。（责", "任单位：市财政局、市住建局、", "市信访局）", "四、缓缴费用。"])
    assert joined == ["三、调整结构。允许调整套型。（责任单位：市财政局、市住建局、市信访局）", "四、缓缴费用。"]


def test_rows_that_only_blanks_part_are_a_table_of_tasks(tmp_path: Path) -> None:
    text = ("云川市质量工作方案\n任务分工表\n序号 重点任务 牵头单位 完成时限\n1 建立分级制度 市市场监管局 2023年12月\n"
            "2 建设测试中心 市市场监管局、市财政局 2024年底\n未尽事宜 另行 通知。\n")
    document = read(saved(tmp_path, "a.txt", text))
    (table,) = document.tables
    assert [[document.text[a:b] for a, b in row] for row in table.rows] == [
        ["序号", "重点任务", "牵头单位", "完成时限"],
        ["1", "建立分级制度", "市市场监管局", "2023年12月"],
        ["2", "建设测试中心", "市市场监管局、市财政局", "2024年底"],
    ]


def test_rows_of_a_table_are_not_joined_to_paragraphs() -> None:
    prose = ["实施质量强市战略要坚持以人民为中心的发展思想把提高供给体系质量"] * 12
    rows = ["1 制造业产品质量合格率（%） 2020年93.5 2025年95 预期性指标", "2 食品评价性抽检合格率（%） 2020年97.8 2025年98 约束性指标"]
    assert join_wrapped([*prose, "主要指标。", *rows, "注：指标由市统计局测算"])[-3:] == [*rows, "注：指标由市统计局测算"]


LOST_TABLE = """云川市2030年质量提升任务分解
一、总体要求
2030年，产品质量持续提高。
二、任务分解
（表中责任单位列第一位的为牵头单位）
序号
工作任务
责任单位
完成时限
（一）夯实基础
1
建设计量测试中心。购置标准装置4台，开展校准
服务。
市市场监管局、
市科技局
6月底
2
修订地方标准
市农业农村局
９月底
（二）严格监管
3
抽查重点产品
市市场监管局、市公安局
长期
三、工作要求
各单位要按月报送进展。
"""


def test_a_table_printed_one_cell_a_line_is_a_table(tmp_path: Path) -> None:
    document = read(saved(tmp_path, "t.txt", LOST_TABLE))
    cells = [["".join(document.text[a:b].split()) for a, b in row] for row in document.tables[0].rows]
    assert cells[0] == ["序号", "工作任务", "责任单位", "完成时限"]
    assert cells[1][1:] == ["建设计量测试中心。购置标准装置4台，开展校准服务。", "市市场监管局、市科技局", "6月底"]
    assert [row[0] for row in cells[2:]] == ["2", "3"]
    found = extract(document)
    said = {found.tasks[d.task].path: (d.role, [b.surface for b in d.bodies]) for d in found.duties if d.role == "lead"}
    assert said == {"二/(一)/1": ("lead", ["市市场监管局"]), "二/(一)/2": ("lead", ["市农业农村局"]), "二/(二)/3": ("lead", ["市市场监管局"])}
    assert [t.deadline for t in found.tasks] == ["6月底", "９月底", "长期"]


def test_a_header_broken_in_two_lines_is_one(tmp_path: Path) -> None:
    rows = "".join(f"{i}\n{name}合格率\n%\n9{i}.5\n≥97\n约束性\n" for i, name in enumerate(("玩具", "家具", "纸品"), 1))
    document = read(saved(tmp_path, "t.txt", f"云川市质量主要指标\n序号\n指标名称\n单位\n2025年\n（基数）\n2030年\n属性\n{rows}到2030年，建成质量强市。"))
    assert len(document.tables[0].rows) == 4
    assert [(t.indicator, t.op, t.value, t.year, t.baseline) for t in extract(document).targets] == [
        ("玩具合格率", ">=", 97, 2030, 91.5), ("家具合格率", ">=", 97, 2030, 92.5), ("纸品合格率", ">=", 97, 2030, 93.5)]


def test_numbers_below_each_other_are_no_table(tmp_path: Path) -> None:
    assert read(saved(tmp_path, "t.txt", "序号\n1\n2\n3\n云川市质量强市领导小组办公室")).tables == ()


def test_a_page_on_one_line_is_not_taken_for_its_menu(tmp_path: Path) -> None:
    page = ("首页>>政务公开 索引号:64-1 发文字号:云政办发〔2030〕3号 发布日期:2030-05-19 关于印发《云川市品牌建设意见》的通知 "
            + "各县（市、区）人民政府：现印发给你们。一、总体要求 到2033年，建成品牌强市。" + "加强品牌培育，推动标准引领。" * 40)
    document = read(saved(tmp_path, "t.txt", page))
    assert document.furniture["doc_no"] == "云政办发〔2030〕3号"
    assert document.text.startswith("关于印发")
    assert document.text.endswith("推动标准引领。")


def test_labels_behind_you_are_here_are_kept(tmp_path: Path) -> None:
    document = read(saved(tmp_path, "t.txt", "首页 >> 政务公开 信息来源: 市局 发布时间:2030-04-03 10:26 浏览次数:316 次\n云川市通知\n请落实。"))
    assert document.furniture["published_on"].startswith("2030-04-03")
    assert document.text.startswith("云川市通知")


def test_rows_parted_by_wide_blanks_among_headings_are_a_table(tmp_path: Path) -> None:
    page = ("云川市计量工作分工表\n序号  工作任务  主要内容  牵头单位  配合单位\n一、夯实基础\n1  提升标准水平  建标准（GB/T 1 系列）4项。  市市场监管局  市财政局、市\n"
            "教育局\n二、服务产业\n2  开展帮扶  每年帮扶200家。  市工信局  /\n3  推进协作  互认证书。  市市场监管局  市发展改革委\n注：未列的由牵头单位协调。\n")
    document = read(saved(tmp_path, "t.txt", page))
    (table,) = document.tables
    assert ["".join(document.text[a:b].split()) for a, b in table.rows[1]][3:] == ["市市场监管局", "市财政局、市教育局"]
    assert document.text[slice(*table.rows[3][4])] == "市发展改革委"


def test_a_table_in_a_text_without_line_breaks(tmp_path: Path) -> None:
    front = "云川市品牌建设意见。" + "加强品牌培育，推动标准引领。" * 80
    page = front + " 专栏 主要指标 序号 指标 单位 2028年 2030年 属性 1 用标企业 家 38 ≥60 预期性 2 抽检合格率 % 97.8 ≥99 约束性 二、主要任务 （一）提升质量。"
    found = extract(read(saved(tmp_path, "t.txt", page)))
    assert [(t.indicator, t.op, t.value, t.year, t.baseline) for t in found.targets] == [
        ("用标企业", ">=", 60, 2030, 38), ("抽检合格率", ">=", 99, 2030, 97.8)]


def test_wide_blanks_between_the_cells_of_a_row_are_no_lost_break(tmp_path: Path) -> None:
    page = ("云川市药品安全方案\n一、目标\n表1　主要指标\n指标　　2028年　　2030年　　属性\n抽检批次（批次/千人）　　0.9　　≥1.2　　约束性\n"
            "监测率（%）　　86　　100　　约束性\n公众满意度（分）　　79.5　　≥83　　预期性\n二、任务\n")
    found = extract(read(saved(tmp_path, "t.txt", page)))
    assert [(t.op, t.value, t.unit, t.year) for t in found.targets] == [
        (">=", 1.2, "批次/千人", 2030), ("=", 100, "%", 2030), (">=", 83, "分", 2030)]


def test_a_row_goes_on_in_its_next_line_with_the_cells_it_lacks(tmp_path: Path) -> None:
    rows = ["1\t纳入年度考核\t市食安办\n\t市委组织部、市人社局\t2030年12月", "2\t推进标准化建设\n\t市食药监局\t市编办、\n各县政府\t2030年6月",
            "3\t规范校园食堂\t市教育局\t市卫健委\n2030年9月"]
    page = "云川市食品安全任务分解\n序号\t工作任务\t牵头单位\t责任单位\t完成时限\n\n" + "\n\n".join(rows) + "\n"
    document = read(saved(tmp_path, "t.txt", page))
    (table,) = document.tables
    assert [["".join(document.text[a:b].split()) for a, b in row][2:] for row in table.rows[1:]] == [
        ["市食安办", "市委组织部、市人社局", "2030年12月"], ["市食药监局", "市编办、各县政府", "2030年6月"], ["市教育局", "市卫健委", "2030年9月"]]


def test_who_runs_the_page_is_no_duty(tmp_path: Path) -> None:
    page = "云川市质量方案\n一、任务\n做好质量工作。（市市场监管局负责）\n\n【字体：大 中 小】 主办：云川市人民政府办公室　　云ICP备05001234号\n"
    document = read(saved(tmp_path, "t.txt", page))
    assert "主办" not in document.text


def test_groups_of_rows_on_lines_of_their_own_are_no_cells(tmp_path: Path) -> None:
    page = ("云川市标准化规划\n一、目标\n专栏1　主要指标\n类别　序号　指标名称　单位　2028年　2030年　指标属性\n标准\n供给\n1　地方标准　项　120　160　预期性\n"
            "2　国际标准转化率　%　76.5　≥85　预期性\n标准\n实施\n3　标准化示范项目　个　52　80　预期性\n注：不含已废止的标准。\n二、任务\n")
    found = extract(read(saved(tmp_path, "t.txt", page)))
    assert [(t.indicator, t.op, t.value, t.unit, t.year, t.baseline) for t in found.targets] == [
        ("地方标准", "=", 160, "项", 2030, 120), ("国际标准转化率", ">=", 85, "%", 2030, 76.5), ("标准化示范项目", "=", 80, "个", 2030, 52)]


def test_a_table_goes_on_behind_a_new_page(tmp_path: Path) -> None:
    head = "序号\n重点任务\n牵头单位\n配合单位\n完成时限\n"
    rows = [f"{i}\n{task}\n市经信局\n市财政局\n2030年{i}月底\n" for i, task in enumerate(("压缩时间", "便利注销", "降低成本", "优化报装"), 1)]
    page = f"云川市营商环境任务分工\n{head}一、开办企业\n{rows[0]}{rows[1]}— 3 —\n{head}二、获得电力\n{rows[2]}{rows[3]}三、要求\n抓好落实。\n"
    found = extract(read(saved(tmp_path, "t.txt", page)))
    assert [(t.path, t.title) for t in found.tasks][:4] == [
        ("一/1", "压缩时间"), ("一/2", "便利注销"), ("二/3", "降低成本"), ("二/4", "优化报装")]
