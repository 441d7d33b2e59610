"""What is written and how it gets there: few rows, many rows, with the next question or at the end.

On a server these go different ways; what is stored, refused and told is the same on all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Attachment, Certificate, Party, Record, Template, TemplateCheck, Thumbnail, t
from qualitydesk.store import audit
from qualitydesk.store.asking import Question
from qualitydesk.store.session import Store, Work
from tests.heard import listening
from tests.postgres_server import Server

FEW, MANY = 3, 250
HOSTILE = (
    *(
        "",
        " ",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "\\",
        "\\N",
        "\\.",
        "\\t",
        "\n\\.\n",
        "tab at the end\t",
        "NULL",
        "null",
    ),
    *('"', "'", "%s %(name)s %%", "{}", "\u2028", "蓝色玻璃水壶", "🫖", "\x01\x1f\x7f", "\\x00", "\\u0000"),
)


def parties(count: int, **values: Any) -> list[dict[str, Any]]:
    """That many rows, the last one with ``values``."""
    rows = [{"id": new_key(), "code": f"P-{place}", "name": "N", "country": "DE"} for place in range(count)]
    return [*rows[:-1], rows[-1] | values]


def others(count: int, sign: str) -> list[dict[str, Any]]:
    """That many rows whose codes begin with ``sign``."""
    return [row | {"code": f"{sign}{row['code']}"} for row in parties(count)]


def write(store: Store, *steps: Callable[[Work], object]) -> None:
    """One work of these steps."""
    with store.write(PROGRAM, "write") as work:
        for step in steps:
            step(work)


def adding(rows: list[dict[str, Any]], record: type[Record] = Party) -> Callable[[Work], object]:
    """The step that adds these rows."""
    return lambda work: work.insert_many(record, rows)


def nothing_left(store: Store) -> bool:
    """Whether the attempt left neither rows nor an event."""
    with store.read() as read:
        return read.count(Party) == 0 and audit.head(read).seq == 0


@pytest.mark.parametrize("count", [FEW, MANY])
def test_any_text_comes_back_as_it_was_given(store: Store, count: int) -> None:
    texts = [*HOSTILE, *(f"{place}\t\\{place}\n" for place in range(count - len(HOSTILE)))]
    rows = [
        {"id": new_key(), "code": f"P-{place:03d}", "name": name, "country": "DE"}
        for place, name in enumerate(texts)
    ]
    with store.write(PROGRAM, "write") as work:
        for start in range(0, len(rows), count):
            work.insert_many(Party, rows[start : start + count])
    with store.read() as read:
        assert [row.name for row in read.rows(Party, "code")] == texts


@pytest.mark.parametrize("count", [FEW, MANY])
def test_what_no_database_holds_is_replaced(store: Store, count: int) -> None:
    with store.write(PROGRAM, "write") as work:
        work.insert_many(Party, parties(count, code="LAST", name="a\x00b \ud83d"))
    with store.read() as read:
        assert read.find(Party, code="LAST").name == "a\ufffdb \ufffd"


@pytest.mark.parametrize("count", [FEW, MANY])
def test_values_of_every_kind_come_back_as_they_were_given(store: Store, count: int) -> None:
    template = new_key()
    given: list[dict[str, Any]] = [
        {
            "id": new_key(),
            "template_id": template,
            "position": place,
            "name": "",
            "kind": "measure",
            "choices": None if place % 2 else ["a\tb", "\\", "是", ""],
            "lower": None if place % 3 else Decimal("-0.500"),
            "upper": Decimal("12345678901234567890.10"),
            "photo_required": place % 2 == 0,
        }
        for place in range(count)
    ]
    with store.write(PROGRAM, "write") as work:
        work.insert(Template, id=template, code="X", edition=2**62, category="x", name="X")
        work.insert_many(TemplateCheck, given)
    with store.read() as read:
        found = read.rows(TemplateCheck, "position", template_id=template)
        assert [{name: getattr(row, name) for name in given[0]} for row in found] == given
        assert [str(row.upper) for row in found] == ["12345678901234567890.10"] * count
        assert {(row.version, row.unit) for row in found} == {(1, "")}
        assert read.get(Template, template).edition == 2**62


@pytest.mark.parametrize("count", [FEW, MANY])
def test_days_and_what_is_not_known_stay_apart_from_empty_text(store: Store, count: int) -> None:
    rows = [
        {
            "id": new_key(),
            "number": f"C-{place:03d}",
            "scheme": "CE",
            "market": "EU",
            "valid_to": date(2027, 1, 31) if place % 2 else None,
            "body_number": "",
        }
        for place in range(count)
    ]
    with store.write(PROGRAM, "write") as work:
        work.insert_many(Certificate, rows)
    with store.read() as read:
        found = [(row.valid_to, row.body_number) for row in read.rows(Certificate, "number")]
    assert found == [(row["valid_to"], "") for row in rows]


def test_bytes_come_back_as_they_were_given(store: Store) -> None:
    content, at = bytes(range(256)), datetime(2026, 11, 26, 8, tzinfo=UTC)
    small = [{"id": new_key(), "attachment_id": "", "edge": edge, "jpeg": content} for edge in range(MANY)]
    with store.write(PROGRAM, "write") as work:
        key = work.insert(
            Attachment,
            id=new_key(),
            sha256="0" * 64,
            name="a\tb",
            media_type="image/jpeg",
            size=256,
            stored_at=at,
            content=content,
        )
        work.insert_many(Thumbnail, [row | {"attachment_id": key} for row in small])
    with store.read() as read:
        assert read.get(Attachment, key).content == content
        assert {row.jpeg for row in read.rows(Thumbnail, attachment_id=key)} == {content}


@pytest.mark.parametrize("count", [FEW, MANY])
def test_a_number_that_is_taken_is_told_and_nothing_is_left(store: Store, count: int) -> None:
    with pytest.raises(RuleBroken, match="same number is recorded already"):
        write(store, adding(parties(count, code="P-0")))
    assert nothing_left(store)


@pytest.mark.parametrize("count", [1, FEW, MANY])
@pytest.mark.parametrize("wrong", [{"version": 0}, {"name": None}])
def test_what_a_constraint_refuses_is_a_fault_and_nothing_is_left(
    store: Store, count: int, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        write(store, adding([row | {"version": 1} | wrong for row in parties(count)]))
    assert nothing_left(store)


@pytest.mark.parametrize("count", [FEW, MANY])
def test_a_row_that_refers_to_nothing_is_refused(store: Store, count: int) -> None:
    rows = [
        {"id": new_key(), "template_id": new_key(), "position": place, "name": "N", "kind": "measure"}
        for place in range(count)
    ]
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        write(store, adding(rows, TemplateCheck))
    assert nothing_left(store)


def test_of_several_faults_the_first_is_told(store: Store) -> None:
    wrong = {"id": new_key(), "code": "X", "edition": None, "category": "x", "name": "X"}
    with pytest.raises(RuleBroken):
        write(store, adding(parties(FEW, code="P-0")), adding([wrong], Template), adding(parties(FEW)))
    assert nothing_left(store)


@pytest.mark.parametrize("count", [FEW, MANY])
def test_a_work_that_is_given_up_leaves_nothing(store: Store, count: int) -> None:
    def give_up(_: Work) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        write(store, adding(parties(count)), adding(others(count, "Q")), give_up)
    assert nothing_left(store)


def test_the_next_question_sees_what_was_written(store: Store) -> None:
    newest = select(func.count()).select_from(t(Party))
    with store.write(PROGRAM, "write") as work:
        for place in range(1, 5):
            key = work.insert(Party, id=new_key(), code=f"P-{place}", name="N", country="DE")
            assert work.scalar(newest) == place == work.count(Party)
            assert work.update(Party, key, 1, name="M") == 2
            assert (work.get(Party, key).name, work.get(Party, key).version) == ("M", 2)
        assert work.change(Party, key, name="L") == 3
        named = work.connection.execute(select(t(Party).c.name).where(t(Party).c.id == key))
        assert named.scalar_one() == "L"


def test_questions_asked_at_once_are_answered_in_their_order(store: Store) -> None:
    codes = select(t(Party).c.code).order_by(t(Party).c.code)
    people = select(func.count()).select_from(t(Template))
    with store.write(PROGRAM, "write") as work:
        for count in (1, 2, 3):
            work.insert(Party, id=new_key(), code=f"P-{count}", name="N", country="DE")
            asked = work.each(Question(codes), Question(people))
            assert [[tuple(row) for row in rows] for rows in asked] == [
                [(f"P-{place}",) for place in range(1, count + 1)],
                [(0,)],
            ]


def test_a_question_that_fails_is_told_and_what_waited_is_not_kept(store: Store) -> None:
    wrong = select(text("nothing")).select_from(t(Party))
    with pytest.raises(DBAPIError):  # no word of a server that is not reached
        write(store, adding(parties(FEW)), lambda work: work.each(Question(wrong)))
    assert nothing_left(store)


@pytest.mark.postgresql
@pytest.mark.parametrize("count", [1, FEW, MANY])
def test_a_server_that_goes_away_meanwhile_is_told_and_found_again(
    postgres: Server, server_database: str, count: int
) -> None:
    def lose(work: Work) -> None:
        pid = int(work.scalar(select(func.pg_backend_pid())))
        postgres.execute(f"SELECT pg_terminate_backend({pid}, 5000)")

    backend = open_backend(server_database)
    with pytest.raises(Unavailable, match="not reached"):
        write(backend.store, lose, adding(parties(count)))
    assert nothing_left(backend.store)
    write(backend.store, adding(parties(count)))
    with backend.store.read() as read:
        assert read.count(Party) == count
    backend.close()


@pytest.mark.postgresql
@pytest.mark.parametrize(("field", "length"), [("name", 9_000), ("code", 121)])
def test_what_a_server_cannot_hold_is_said_as_that(server_database: str, field: str, length: int) -> None:
    """Of an index or of a column: the server is reached all the same."""
    text = "".join(map(chr, range(0x20000, 0x20000 + length)))  # no two alike: nothing to make smaller
    backend = open_backend(server_database)
    for rows in (parties(1, **{field: text}), parties(MANY, **{field: text})):
        with pytest.raises(RuleBroken, match="longer than the database can hold"):
            write(backend.store, adding(rows))
    assert nothing_left(backend.store)
    backend.close()


@pytest.mark.postgresql
def test_what_a_server_is_told_goes_with_the_last_question_and_the_commit(server_database: str) -> None:
    backend = open_backend(server_database)
    with listening(backend.store) as sent:
        write(backend.store, adding(others(FEW, "A")))
        few = [text for text, _, _ in sent]
        sent.clear()
        write(backend.store, adding(others(MANY, "B")))
        many = [text for text, _, _ in sent]
    assert few[-1] == many[-1] == "COMMIT"
    assert sum(text.startswith("INSERT INTO party ") for text in few) == 1
    assert sum(text.startswith("COPY party ") for text in many) == 1
    backend.close()
