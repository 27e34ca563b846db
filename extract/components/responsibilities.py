"""Component `kg_responsibilities`: work items, and who leads, cooperates in or answers for each."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import FINDINGS, Body, Duty, Findings, Task, findings, mark_spans
from extract.duties import Assignment, Rules, find_rules, read_line
from extract.duty_lines import DutyLine, find_lines
from extract.duty_prose import leave_cues, prose_lines
from extract.duty_tables import read_tables
from extract.folding import as_printed, folded
from extract.headings import title_of
from extract.tasks import TaskTree, is_article, paragraph_start, paragraph_task, task_of

_BESIDE = 2  # characters between a heading and a line beside it
_NUMBERED = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,4}[)）、.．]")
_ROLES = ("lead", "cooperate", "joint")


@Language.factory("kg_responsibilities", requires=[FINDINGS], assigns=["doc.spans"])
def make_responsibilities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Fills `tasks`, `duties` and `memberships` of `findings(doc)`; span group `duties` shows the lines."""

    def responsibilities(doc: Doc) -> Doc:
        found = findings(doc)
        simple = folded(found)
        _read(simple.document.text, simple)
        if simple is not found:
            _print(found)
        mark_spans(doc, "duties", sorted({(d.start, d.end) for d in found.duties}))
        return doc

    return responsibilities


def _print(found: Findings) -> None:
    """Titles and names in the characters of the paper."""
    text = found.document.text
    found.tasks[:] = [t._replace(title=as_printed(t.title, text[t.start:t.head_end]),
                                 deadline=t.deadline and as_printed(t.deadline, text[t.start:t.end])) for t in found.tasks]
    found.duties[:] = [d._replace(bodies=tuple(b._replace(surface=as_printed(b.surface, text[b.start:b.end]))
                                               for b in d.bodies)) for d in found.duties]


def _read(text: str, found: Findings) -> None:
    tables = [(t.start, t.end) for t in found.document.tables]
    lines = [
        line for line in find_lines(text, [s.start for s in found.outline])
        if not any(a <= line.start < b for a, b in tables)
    ]
    lines += prose_lines(text, lines, found)
    lines.sort(key=lambda line: line.start)
    rules = find_rules(text, lines)
    said = [(line, read_line(text, line, rules, found)) for line in lines]
    for line, assignment in said:
        if not assignment.roles:
            found.leave(line.start, line.end, "responsibilities", "no body found in the line")
    kept = [(line, a) for line, a in said if a.roles]
    _bind(text, kept, rules, found)
    read_tables(text, rules, found)
    leave_cues(text, found)


def _bind(text: str, said: list[tuple[DutyLine, Assignment]], rules: Rules, found: Findings) -> None:
    tree = TaskTree(found.outline, [(line.start, line.end) for line, _ in said], text)
    loose = _paragraphs(text, said, tree)
    title = found.head.title_span
    items = tree.work_items({owner for owner, _ in loose.values()}, title[0] if title else 0)
    places: dict[int | tuple[int, int], int] = {section: len(found.tasks) + i for i, section in enumerate(items)}
    found.tasks += [task_of(found.outline[i], i) for i in items]
    _add_paragraph_tasks(text, loose, places, found)
    for i, (line, assignment) in enumerate(said):
        owner = tree.owners[i]
        task = places[loose[i]] if i in loose else places[owner]
        found.tasks[task] = _without_line(text, found.tasks[task], line)
        _add(found, task, line, assignment, "section" if owner in tree.children and i not in loose else "item")
        _add_joined(found, task, line, rules)


def _paragraphs(text: str, said: list[tuple[DutyLine, Assignment]], tree: TaskTree) -> dict[int, tuple[int, int]]:
    """Lines whose item is a paragraph: those under no section, and those of a section without sub-parts that stand in
    several paragraphs below its heading, the first not beside it, or open one each (市财政部门：负责…). Line to (section,
    where the paragraph starts)."""
    by_owner: dict[int, list[int]] = {}
    for i, owner in enumerate(tree.owners):
        by_owner.setdefault(owner, []).append(i)
    loose: dict[int, tuple[int, int]] = {}
    for owner, lines in by_owner.items():
        opens = {i: _opens(text, said[i][0]) for i in lines}
        starts = {i: _own_start(text, said[i][0], opens[i]) for i in lines}
        beside = owner >= 0 and said[lines[0]][0].start <= tree.outline[owner].head_end + _BESIDE
        several = owner not in tree.children and len(set(starts.values())) > 1 and not beside
        several = several and not _adjoining(text, [said[i][0] for i in lines])
        several = several or (len(lines) > 1 and all(opens.values()))
        several = several and not (owner >= 0 and is_article(tree.outline[owner].mark))
        if owner < 0 or (several and not _goes_on(text, tree.outline[owner].start, set(starts.values()))):
            loose |= {i: (owner, start) for i, start in starts.items()}
    return loose


def _opens(text: str, line: DutyLine) -> bool:
    """Whether it opens a paragraph that goes on with what is to be done (市财政部门：负责资金筹集…)."""
    begin, end = text.rfind("\n", 0, line.start) + 1, text.find("\n", line.end)
    return not text[begin:line.start].strip() and len(text[line.end:end if end >= 0 else len(text)].strip()) > 1


def _own_start(text: str, line: DutyLine, opens: bool) -> int:
    return text.rfind("\n", 0, line.start) + 1 if opens else paragraph_start(text, line.start)


def _goes_on(text: str, start: int, paragraphs: set[int]) -> bool:
    """Whether an item whose own paragraph has a line goes on in others: none begins with a number that was misread."""
    return min(paragraphs) <= start and not any(_NUMBERED.match(text, p) for p in paragraphs if p > start)


def _add_paragraph_tasks(text: str, loose: dict[int, tuple[int, int]], places: dict[int | tuple[int, int], int],
                         found: Findings) -> None:
    """One task a paragraph; its place in its section is its number."""
    counts: dict[int, int] = {}
    for owner, start in dict.fromkeys(loose.values()):
        counts[owner] = counts.get(owner, 0) + 1
        section = found.outline[owner] if owner >= 0 else None
        places[owner, start] = len(found.tasks)
        found.tasks.append(paragraph_task(text, start, section, owner, counts[owner]))


def _adjoining(text: str, lines: list[DutyLine]) -> bool:
    """Lines with nothing but white space between them say one thing together."""
    return all(not text[a.end:b.start].strip(" 。；;\n\t　") for a, b in zip(lines, lines[1:], strict=False))


def _without_line(text: str, task: Task, line: DutyLine) -> Task:
    """The heading of an item that ends in a bare list ("8. 家政服务（市商务局、市妇联）") is what stands before it."""
    if line.cued or not task.start < line.start < task.head_end:
        return task
    title = task.title.removesuffix(title_of(text, line.start, line.end)).rstrip()
    return task._replace(title=title, head_end=line.start) if title else task


def _add(found: Findings, task: int, line: DutyLine, assignment: Assignment, scope: str) -> None:
    for role in _ROLES:
        bodies = tuple(assignment.roles.get(role, ()))
        if bodies:
            found.duties.append(Duty(task, role, bodies, line.start, line.end, assignment.rule, scope))
    if assignment.deadline:
        found.tasks[task] = _with_deadline(found.tasks[task], assignment.deadline)


def _add_joined(found: Findings, task: int, line: DutyLine, rules: Rules) -> None:
    """以下均需各区落实: bodies that a rule adds to every later line."""
    for since, bodies in rules.all_join:
        have = {b.surface for d in found.duties if d.task == task for b in d.bodies}
        fresh: tuple[Body, ...] = tuple(b for b in bodies if b.surface not in have)
        if line.end > since and fresh:
            found.duties.append(Duty(task, "joint", fresh, line.start, line.end, "rule", "document"))


def _with_deadline(task: Task, deadline: str) -> Task:
    return task._replace(deadline=task.deadline or deadline)
