"""The first start by hand and by keys: every step, back, another language, a server, the example company."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.paths import choose_database, data_folder, demo_database, own_database
from qualitydesk.services import care
from qualitydesk.services.house import open_house
from qualitydesk.store.server_trial import trouble
from tests.postgres_server import Server
from ui import first_steps
from ui.context import Context
from ui.first_start import FirstStartPage
from ui.first_steps import CompanyStep
from ui.main_window import MainWindow
from ui.sign_in import SignInPage


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, local_backend: Backend) -> FirstStartPage:
    window.show()
    window.opened(local_backend, ())
    return shown(window)


def shown(window: MainWindow) -> FirstStartPage:
    made = window.front.currentWidget()
    assert isinstance(made, FirstStartPage)
    return made


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)


def type_in(page: FirstStartPage, values: dict[str, object]) -> None:
    for name, value in values.items():
        page.step.form.set_value(name, value)


YOU: dict[str, object] = {"name": "Wang Shu", "login": "ws", "password": "long enough"}


def test_the_first_person_of_a_fresh_database_is_asked_for_step_by_step(
    qtbot: QtBot, window: MainWindow, page: FirstStartPage, tmp_path: Path
) -> None:
    content, logo = io.BytesIO(), tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "navy").save(content, "PNG")
    logo.write_bytes(content.getvalue())
    assert page.progress.text() == "Step 1 of 4"
    assert page.why_no_way_back()
    page.next_button.click()
    page.next_button.click()
    page.next_button.click()
    assert page.step is page.company, "the company needs a name"
    type_in(page, {"company": "Lanting", "company_zh": "澜庭", "currency": "CNY"})
    page.company.take_logo(str(logo))
    page.next_button.click()
    type_in(page, YOU | {"password": "ab"})
    page.next_button.click()
    qtbot.waitUntil(lambda: "6" in page.you.form.boxes["password"].editor.field.accessibleDescription())
    quiet(qtbot, window)
    type_in(page, {"password": "long enough"})
    with qtbot.waitSignal(window.seating.seated):
        page.next_button.click()
    house = open_house(window.context.desk)
    assert (house.name, house.name_zh, house.currency) == ("Lanting", "澜庭", "CNY")
    assert house.logo
    assert window.context.desk.person.role == "Manager"
    quiet(qtbot, window)


@pytest.mark.parametrize(
    ("system", "zone", "money", "clock"),
    [
        ("zh_CN", "Asia/Shanghai", "CNY", "Asia/Shanghai"),
        ("de_DE", "Europe/Berlin", "EUR", "Europe/Berlin"),
        ("pl_PL", "Europe/Warsaw", "PLN", "Europe/Warsaw"),
        ("C", "Etc/UTC", "EUR", "Asia/Shanghai"),
        ("eo", "", "EUR", "Asia/Shanghai"),
    ],
)
def test_money_and_clock_begin_as_the_system_has_them(
    context: Context, monkeypatch: pytest.MonkeyPatch, system: str, zone: str, money: str, clock: str
) -> None:
    monkeypatch.setattr(first_steps, "here", lambda: first_steps.usual(QLocale(system), zone))
    form = CompanyStep(context).form
    assert (form.text("currency"), form.text("timezone")) == (money, clock)


def test_a_logo_that_is_no_picture_is_refused_where_it_is_chosen_and_holds_nobody_up(
    qtbot: QtBot, window: MainWindow, page: FirstStartPage, tmp_path: Path
) -> None:
    no_picture = tmp_path / "logo.png"
    no_picture.write_text("letters")
    page.go_on()
    page.go_on()
    page.company.take_logo(str(no_picture))
    quiet(qtbot, window)
    assert "must be a picture" in page.company.logo_name.full()
    assert not page.company.logo
    type_in(page, {"company": "Lanting"})
    page.go_on()
    type_in(page, YOU)
    page.company.logo = str(tmp_path / "gone since it was chosen.png")
    page.go_on()
    qtbot.waitUntil(lambda: page.step is page.company)
    assert "cannot be read" in page.company.logo_name.full()
    quiet(qtbot, window)
    page.go_on()
    with qtbot.waitSignal(window.seating.seated):
        page.go_on()
    quiet(qtbot, window)


def test_back_and_another_language_lose_nothing(
    qtbot: QtBot, window: MainWindow, page: FirstStartPage
) -> None:
    page.go_on()
    page.go_on()
    type_in(page, {"company": "Lanting"})
    page.go_on()
    type_in(page, YOU)
    page.back()
    assert page.company.form.text("company") == "Lanting"
    window.context.set_language("zh_CN")
    again = shown(window)
    assert again is not page
    assert again.step is again.company
    assert again.company.form.text("company") == "Lanting"
    assert again.you.form.text("password") == "long enough"
    window.context.set_language("en")
    quiet(qtbot, window)


def test_keys_alone_lead_through(qtbot: QtBot, window: MainWindow, page: FirstStartPage) -> None:
    def key(code: Qt.Key) -> None:
        focus = QApplication.focusWidget() or page
        QTest.keyClick(focus, code)

    def at() -> int:
        return page.steps.index(page.step)

    window.activateWindow()
    key(Qt.Key.Key_Return)
    assert at() == 1
    key(Qt.Key.Key_Escape)
    assert at() == 0
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Return)
    assert at() == 2
    QTest.keyClicks(page.first_field(), "Lanting")
    QTest.keyClick(page.first_field(), Qt.Key.Key_Return)
    assert at() == 3
    for name in ("name", "login", "password"):
        QTest.keyClicks(page.you.form.boxes[name].editor.field, str(YOU[name]))
    with qtbot.waitSignal(window.seating.seated):
        QTest.keyClick(page.you.form.boxes["password"].editor.field, Qt.Key.Key_Return)
    quiet(qtbot, window)


def test_the_example_company_is_one_choice_away(
    qtbot: QtBot, window: MainWindow, page: FirstStartPage
) -> None:
    asked: list[str] = []
    window.seating.elsewhere.disconnect()
    window.seating.elsewhere.connect(asked.append)
    page.purpose.demo.button.setChecked(True)
    page.go_on()
    assert asked == [demo_database()]
    quiet(qtbot, window)


def fill_in_server(page: FirstStartPage, address: str) -> None:
    parts = urlsplit(address)
    page.place.server.button.setChecked(True)
    type_in(
        page,
        {
            "host": parts.hostname,
            "port": parts.port,
            "name": parts.path.strip("/"),
            "user": parts.username,
            "password": parts.password or "",
        },
    )


def test_enter_on_another_button_presses_that_one(
    qtbot: QtBot, window: MainWindow, page: FirstStartPage
) -> None:
    window.activateWindow()
    page.go_on()
    page.back_button.setFocus()
    QTest.keyClick(page.back_button, Qt.Key.Key_Return)
    assert page.step is page.purpose
    quiet(qtbot, window)


@pytest.mark.postgresql
def test_a_company_is_set_up_on_a_server_and_found_there_again(
    qtbot: QtBot, window: MainWindow, page: FirstStartPage, server_database: str
) -> None:
    page.go_on()
    fill_in_server(page, server_database)
    page.go_on()
    qtbot.waitUntil(lambda: page.step is page.company)
    assert "will be set up" in page.place.said.text()
    type_in(page, {"company": "Lanting"})
    page.go_on()
    type_in(page, YOU)
    with qtbot.waitSignal(window.seating.seated):
        page.go_on()
    assert window.context.location.startswith("postgresql")
    assert urlsplit(own_database()).path == urlsplit(server_database).path
    assert (data_folder() / "database").stat().st_mode & 0o077 == 0
    quiet(qtbot, window)
    assert care.try_server(server_database)
    backend = window.backend
    assert backend is not None
    window.seating.close()
    backend.close()
    (data_folder() / "database").unlink()


@pytest.mark.postgresql
def test_a_server_that_people_use_leads_to_its_sign_in(
    qtbot: QtBot, window: MainWindow, page: FirstStartPage, server_database: str
) -> None:
    from qualitydesk.domain.people import PROGRAM
    from tests.builders import add_people

    backend = open_backend(server_database)
    with backend.store.write(PROGRAM, "test") as work:
        add_people(work)
    backend.close()
    page.go_on()
    fill_in_server(page, server_database)
    page.go_on()
    qtbot.waitUntil(lambda: isinstance(window.front.currentWidget(), SignInPage))
    quiet(qtbot, window)
    assert len(window.seating.people) == 7
    found = window.backend
    assert found is not None
    window.seating.close()
    found.close()
    (data_folder() / "database").unlink()


@pytest.mark.postgresql
def test_why_a_server_does_not_work_is_said_in_plain_words(
    qtbot: QtBot, window: MainWindow, page: FirstStartPage, server_database: str, postgres: Server
) -> None:
    page.go_on()
    fill_in_server(page, postgres.url("nowhere"))
    page.go_on()
    qtbot.waitUntil(lambda: "no database of this name" in page.place.said.text())
    type_in(page, {"port": 1})
    page.go_on()
    qtbot.waitUntil(lambda: "Check the port" in page.place.said.text())
    assert page.step is page.place
    type_in(page, {"host": ""})
    page.go_on()
    assert page.step is page.place
    quiet(qtbot, window)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ('FATAL: password authentication failed for user "x"', "user or password"),
        ('FATAL: database "x" does not exist', "no database of this name"),
        ('FATAL: role "x" does not exist', "user or password"),
        ("failed to resolve host 'x'", "No computer of this name"),
        ("connection refused", "Check the port"),
        ('root certificate file "/ca.crt" does not exist', "can’t prove"),
        ("SSL error: certificate verify failed", "can’t prove"),
        ('server certificate for "a" does not match host name "b"', "can’t prove"),
        ("connection timeout expired", "does not answer"),
        ("something else", "can’t be used"),
    ],
)
def test_what_a_driver_says_in_plain_words(told: str, words: str) -> None:
    assert words in str(trouble(told))


def test_the_choice_is_kept_where_only_its_user_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = own_database()
    choose_database("postgresql://desk@server/quality")
    assert own_database() == "postgresql://desk@server/quality"
    monkeypatch.setenv("QUALITYDESK_DB", "other.db")
    assert own_database() == "other.db"
    monkeypatch.delenv("QUALITYDESK_DB")
    (data_folder() / "database").unlink()
    assert own_database() == usual
