"""Pictures of tables: Altair describes them, vl-convert draws them as SVG; no script, no network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import altair as alt
import vl_convert
from rich.cells import cell_len

from kg.reports.report import Chart, Report, Table, Value

_PALETTE = ["#0b5394", "#6fa8dc", "#f6b26b", "#93c47d", "#c27ba0"]
_FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"


def draw(report: Report, chart: Chart, lang: str = "zh") -> str:
    """The picture as an SVG element; empty where its table has no rows."""
    table = _limited(report.table(chart.table), chart)
    if not table.rows:
        return ""
    picture = _KINDS[chart.kind](table, chart, lang).properties(title=chart.title.say(lang))
    picture = picture.configure(font=_FONT).configure_axis(labelLimit=420, titleFontWeight="normal")
    return vl_convert.vegalite_to_svg(picture.to_dict(validate=False))


def _limited(table: Table, chart: Chart) -> Table:
    if chart.only is None:
        return table
    key, wanted = chart.only
    return replace(table, rows=tuple(r for r, v in zip(table.rows, _column(table, key), strict=True) if v == wanted))


def _column(table: Table, key: str) -> list[Value]:
    at = next(i for i, c in enumerate(table.columns) if c.key == key)
    return [row[at].value for row in table.rows]


def _title(table: Table, key: str, lang: str) -> str:
    return next(c.say(lang) for c in table.columns if c.key == key)


def _names_axis(names: list[str], title: str | None = None) -> alt.Axis:
    """An axis wide enough for Chinese names, whatever fonts the drawing machine has."""
    return alt.Axis(title=title, minExtent=min(420, 6.2 * max(cell_len(n) for n in names)))


def _values_axis(table: Table, key: str) -> alt.Axis:
    share = next(c.kind for c in table.columns if c.key == key) == "share"
    return alt.Axis(orient="top", format="%") if share else alt.Axis(orient="top", tickMinStep=1)


def _bars(table: Table, chart: Chart, lang: str) -> Any:
    """Horizontal bars, one part a column of `chart.x` end to end, rows in the order of the table."""
    return _parts(table, chart, lang).encode(order="order:Q")


def _pairs(table: Table, chart: Chart, lang: str) -> Any:
    """The same, the parts of a row one under another: for values that must not be added up."""
    return _parts(table, chart, lang).encode(yOffset=alt.YOffset("order:O"))


def _parts(table: Table, chart: Chart, lang: str) -> Any:
    parts = (chart.x,) if isinstance(chart.x, str) else chart.x
    names = [str(n) for n in _column(table, chart.y)[:chart.rows]]
    values = [{"name": name, "part": _title(table, part, lang), "order": i, "value": value}
              for i, part in enumerate(parts) for name, value in zip(names, _column(table, part), strict=False)]
    return alt.Chart(alt.InlineData(values=values)).mark_bar().encode(
        x=alt.X("value:Q", title=None, axis=_values_axis(table, parts[0])),
        y=alt.Y("name:N", sort=list(dict.fromkeys(names)), axis=_names_axis(names)),
        color=alt.Color("part:N", title=None, sort=[_title(table, p, lang) for p in parts],
                        scale=alt.Scale(range=_PALETTE[: len(parts)]), legend=alt.Legend(orient="top")),
    ).properties(width=520)


def _heat(table: Table, chart: Chart, lang: str) -> Any:
    """A matrix of the first `chart.rows` names that meet most, filled by the third column, both halves."""
    assert isinstance(chart.x, str)
    cells = list(zip(*(_column(table, key) for key in (chart.x, chart.y, chart.colour)), strict=True))
    names = list(dict.fromkeys(str(n) for a, b, _ in cells for n in (a, b)))[:chart.rows]
    values: list[dict[str, Any]] = [{"a": a, "b": b, "value": v} for x, y, v in cells for a, b in ((x, y), (y, x))
                                    if a in names and b in names]
    names_axis = _names_axis(names)
    square = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("a:N", sort=names, axis=alt.Axis(title=None, labelAngle=-45, labelLimit=420)),
        y=alt.Y("b:N", sort=names, axis=names_axis))
    shade = alt.Color("value:Q", scale=alt.Scale(scheme="blues"), legend=None)  # a legend would carry a running id
    fill = square.mark_rect().encode(color=shade)
    dark = 0.6 * max(v["value"] for v in values)
    ink = alt.condition(f"datum.value > {dark}", alt.value("white"), alt.value("#1c2733"))
    text = square.mark_text(fontSize=9).encode(text="value:Q", color=ink)
    return alt.layer(fill, text).properties(width=22 * len(names), height=22 * len(names))


def _dots(table: Table, chart: Chart, lang: str) -> Any:
    """One dot a row: value across, name down, coloured by one column and labelled with another."""
    assert isinstance(chart.x, str)
    names = ["—" if n is None else str(n) for n in _column(table, chart.y)[:chart.rows]]
    columns = [_column(table, key)[:chart.rows] for key in (chart.x, chart.colour, chart.label)]
    values = [{"name": n, "value": v, "colour": "—" if c is None else str(c), "label": label}
              for n, v, c, label in zip(names, *columns, strict=False)]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("value:Q", title=None, scale=_scale(columns[0]), axis=alt.Axis(tickCount=6)),
        y=alt.Y("name:N", sort=list(dict.fromkeys(names)), axis=_names_axis(names)))
    dots = base.mark_circle(size=90).encode(color=alt.Color("colour:N", title=_title(table, chart.colour, lang)))
    labels = base.mark_text(align="left", dx=8).encode(text="label:N")
    return alt.layer(dots, labels).properties(width=520)


def _scale(values: list[Value]) -> alt.Scale:
    """From a little below the least to where the last label ends; never below 0 where no value is."""
    found = [float(v) for v in values if isinstance(v, (int, float))]
    room = (max(found) - min(found)) * 0.15 or max(abs(max(found)) * 0.02, 0.5)
    least = min(found) - room
    return alt.Scale(domain=[max(least, 0.0) if min(found) >= 0 else least, max(found) + room], nice=False)


_KINDS: dict[str, Callable[[Table, Chart, str], Any]] = {"bars": _bars, "pairs": _pairs, "heat": _heat, "dots": _dots}
