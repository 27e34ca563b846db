"""The words that reports themselves put into cells (verdicts, roles, levels), with their English."""

from __future__ import annotations

from collections.abc import Mapping

JOIN = "、"
TERMS: Mapping[str, str] = {
    # roles
    "牵头": "lead", "共同负责": "joint", "配合": "cooperate",
    # levels
    "国家": "nation", "省": "province", "市": "city", "县": "county", "功能区": "zone", "乡镇": "township",
    # attributes of a figure
    "预期性": "expected", "约束性": "binding",
    # against the levels above
    "更严": "stricter", "更宽": "looser", "相同": "equal", "较晚": "later", "较早": "earlier", "缺": "missing",
    "总量": "total", "目标年不明": "years unclear",
    # attainment
    "已达到": "met", "推进中": "on the way", "未达到": "missed",
    # citations
    "依据": "rests on", "贯彻落实": "carries out", "转发": "forwards", "修订": "amends", "废止": "repeals",
    "提及": "mentions", "是": "yes", "否": "no",
    # tasks of two plans
    "移交": "handed over", "换牵头": "other lead", "调整机构": "some replaced", "增加机构": "bodies added",
    "减少机构": "bodies left out", "新增": "added", "取消": "dropped", "承接": "successor", "保留": "kept",
    # figures of two plans
    "提高": "raised", "降低": "lowered", "不变": "unchanged", "不同口径": "not comparable", "推迟": "put off",
    "提前": "brought forward",
    "标题": "title", "正文": "text", "任务变化": "tasks", "指标变化": "figures",
    # gaps
    "两个以上牵头": "several leads", "只有配合": "helpers only", "未写明机构": "no body named",
    "共同负责、无牵头": "joint, no lead", "分句各有牵头": "a lead for each sentence", "同一文件两个数值": "two figures in one paper",
    "同句多个数值": "several figures in one sentence", "任务未写明机构": "its task names no body",
    "未写明年份": "no year", "年份仅见规划期": "year only from the period", "只列于总目标": "among the aims only",
    "旧名，同地文件已用新名": "old name, others use the new", "按改革通例已撤并": "merged, as reforms went",
    "待核": "to check", "提示": "hint",
    "旧版标准": "old edition", "已废止": "repealed", "已修订": "amended", "规划期已过": "its period was over",
}
"""Chinese word in a cell, and its English. JSON keeps the Chinese one in both languages."""


def in_english(text: str) -> str:
    """A word, or several joined by 、, in English; what is no word of the reports stays."""
    if text in TERMS:
        return TERMS[text]
    return ", ".join(TERMS.get(part, part) for part in text.split(JOIN))
