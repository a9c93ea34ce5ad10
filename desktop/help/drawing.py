"""Pages and passages as the rich text of the panel, in the colours and sizes of the theme."""

from collections.abc import Sequence
from html import escape

from desktop.office.help.finding import Found
from desktop.theme import Theme
from resources.help_pages import Block, Entries, Grid, Heading, Line, Page, Paragraph, Picture, Slot, Span
from resources.i18n import _

type Keys = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Groups of keys, each with its title: the text on a key cap and what the key does."""


PICTURE = "picture:"
"""Before the name of a picture, in place of an address."""
_CLOSING = ".,;:!?…)»”"
_TABLE = '<table width="100%" cellspacing="0" style="border-collapse: collapse;">'


def sheet_of(theme: Theme) -> str:
    """Return the style of the rich text; its colours are those of the theme."""

    def size(role: str) -> str:
        font = theme.font(role)
        return f"font-size: {font.pixelSize()}px; font-weight: {int(font.weight())};"

    ink, muted, accent = (theme.color(name).name() for name in ("text", "muted", "accent"))
    sunken, border = theme.color("sunken").name(), theme.color("border").name()
    return f"""
        * {{ color: {ink}; }}
        p, li {{ {size("body")} margin-top: 0px; margin-bottom: 8px; line-height: 135%; }}
        .picture {{ line-height: 100%; }}
        .title {{ {size("title")} margin-top: 0px; margin-bottom: 10px; }}
        .section {{ {size("section")} margin-top: 14px; margin-bottom: 6px; }}
        ul, ol {{ margin-top: 0px; margin-bottom: 4px; -qt-list-indent: 1; }}
        a {{ color: {accent}; text-decoration: underline; }}
        b {{ font-weight: 600; }}
        .key {{ background-color: {sunken}; font-weight: 600; }}
        .quiet {{ color: {muted}; {size("small")} }}
        .example {{ background-color: {sunken}; }}
        td, th {{ {size("body")} border: 1px solid {border}; padding: 4px; text-align: left; }}
        th {{ color: {muted}; {size("caption")} }}
    """


def page_html(page: Page, keys: Keys = ()) -> str:
    """Return a page; *keys* of the screen that it explains are listed at its end."""
    parts = [f"<p class=title>{escape(page.title)}</p>", *(_block(one) for one in page.blocks)]
    for title, own in keys:
        rows = tuple(((Span(cap, key=True),), (Span(words),)) for cap, words in own)
        parts += [f"<p class=section>{escape(title)}</p>", _grid(Grid((), rows))] if rows else []
    return "".join(parts)


def found_html(wanted: str, found: Sequence[Found]) -> str:
    """Return what the search found, each passage with its link."""
    if not found:
        nothing = _("Nothing in the help has these words. Try fewer or other words.")
        return f"<p class=title>{escape(wanted)}</p><p>{escape(nothing)}</p>"
    parts = [f"<p class=title>{escape(_('Found: {wanted}').format(wanted=wanted))}</p>"]
    for one in found:
        title, heading = one.passage.title, one.passage.heading
        parts.append(f'<p><a href="{one.passage.link}">{escape(heading or title)}</a>')
        parts.append(f' <span class="quiet">{escape(title)}</span>' if heading else "")
        parts.append(f"<br>{escape(one.text)}</p>")
    return "".join(parts)


def _block(one: Block) -> str:
    match one:
        case Heading():
            return f'<p class=section><a name="{one.mark}"></a>{escape(one.text)}</p>'
        case Paragraph():
            words = _line(one.line)
            if not one.example:
                return f"<p>{words}</p>"
            return f"{_TABLE}<tr><td class='example'>{words}</td></tr></table><p></p>"
        case Entries():
            tag = "ol" if one.numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{_line(each)}</li>' for each in one.lines)}</{tag}>"
        case Grid():
            return _grid(one)
        case Picture():
            image = f'<img src="{PICTURE}{one.name}" style="max-width: 100%">'
            return f"<p class=picture>{image}</p><p class=quiet>{_line(one.line)}</p>"
        case Slot():
            return ""


def _grid(one: Grid) -> str:
    heads = "".join(f"<th>{_line(head)}</th>" for head in one.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{_line(cell)}</td>' for cell in row)}</tr>" for row in one.rows)
    top = f"<tr>{heads}</tr>" if one.heads else ""
    return f"{_TABLE}{top}{rows}</table><p></p>"


def _line(spans: Line) -> str:
    after = (*(one.text[:1] for one in spans[1:]), "")
    # A cell may be empty.
    return "".join(_span(one, following) for one, following in zip(spans, after, strict=False))


def _span(one: Span, following: str) -> str:
    text = escape(one.text)
    if one.link:
        return f'<a href="{escape(one.link)}">{f"<b>{text}</b>" if one.bold else text}</a>'
    if one.key:  # no room at its end before a full stop: it would be read as a space
        room = "" if following and following in _CLOSING else "&nbsp;"
        return f'<span class="key">&nbsp;{text.replace(" ", "&nbsp;")}{room}</span>'
    return f"<b>{text}</b>" if one.bold else text
