"""Commands around the server: load, remove, export, and a Neo4j of one's own. Each imports what it needs when it runs."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.errors import StoreError
from kg.speech import say

FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


@click.command(help=say("把图谱装入 Neo4j。例：kg load graph --to neo4j://localhost:7687（密码取自 NEO4J_PASSWORD，否则询问）", "Load a graph into Neo4j. Example: kg load graph --to neo4j://localhost:7687 (password from NEO4J_PASSWORD, else asked for)"))
@FOLDER
@click.option("--to", "address", required=True, metavar="URI")
@click.option("--database", default=None, metavar="NAME")
@click.option("--replace", is_flag=True, help=say("先删去内容已变的文件。", "Take out papers that changed before loading them."))
def load(folder: Path, address: str, database: str | None, replace: bool) -> None:
    from kg.stores.folder import read_card
    from kg.stores.neo4j import connect
    from kg.terminal import progress

    card = read_card(folder)
    lines = sum(card["nodes"].values()) + sum(card["relationships"].values())
    with connect(address, password=_password(), database=database) as store, progress(lines, say("装入", "Loading")) as step:
        store.load(folder, step, replace=replace)
    click.echo(say(f"已装入 {lines} 个节点和关系：{address}", f"{lines} nodes and relationships are in {address}"))


def _password() -> str:
    """From the environment or a prompt, never from the command line."""
    return os.environ.get("NEO4J_PASSWORD") or str(click.prompt(say("Neo4j 密码", "Neo4j password"), hide_input=True))


@click.command(help=say("删去一份文件独有的内容。例：kg remove 文号或标题 graph；服务器上用 --from neo4j://…", "Delete what only one paper states. Example: kg remove TITLE graph; on a server --from neo4j://…"))
@click.argument("paper")
@click.argument("folder", metavar="[DIR]", required=False, default=Path("graph"), type=click.Path(path_type=Path))
@click.option("--from", "address", default=None, metavar="URI")
@click.option("--database", default=None, metavar="NAME")
def remove(paper: str, folder: Path, address: str | None, database: str | None) -> None:
    from kg.publish import remove_from_folder, remove_from_server

    if database and not address:
        raise StoreError(f"{folder} is a folder, which has no database {database}; name the server with --from")
    title = remove_from_server(paper, address, _password(), database) if address else remove_from_folder(paper, folder)
    click.echo(say(f"已删去《{title}》", f"removed {title}"))


@click.command(help=say("导出图谱。例：kg export graph --to admin-import -o import", "Export a graph. Example: kg export graph --to admin-import -o import"))
@FOLDER
@click.option("--to", "form", required=True, type=click.Choice(["admin-import", "csv", "graphml", "parquet", "browser"]))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@click.option("--database", default=None, metavar="NAME", help=say("admin-import 要写入的数据库。", "The database that admin-import fills."))
def export(folder: Path, form: str, output: Path, database: str | None) -> None:
    from kg.publish import export_graph

    click.echo(export_graph(folder, output, form, database))


@click.group(help=say("不用 Docker 的本机 Neo4j。例：kg neo4j start", "A Neo4j of your own, without Docker. Example: kg neo4j start"))
def neo4j() -> None:
    pass


VERSION = click.option("--version", "version", default=None, metavar="X.Y.Z", help=say("Neo4j 版本，默认长期支持版。", "Neo4j version; default: the long-term one."))


@neo4j.command(help=say("启动，并显示浏览器地址。例：kg neo4j start", "Start it and say where its Browser is. Example: kg neo4j start"))
@VERSION
def start(version: str | None) -> None:
    from kg.stores.server import LTS
    from kg.stores.server import start as begin

    _tell(begin(version or LTS))


@neo4j.command(help=say("停止。例：kg neo4j stop", "Stop it. Example: kg neo4j stop"))
@VERSION
def stop(version: str | None) -> None:
    from kg.stores.server import LTS, default_home
    from kg.stores.server import stop as end

    stopped = end(default_home(version or LTS))
    click.echo(say("已停止", "stopped") if stopped else say("没有在运行", "not running"))


@neo4j.command(help=say("显示是否在运行。例：kg neo4j status", "Say whether it runs. Example: kg neo4j status"))
@VERSION
def status(version: str | None) -> None:
    from kg.stores.server import LTS, default_home
    from kg.stores.server import status as look

    server = look(default_home(version or LTS))
    if server:
        _tell(server)
    else:
        click.echo(say("没有在运行", "not running"))


@neo4j.command(help=say("提供 Neo4j Browser 的十步导览，Ctrl-C 结束。例：kg neo4j guide", "Serve the ten steps for Neo4j Browser until Ctrl-C. Example: kg neo4j guide"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help=say("端口，默认任选。", "Port; default: any free one."))
def guide(port: int) -> None:
    import tempfile

    from cypher.guide import guide_server
    from kg.publish import export_graph

    with tempfile.TemporaryDirectory() as folder:
        export_graph(Path(folder), Path(folder), "browser")
        with guide_server(Path(folder), port) as server:
            address = f"http://localhost:{server.server_address[1]}"
            click.echo(say(f"在 Neo4j Browser 中输入：:play {address}/guide.html", f"type into Neo4j Browser: :play {address}/guide.html"))
            click.echo(say(f"样式与查询：{address}/", f"style and saved queries: {address}/"))
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                click.echo("")


def _tell(server: object) -> None:
    """Where it answers; the password stays in its file, readable to its owner only."""
    click.echo(f"Bolt     {server.address}\nBrowser  {server.browser}")  # type: ignore[attr-defined]
    click.echo(say(f"用户 neo4j，密码在 {server.home}/password", f"user neo4j, password in {server.home}/password"))  # type: ignore[attr-defined]


COMMANDS = (load, remove, export, neo4j)
