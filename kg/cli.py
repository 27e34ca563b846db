"""The commands: parse, call, print. Each imports what it needs when it runs, so that help is quick."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__, cli_neo4j
from kg.errors import KgError
from kg.speech import LANG, say

if TYPE_CHECKING:
    from kg.build import Built

GRAPH = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
DATABASE = click.option("--database", default=None, metavar="NAME", help=say("服务器上的数据库。", "A database of the server."))


class Commands(click.Group):
    """Shows our own errors and the system's as one line and exits with 1; anything else is a bug and keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(say("错误：", "Error: ") + " ".join(str(error).split()), err=True)
            ctx.exit(1)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(1)
        except OSError as error:  # a full disk, a right that is missing
            where = error.filename or say("输出", "output")
            click.echo(f"{say('错误：', 'Error: ')}{where}: {error.strerror or error}", err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]},
             help=say("把质量政策文件变成可查询、可浏览、可出报告的知识图谱。", "Turn quality-policy papers into a graph to ask, look at and report on."))
@click.version_option(__version__, prog_name="kg")
@click.option("--lang", type=click.Choice(["zh", "en"]), default=LANG, expose_value=False,
              help=say("界面语言。", "Language of help, messages and pages."))
def main() -> None:
    pass


@main.command(help=say("读入文件、文件夹或通配符，生成图谱文件夹。例：kg build 文件夹 -o graph", "Build a graph folder from files, folders, globs. Example: kg build papers -o graph"))
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=say("图谱文件夹。", "The graph folder."))
@click.option("-j", "--jobs", type=click.IntRange(1), default=None, help=say("进程数。", "Processes; default: one a core."))
@click.option("--pages/--no-pages", default=True, help=say("是否生成网页与报告。", "Write pages and reports."))
def build(paths: tuple[str, ...], output: Path, jobs: int | None, pages: bool) -> None:
    import os
    import time

    from kg.build import build_graph, collect
    from kg.publish import publish
    from kg.terminal import progress

    begun = time.monotonic()
    papers = collect(paths)
    with progress(len(papers), say("读取文件", "Reading")) as step:
        built = build_graph(papers, jobs=jobs or os.cpu_count() or 1, progress=step)
    publish(built, output, pages=pages, lang=LANG)
    _summary(built, output, time.monotonic() - begun)
    if built.unread:
        raise SystemExit(1)


def _summary(built: Built, output: Path, seconds: float) -> None:
    card = built.card
    click.echo(say(f"读入 {len(card['documents'])} 份文件，用时 {seconds:.1f} 秒", f"{len(card['documents'])} papers in {seconds:.1f} s"))
    for zh, en, key in (("节点", "nodes", "nodes"), ("关系", "relationships", "relationships"), ("待核清单", "ledger", "ledger")):
        counts = card[key]
        shown = "  ".join(f"{k} {v}" for k, v in counts.items())
        click.echo(f"{say(zh, en)} {sum(counts.values())}:  {shown}")
    for source, twin in built.repeats.items():
        click.echo(say(f"重复：{source} 与 {twin} 为同一文件", f"repeat: {source} prints the same paper as {twin}"))
    for source, reason in built.unread.items():
        click.echo(say(f"未读：{source}：{reason}", f"not read: {source}: {reason}"), err=True)
    index = output / "site" / "index.html"
    if index.exists():
        click.echo(say(f"打开 {index}", f"open {index}"))


@main.command(help=say("运行预置查询。例：kg query agency_duties graph -p agency=某市市场监督管理局", "Run a ready query. Example: kg query agency_duties graph -p agency=NAME"))
@click.argument("name", required=False)
@click.argument("folder", metavar="[DIR]", required=False, default=Path("graph"), type=click.Path(path_type=Path))
@click.option("-p", "--parameter", "given", multiple=True, metavar="KEY=VALUE", help=say("查询参数。", "A parameter."))
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option("--list", "listing", is_flag=True, help=say("列出全部查询。", "List all queries."))
@click.option("--to", "target", default=None, metavar="URI", help=say("改在 Neo4j 上运行。", "Ask a Neo4j server instead, e.g. neo4j://localhost."))
@DATABASE
def query(name: str | None, folder: Path, given: tuple[str, ...], form: str, listing: bool, target: str | None,
          database: str | None) -> None:
    from cypher.library import describe, get

    if listing or name is None:
        click.echo(describe(LANG))
        return
    wanted = get(name)
    parameters = wanted.bind(_pairs(given))
    _show(_ask(target or folder, database, wanted.text, parameters), form)


@main.command(help=say("在内嵌图库上运行只读 Cypher。例：kg cypher 'MATCH (a:Agency) RETURN a.name' graph", "Run read-only Cypher. Example: kg cypher 'MATCH (a:Agency) RETURN a.name' graph"))
@click.argument("text")
@click.argument("folder", metavar="[DIR]", required=False, default=Path("graph"), type=click.Path(path_type=Path))
@click.option("-p", "--parameter", "given", multiple=True, metavar="KEY=VALUE")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option("--to", "target", default=None, metavar="URI")
@DATABASE
def cypher(text: str, folder: Path, given: tuple[str, ...], form: str, target: str | None, database: str | None) -> None:
    text = sys.stdin.read() if text == "-" else text
    _show(_ask(target or folder, database, text, _pairs(given)), form)


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    for key, equals, _ in pairs:
        if not key or not equals:
            raise click.BadParameter(say(f"“{key}”应写作 名称=值", f"'{key}' must read KEY=VALUE"), param_hint="-p")
    return {key: value for key, _, value in pairs}


def _ask(target: Path | str, database: str | None, text: str, parameters: dict[str, Any]) -> Any:
    from kg.stores import open_store

    with open_store(target, database=database) as store:
        return store.query(text, parameters)


def _show(rows: Any, form: str) -> None:
    from kg.tables import to_csv, to_json, to_table

    forms: dict[str, Callable[[Any], str]] = {"table": to_table, "csv": to_csv, "json": to_json}
    click.echo(forms[form](rows))


@main.command(help=say("生成报告。例：kg report workload graph", "Write a report. Example: kg report workload graph"))
@click.argument("name", required=False)
@click.argument("folder", metavar="[DIR]", required=False, default=Path("graph"), type=click.Path(path_type=Path))
@click.option("-p", "--parameter", "given", multiple=True, metavar="KEY=VALUE", help=say("报告选项。", "An option of the report."))
@click.option("--as-of", type=click.Choice(["written", "today"]), default=None,
              help=say("按原文机构，或按今日机构（撤并的归入承接机构）。", "Bodies as written, or as of today: merged ones count for their successors."))
@click.option("--list", "listing", is_flag=True, help=say("列出全部报告。", "List all reports."))
def report(name: str | None, folder: Path, given: tuple[str, ...], as_of: str | None, listing: bool) -> None:
    from kg.reports import describe, run, to_text, write_report
    from kg.stores.folder import read_graph

    if listing or name is None:
        click.echo(describe(LANG))
        return
    graph = read_graph(folder)
    for made in run(name, graph, _pairs(given) | ({"as_of": as_of} if as_of else {})):
        click.echo(to_text(made, LANG))
        for path in write_report(made, folder / "reports", LANG):
            click.echo(path)


@main.command(help=say("生成一张可离线打开的关系图。例：kg view graph --agency 某市市场监督管理局", "Write one graph page. Example: kg view graph --agency NAME"))
@GRAPH
@click.option("--agency", metavar="NAME")
@click.option("--region", metavar="NAME")
@click.option("--paper", metavar="TITLE")
@click.option("--query", "query_name", metavar="NAME", help=say("显示一条预置查询涉及的节点。", "Show the nodes that a ready query names."))
@click.option("-p", "--parameter", "given", multiple=True, metavar="KEY=VALUE")
@click.option("-o", "--output", type=click.Path(path_type=Path), help=say("网页文件名。", "The file to write."))
def view(folder: Path, agency: str | None, region: str | None, paper: str | None, query_name: str | None,
         given: tuple[str, ...], output: Path | None) -> None:
    from kg.publish import view_page

    page = view_page(folder, {"agency": agency, "region": region, "paper": paper, "query": query_name},
                     _pairs(given), output, LANG)
    click.echo(page)


@main.command(help=say("用自带示例建图，并提示打开什么。", "Build the examples and say what to open."))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("demo"), show_default=True)
@click.pass_context
def demo(ctx: click.Context, output: Path) -> None:
    from kg.publish import example_folder

    ctx.invoke(build, paths=(str(example_folder()),), output=output, jobs=1, pages=True)
    click.echo(say("接着试：", "Then try:"))
    for line in (f"kg query who_leads {output}", f"kg report workload {output}", f"kg report targets {output}"):
        click.echo(f"  {line}")


@main.command(help=say("用人工标注评估图谱。例：kg evaluate graph annotations", "Measure a graph against annotations. Example: kg evaluate graph annotations"))
@GRAPH
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "json", "html"]), default="table")
@click.option("--misses", is_flag=True, help=say("列出每一处漏抽与误抽及原句。", "List each miss with its sentence."))
def evaluate(folder: Path, gold: Path, form: str, misses: bool) -> None:
    from kg.evaluate import evaluate as measure
    from kg.evaluate.render import to_html, to_json, to_text
    from kg.stores.folder import read_graph

    result = measure(read_graph(folder), gold)
    if form == "table":
        click.echo(to_text(result, LANG, misses=misses))
    else:
        click.echo(to_json(result) if form == "json" else to_html(result, LANG))


for _command in cli_neo4j.COMMANDS:
    main.add_command(_command)
