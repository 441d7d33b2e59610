"""Shows a paper: one page at a time on grey ground, page and zoom buttons above, words about the file at
the right.

Pages are drawn in jobs at the size they are shown. Which paper, and what may be done with it, is the
screen's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui.kit import failures, pdf_pages
from ui.kit.labels import label
from ui.kit.states import StateStack
from ui.kit.theme import read_tokens
from ui.kit.tips import set_tip

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.pdf_pages import Sizes

ThingT = TypeVar("ThingT")
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
EDGE = 14
SCREEN_DOTS = 96 / 72


class Sheet(QWidget):
    """The page itself: white with a hairline, the picture in it once it is drawn."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._paper = QColor(read_tokens("light")["surface"])
        self._picture: QPixmap | None = None

    def show_picture(self, image: QImage | None, size: QSize) -> None:
        """Another picture, or an empty sheet of that size while it is drawn."""
        self._picture = QPixmap.fromImage(image) if image is not None else self._picture
        self.setFixedSize(size)
        self.update()

    def forget(self) -> None:
        """An empty sheet."""
        self._picture = None
        self.update()

    @property
    def drawn(self) -> bool:
        """Whether a page is to be seen."""
        return self._picture is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, page, edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._paper)
        if self._picture is not None:
            painter.drawPixmap(self.rect(), self._picture)
        painter.setPen(self._theme.colour("border-strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PdfPreview(QFrame):
    """``show_pdf(bytes, words)`` shows a paper; ``wait`` and ``fail`` stand in its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pdf = b""
        self.page, self.zoom = 0, 0.0
        self._sizes: Sizes | None = None
        self.sheet = Sheet(context)
        self.area = QScrollArea()
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(context.tr("Preview of the paper"))
        # Of our own: before it hands out one of Qt's, PySide readies every class of widgets.
        ground = QWidget()
        ground.setAutoFillBackground(True)
        ground.installEventFilter(self)
        self.area.setViewport(ground)
        self.area.setWidget(self.sheet)
        self.area.installEventFilter(self)
        self.stack = StateStack(context.theme, self.area, context.tr("Drawing the paper"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.bar = self._make_bar()
        whole.addWidget(self.bar)
        whole.addWidget(self.stack, 1)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(60)
        self._settled.timeout.connect(self._draw)

    # -- building

    def _make_bar(self) -> QFrame:
        theme, tr = self.context.theme, self.context.tr
        bar = QFrame()
        bar.setProperty("kind", "header")
        bar.setFixedHeight(theme.px(40))
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(12), 0, theme.px(20), 0)
        row.setSpacing(theme.px(4))
        self.where = label(theme, "", "body", "text-2")
        self.fits = label(theme, tr("Fit page"), "body", "text-2")
        self.words = label(theme, "", "body", "text-2")
        self._back = self._button("chevron-left", tr("Previous page"), lambda: self.turn(-1))
        self._on = self._button("chevron-right", tr("Next page"), lambda: self.turn(1))
        out = self._button("zoom-out", tr("Smaller"), lambda: self.zoom_by(-1))
        closer = self._button("zoom-in", tr("Larger"), lambda: self.zoom_by(1))
        fit = self._button("maximize", tr("Fit page"), self.fit)
        for part in (self._back, self.where, self._on):
            row.addWidget(part)
        row.addStretch()
        for part in (out, self.fits, closer, fit):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(self.words)
        return bar

    def _button(self, icon: str, words: str, run: Callable[[], None]) -> QToolButton:
        theme, button = self.context.theme, QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(theme.px(16), theme.px(16)))
        set_tip(button, words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _on=False: run())
        return button

    # -- what screens call

    def show_pdf(self, pdf: bytes, words: str = "") -> None:
        """Show a paper from its first page (the same page when only its contents changed)."""
        self.pdf = pdf
        self.words.setText(words or _size_words(len(pdf)))
        self.context.jobs.read(
            self,
            lambda: pdf_pages.measure(pdf),
            self._of(pdf, self._measured),
            self._of(pdf, self.fail),
            latest="measure",
        )

    def _of(self, pdf: bytes, run: Callable[[ThingT], None]) -> Callable[[ThingT], None]:
        """The same, unless another paper, or none, is shown by then."""

        def answer(thing: ThingT) -> None:
            if self.pdf is pdf:
                run(thing)

        return answer

    def wait(self) -> None:
        """The paper is on its way; a paper already shown stays."""
        if not self.sheet.drawn:
            self.stack.show_loading()

    def clear(self) -> None:
        """No paper."""
        self.pdf, self._sizes, self.page = b"", None, 0
        self.sheet.forget()
        self.where.setText("")
        self.words.setText("")

    def fail(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        """The paper cannot be shown; ``again`` makes or reads it anew."""
        failures.in_place(self.context, self.stack, error, again or (lambda: self.show_pdf(self.pdf)))

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes.pages) if self._sizes else 0

    def turn(self, step: int) -> None:
        """To another page."""
        wanted = min(max(self.page + step, 0), self.pages - 1)
        if self.pages and wanted != self.page:
            self.page = wanted
            self.area.verticalScrollBar().setValue(0)
            self._draw()

    def fit(self) -> None:
        """The whole page in the room there is."""
        self.zoom = 0.0
        self._draw()

    def zoom_by(self, step: int) -> None:
        """One step larger or smaller."""
        now = self._scale() / SCREEN_DOTS
        larger = [zoom for zoom in ZOOMS if zoom > now + 0.01]
        smaller = [zoom for zoom in ZOOMS if zoom < now - 0.01]
        self.zoom = (larger or [ZOOMS[-1]])[0] if step > 0 else (smaller or [ZOOMS[0]])[-1]
        self._draw()

    # -- drawing

    def _measured(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self.page = min(self.page, max(len(sizes.pages) - 1, 0))
        self.stack.show_view()
        self._draw()

    def _scale(self) -> float:
        """Logical pixels per point: as chosen, else what fits."""
        if self.zoom or not self._sizes:
            return (self.zoom or 1.0) * SCREEN_DOTS * self.context.theme.zoom / 100
        wide, tall = self._sizes.pages[self.page]
        room = self.area.size()
        edge = 2 * self.context.theme.px(EDGE)
        return max(min((room.width() - edge) / wide, (room.height() - edge) / tall), 0.1)

    def _draw(self) -> None:
        if not self._sizes or not self.pdf:
            return
        pdf, page, scale = self.pdf, self.page, self._scale()
        ratio = self.devicePixelRatioF()
        wide, tall = self._sizes.pages[page]
        size = QSize(round(wide * scale), round(tall * scale))
        self.sheet.show_picture(None, size)
        self._say_where()
        self.context.jobs.read(
            self,
            lambda: pdf_pages.picture(pdf, page, scale * ratio),
            self._of(pdf, lambda image: self.sheet.show_picture(image, size)),
            self._of(pdf, self.fail),
            latest="page",
        )

    def _say_where(self) -> None:
        tr = self.context.tr
        self.where.setText(tr("Page {page} of {pages}", page=self.page + 1, pages=self.pages))
        share = f"{round(100 * self._scale() / SCREEN_DOTS)} %"
        self.fits.setText(share if self.zoom else tr("Fit page"))
        self._back.setEnabled(self.page > 0)
        self._on.setEnabled(self.page + 1 < self.pages)
        self._fit_bar()

    # -- hand and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew once the size has settled."""
        super().resizeEvent(event)
        self._fit_bar()
        if not self.zoom:
            self._settled.start()

    def _fit_bar(self) -> None:
        """Where the bar has no room the page's scale is left out; its buttons say what they do."""
        self.fits.show()
        self.fits.setVisible(self.bar.minimumSizeHint().width() <= self.width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Page keys turn pages; the wheel with Ctrl zooms."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key())
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        steps = {
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_Home: lambda: self.turn(-self.pages),
            Qt.Key.Key_End: lambda: self.turn(self.pages),
            Qt.Key.Key_Plus: lambda: self.zoom_by(1),
            Qt.Key.Key_Minus: lambda: self.zoom_by(-1),
            Qt.Key.Key_0: self.fit,
        }
        run = steps.get(Qt.Key(key))
        if run is not None:
            run()
        return run is not None


def _size_words(size: int) -> str:
    return f"A4 · {max(1, round(size / 1000)):,} kB"
