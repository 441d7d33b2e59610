"""The one style sheet of the window, written from tokens and lengths.

Only colours, edges and paddings belong here; fonts are set as QFont because style sheets lose figure
features. Widgets choose a look by dynamic property: ``kind`` (buttons, frames) and ``ink`` (labels).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

INKS = ("text", "text-2", "text-3", "accent", "ok", "warn", "bad", "info", "mute", "on-accent", "toast-text")
TONES = ("ok", "warn", "bad", "info", "mute")
Length = Callable[[float], int]


def style_sheet(tokens: Mapping[str, str], px: Length, marks: Mapping[str, str]) -> str:
    """The whole style sheet for ``tokens`` at the zoom that ``px`` knows.

    ``marks`` are files: the one thing a style sheet can't take from memory. "tick" is that of a check box,
    "chosen" that of a menu; "down" is the arrow of a box, "further" that of a menu in a menu and, with
    "back", of tabs that have no room.
    """
    parts = (_ground, _labels, _buttons, _fields, _lists, _cards, _popups)
    side = f"width: {px(14)}px; height: {px(14)}px;"
    drawn = f"""
QCheckBox::indicator:checked {{ background: {tokens["accent"]}; border-color: {tokens["accent"]};
 image: url("{marks["tick"]}"); }}
QCheckBox::indicator:checked:disabled {{ background: {tokens["mute-solid"]};
 border-color: {tokens["mute-solid"]}; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{marks["down"]}"); {side} }}
QTabBar::scroller {{ width: {px(20)}px; }}
QTabBar QToolButton {{ background: {tokens["surface"]}; border: 0; padding: 0; }}
QTabBar QToolButton::left-arrow {{ image: url("{marks["back"]}"); {side} }}
QTabBar QToolButton::right-arrow {{ image: url("{marks["further"]}"); {side} }}
QMenu::right-arrow {{ image: url("{marks["further"]}"); {side} margin-right: {px(6)}px; }}
QMenu::indicator {{ {side} margin-left: {px(8)}px; }}
QMenu::indicator:checked {{ image: url("{marks["chosen"]}"); }}
"""
    return "\n".join(part(tokens, px) for part in parts) + drawn


def _ground(t: Mapping[str, str], px: Length) -> str:
    return f"""
QMainWindow, QWidget[kind="page"] {{ background: {t["page"]}; }}
QWidget[kind="surface"] {{ background: {t["surface"]}; }}
QFrame[kind="over"] {{ background: {t["surface"]}; border: 0; border-left: 1px solid {t["border-strong"]}; }}
QWidget[kind="rail"] {{ background: {t["window"]}; border: 0; border-right: 1px solid {t["border"]}; }}
QWidget[kind="header"] {{ background: {t["surface"]}; border: 0; border-bottom: 1px solid {t["border"]}; }}
QFrame[kind="dialog-head"] {{ background: transparent; border: 0; border-bottom: 1px solid {t["border"]}; }}
QFrame[kind="dialog-foot"] {{ background: transparent; border: 0; border-top: 1px solid {t["border"]}; }}
QWidget[kind="footer"] {{ background: {t["surface"]}; border: 0; border-top: 1px solid {t["border"]}; }}
QToolTip {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["border-strong"]};
 padding: {px(4)}px; }}
QSplitter::handle {{ background: {t["border"]}; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: 0; }}
QScrollBar::handle {{ background: {t["border-strong"]}; border-radius: {px(3)}px; margin: 2px;
 min-height: {px(24)}px;
 min-width: {px(24)}px; }}
QScrollBar::handle:hover {{ background: {t["control"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _labels(t: Mapping[str, str], px: Length) -> str:
    inks = "\n".join(f'QLabel[ink="{ink}"] {{ color: {t[ink]}; background: transparent; }}' for ink in INKS)
    tones = "\n".join(
        f'QLabel[kind="badge"][tone="{tone}"], QFrame[kind="badge"][tone="{tone}"] '
        f"{{ color: {t[tone]}; background: {t[tone + '-bg']}; border-radius: {px(4)}px; }}"
        for tone in TONES
    )
    return f"""{inks}
{tones}
QLabel[kind="over"] {{ background: {t["surface"]}; border: 1px solid {t["border"]};
 border-radius: {px(6)}px; padding: {px(6)}px {px(12)}px; }}
QLabel[kind="key"] {{ color: {t["text-2"]}; background: {t["surface"]};
 border: 1px solid {t["border-strong"]};
 border-radius: {px(4)}px; padding: 0 {px(4)}px; }}
"""


def _links(t: Mapping[str, str], px: Length) -> str:
    """Links begin and end where the text above and below them does: no room for a ring at the sides, so the
    focus is a line under the tinted words.
    """
    link, shape = 'QPushButton[kind="link"]', f"padding: 0; min-height: {px(20)}px; border-width: 2px 0"
    return f"""
{link}, {link}[density="small"], {link}[density="tiny"] {{ background: transparent; color: {t["accent"]};
 {shape}; border-style: solid; border-color: transparent; border-radius: 0; text-align: left; }}
{link}[ink="text"] {{ color: {t["text"]}; }}
{link}[ink="text-3"] {{ color: {t["text-3"]}; }}
{link}:hover {{ color: {t["accent"]}; text-decoration: underline; }}
{link}:focus, {link}[density="small"]:focus, {link}[density="tiny"]:focus {{ {shape};
 background: {t["accent-soft"]}; border-bottom-color: {t["accent"]}; }}
"""


def _buttons(t: Mapping[str, str], px: Length) -> str:
    side, tall = px(12), px(30)
    return f"""
QPushButton {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["border-strong"]};
 border-radius: {px(6)}px; padding: 0 {side}px; min-height: {tall}px; }}
QPushButton:hover {{ background: {t["hover"]}; }}
QPushButton:focus {{ border: 2px solid {t["accent"]}; padding: 0 {side - 1}px; min-height: {tall - 2}px; }}
QPushButton:disabled {{ background: {t["sunken"]}; color: {t["text-3"]}; border-color: {t["border"]}; }}
QPushButton[kind="primary"] {{ background: {t["accent"]}; color: {t["on-accent"]};
 border-color: {t["accent"]}; }}
QPushButton[kind="primary"]:hover {{ background: {t["accent-hover"]}; border-color: {t["accent-hover"]}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t["text"]}; }}
QPushButton[kind="primary"]:disabled {{ background: {t["sunken"]}; color: {t["text-3"]};
 border-color: {t["border"]}; }}
QPushButton[kind="danger"] {{ color: {t["bad"]}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: {t["text-2"]}; }}
QPushButton[kind="quiet"]:hover {{ background: {t["hover"]}; color: {t["text"]}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {t["accent"]}; }}
QPushButton[keyed="true"] {{ text-align: left; }}
QPushButton[density="small"] {{ min-height: {px(26)}px; padding: 0 {px(8)}px; }}
QPushButton[density="small"]:focus {{ min-height: {px(24)}px; padding: 0 {px(7)}px; }}
QPushButton[density="tiny"] {{ min-height: {px(22)}px; padding: 0 {px(6)}px; }}
QPushButton[density="tiny"]:focus {{ min-height: {px(20)}px; padding: 0 {px(5)}px; }}
{_links(t, px)}
QPushButton[density="warehouse"] {{ min-height: {px(54)}px; padding: 0 {px(20)}px;
 border-radius: {px(8)}px; }}
QPushButton[density="warehouse"]:focus {{ min-height: {px(52)}px; padding: 0 {px(19)}px; }}
QPushButton[chosen="ok"] {{ background: {t["ok-bg"]}; color: {t["ok"]}; border: 2px solid {t["ok"]}; }}
QPushButton[chosen="bad"] {{ background: {t["bad-bg"]}; color: {t["bad"]}; border: 2px solid {t["bad"]}; }}
QPushButton[kind="segment"] {{ border-radius: 0; border-color: {t["border-strong"]}; }}
QPushButton[kind="segment"][end="left"] {{ border-top-left-radius: {px(6)}px;
 border-bottom-left-radius: {px(6)}px; }}
QPushButton[kind="segment"][end="right"] {{ border-top-right-radius: {px(6)}px;
 border-bottom-right-radius: {px(6)}px; }}
QPushButton[kind="segment"][follows="true"] {{ border-left: 0; }}
QPushButton[kind="segment"]:checked {{ background: {t["selected"]}; color: {t["accent"]}; }}
QPushButton[kind="segment"]:focus {{ border: 2px solid {t["accent"]}; }}
QPushButton[kind="toast"] {{ background: transparent; border: 1px solid transparent;
 color: {t["toast-action"]};
 padding: 0 {px(6)}px; min-height: {px(26)}px; }}
QPushButton[kind="toast"]:focus {{ border: 2px solid {t["toast-action"]}; padding: 0 {px(5)}px;
 min-height: {px(24)}px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {px(6)}px;
 color: {t["text-2"]};
 padding: {px(5)}px; }}
QToolButton:hover {{ background: {t["hover"]}; color: {t["text"]}; }}
QToolButton:focus {{ border: 2px solid {t["accent"]}; padding: {px(5) - 1}px; }}
QToolButton:checked {{ background: {t["selected"]}; color: {t["accent"]}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolButton[kind="chip"] {{ background: {t["surface"]}; border: 1px solid {t["border-strong"]};
 color: {t["text-2"]};
 padding: {px(3)}px {px(9)}px; }}
QToolButton[kind="chip"]:focus {{ border: 2px solid {t["accent"]}; padding: {px(3) - 1}px {px(9) - 1}px; }}
QToolButton[kind="chip-add"] {{ border-color: transparent; padding: {px(3)}px {px(9)}px; }}
QToolButton[kind="chip-add"]:focus {{ border: 2px solid {t["accent"]};
 padding: {px(3) - 1}px {px(9) - 1}px; }}
"""


def _fields(t: Mapping[str, str], px: Length) -> str:
    lines = ("QLineEdit", "QComboBox", "QDateEdit", "QDateTimeEdit", "QSpinBox", "QDoubleSpinBox")
    texts = ("QPlainTextEdit", "QTextEdit")

    def each(suffix: str, names: Sequence[str] = (*lines, *texts)) -> str:
        return ", ".join(name + suffix for name in names)

    tall, side = px(30), px(10)
    return f"""
{each("")} {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["control"]};
 border-radius: {px(6)}px; padding: 0 {side}px; selection-background-color: {t["accent"]};
 selection-color: {t["on-accent"]}; }}
{each("", lines)} {{ min-height: {tall}px; }}
{each("", texts)} {{ padding: {px(6)}px {side - 2}px; }}
{each(":focus")} {{ border: 2px solid {t["accent"]}; padding: 0 {side - 1}px; }}
{each(":focus", lines)} {{ min-height: {tall - 2}px; }}
{each('[state="error"]')} {{ border: 2px solid {t["bad"]}; padding: 0 {side - 1}px; }}
{each(":focus", texts)}, {each('[state="error"]', texts)} {{ padding: {px(6) - 1}px {side - 3}px; }}
{each('[state="error"]', lines)} {{ min-height: {tall - 2}px; }}
{each(":disabled")}, {each("[readOnly='true']")} {{ background: {t["sunken"]}; color: {t["text-2"]};
 border-color: {t["border-strong"]}; }}
QTextBrowser[readOnly='true'] {{ background: {t["surface"]}; color: {t["text"]};
 border-color: {t["border"]}; }}
QTextBrowser[readOnly='true']:focus {{ border: 2px solid {t["accent"]}; }}
QLineEdit[density="warehouse"] {{ min-height: {px(62)}px; border-radius: {px(8)}px; padding: 0 {px(16)}px; }}
QLineEdit[density="bare"], QLineEdit[density="bare"]:focus {{ border: 0; background: transparent;
 padding: 0; min-height: {px(58)}px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: {px(24)}px; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
 width: 0; }}
QCheckBox, QRadioButton {{ color: {t["text"]}; spacing: {px(8)}px; min-height: {px(24)}px;
 background: transparent; outline: 2px solid {t["accent"]}; outline-radius: {px(6)}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(14)}px; height: {px(14)}px;
 border: 1px solid {t["control"]};
 background: {t["surface"]}; border-radius: {px(4)}px; }}
QRadioButton {{ outline-radius: {px(12)}px; }}
QRadioButton::indicator {{ border-radius: {px(8)}px; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {t["accent"]};
 width: {px(14) - 2}px;
 height: {px(14) - 2}px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {t["sunken"]}; }}
QRadioButton::indicator:checked {{ border: {px(5)}px solid {t["accent"]}; width: {px(6)}px; height: {px(6)}px;
 background: {t["on-accent"]}; }}
"""


def _lists(t: Mapping[str, str], px: Length) -> str:
    return f"""
QTableView, QListView, QTreeView {{ background: {t["surface"]}; color: {t["text"]}; border: 0; outline: 0;
 selection-background-color: {t["selected"]}; selection-color: {t["text"]}; }}
QListWidget[kind="ringed"]::item {{ border-radius: {px(6)}px; padding: {px(3)}px {px(8)}px;
 color: {t["text"]}; }}
QListWidget[kind="ringed"]::item:hover {{ background: {t["hover"]}; }}
QListWidget[kind="ringed"]::item:selected {{ background: {t["selected"]}; }}
QListWidget[kind="sections"] {{ background: {t["page"]}; padding: {px(8)}px; }}
QListWidget[kind="sections"]::item {{ border-radius: {px(6)}px; padding-left: {px(8)}px;
 color: {t["text-2"]}; }}
QListWidget[kind="sections"]::item:hover {{ background: {t["hover"]}; }}
QListWidget[kind="sections"]::item:selected {{ background: {t["selected"]}; color: {t["text"]}; }}
QHeaderView {{ background: {t["surface"]}; border: 0; }}
QHeaderView::section {{ background: {t["surface"]}; color: {t["text-2"]}; border: 0;
 border-bottom: 1px solid {t["border"]}; padding: 0 {px(8)}px; min-height: {px(31)}px; }}
QHeaderView::section:first {{ padding-left: {px(16)}px; }}
QTableView[kind="plain"] QHeaderView::section {{ padding: 0 3px; }}
QHeaderView::section:hover {{ background: {t["hover"]}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {t["text-2"]}; border: 0;
 border-bottom: 2px solid transparent;
 padding: 0; margin: 0; min-height: {px(38)}px; }}
QTabBar::tab:hover {{ color: {t["text"]}; }}
QTabBar::tab:selected {{ color: {t["text"]}; border-bottom: 2px solid {t["accent"]}; }}
QTabBar::tab:focus {{ color: {t["accent"]}; }}
QProgressBar {{ background: {t["sunken"]}; border: 0; border-radius: {px(3)}px; max-height: {px(6)}px;
 min-height: {px(6)}px; }}
QProgressBar::chunk {{ background: {t["accent"]}; border-radius: {px(3)}px; }}
"""


def _cards(t: Mapping[str, str], px: Length) -> str:
    edge = f"border: 1px solid {t['border']}; border-radius: {px(8)}px;"
    return f"""
QFrame[kind="card"] {{ background: {t["surface"]}; {edge} }}
QFrame[kind="answers"] {{ background: {t["accent-soft"]}; border: 1px solid {t["accent-line"]};
 border-radius: {px(8)}px; }}
QFrame[kind="declarant"] {{ background: transparent; border: 1px solid transparent; }}
QFrame[kind="facts"] {{ background: {t["surface"]}; {edge} }}
QFrame[kind="totals"] {{ background: {t["sunken"]}; border: 0; border-top: 1px solid {t["border"]}; }}
QFrame[kind="line"] {{ background: {t["border"]}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[kind="column-line"] {{ background: {t["border"]}; border: 0; max-width: 1px; min-width: 1px; }}
QFrame[kind="quote"] {{ background: transparent; border: 0; border-left: 2px solid {t["accent-line"]}; }}
QFrame[kind="law"] {{ background: transparent; border: 0; border-left: 2px solid {t["info-solid"]}; }}
QFrame[kind="notice"] {{ background: {t["surface"]}; border: 1px solid {t["warn-solid"]};
 border-radius: {px(8)}px; }}
QFrame[kind="banner"] {{ background: {t["warn-bg"]}; border: 0; border-bottom: 1px solid {t["warn-solid"]}; }}
QFrame[kind="banner"] QLabel {{ color: {t["warn"]}; background: transparent; }}
QFrame[kind="toast"] {{ background: {t["toast"]}; border: 1px solid {t["toast-edge"]};
 border-radius: {px(8)}px; }}
QFrame[kind="toast"] QLabel {{ color: {t["toast-text"]}; background: transparent; }}
QFrame[kind="drop"] {{ background: transparent; border: 1px solid transparent; }}
"""


def _popups(t: Mapping[str, str], px: Length) -> str:
    edge = f"border: 1px solid {t['border-strong']}; border-radius: {px(10)}px;"
    return f"""
QMenu {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["border-strong"]};
 padding: {px(4)}px; }}
QMenu[floats="true"] {{ border-radius: {px(10)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(12)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {t["selected"]}; color: {t["text"]}; }}
QMenu::item:disabled {{ color: {t["text-3"]}; }}
QMenu::icon {{ padding-left: {px(8)}px; }}
QMenu::separator {{ height: 1px; background: {t["border"]}; margin: {px(4)}px; }}
QCalendarWidget QWidget {{ alternate-background-color: {t["surface"]}; }}
QWidget#qt_calendar_navigationbar {{ background: {t["surface"]}; }}
QWidget#qt_calendar_navigationbar QToolButton {{ color: {t["text"]}; }}
QCalendarWidget QAbstractItemView {{ background: {t["surface"]}; color: {t["text"]}; border: 0; outline: 0;
 selection-background-color: {t["accent"]}; selection-color: {t["on-accent"]}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {t["text-3"]}; }}
QDialog {{ background: {t["surface"]}; }}
QDialog[floats="true"] {{ background: transparent; }}
QDialog[floats="true"] QWidget[kind="footer"] {{
 border-bottom-left-radius: {px(10) - 1}px; border-bottom-right-radius: {px(10) - 1}px; }}
QFrame[kind="popup"] {{ background: {t["surface"]}; {edge} }}
QListView[kind="offered"] {{ border: 1px solid {t["border-strong"]}; padding: {px(4)}px; }}
QListView[kind="offered"]::item, QComboBox QAbstractItemView::item {{ padding: {px(5)}px {px(8)}px;
 border-radius: {px(4)}px; color: {t["text"]}; }}
QListView[kind="offered"]::item:hover, QComboBox QAbstractItemView::item:hover {{
 background: {t["hover"]}; }}
QListView[kind="offered"]::item:selected, QComboBox QAbstractItemView::item:selected {{
 background: {t["selected"]}; }}
QComboBox QAbstractItemView {{ background: {t["surface"]}; border: 1px solid {t["border-strong"]};
 selection-background-color: {t["selected"]}; selection-color: {t["text"]}; padding: {px(4)}px; }}
"""
