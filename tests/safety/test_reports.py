"""What happens to a report, from the first word to its end."""

from datetime import timedelta

import pytest
import time_machine

from letsconnect.ground import clock
from letsconnect.ground.audit import history_of
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.people.models import Role
from letsconnect.safety.actions.cases import answer, leave_report, open_report, set_keep, set_status, share_report
from letsconnect.safety.actions.keys import admit_key, change_passphrase, make_key
from letsconnect.safety.actions.reports import add_words, receive_report
from letsconnect.safety.actions.retention import delete_old_reports
from letsconnect.safety.models import Message, Reading, Report
from letsconnect.safety.queries.keys import keys_in_use
from letsconnect.safety.queries.reports import answers, report_with_code
from tests.cast import give_role, make_person
from tests.safety.conftest import CANARY, PASSPHRASE, key_of


def test_the_case_team_reads_what_was_written(reader, report):
    lines = open_report(report, PASSPHRASE, by=reader)

    assert [line.words["what"] for line in lines] == [CANARY]
    assert report.status == Report.Status.READ


def test_every_reading_is_written_down(reader, report):
    open_report(report, PASSPHRASE, by=reader)

    assert [(reading.by, reading.opened) for reading in Reading.objects.all()] == [(reader, True)]
    assert [line.what for line in history_of(report)] == ["safety.read", "safety.received"]


def test_a_wrong_passphrase_opens_nothing_and_is_written_down(reader, report):
    with pytest.raises(Refused):
        open_report(report, "four quiet herons sleeping", by=reader)

    assert [(reading.by, reading.opened) for reading in Reading.objects.all()] == [(reader, False)]
    assert report.status == Report.Status.RECEIVED


def test_nobody_without_the_role_reads_even_with_a_key_and_the_passphrase(reader, report):
    reader.roles.all().delete()

    with pytest.raises(NotAllowed):
        open_report(report, PASSPHRASE, by=reader)


def test_who_joins_the_case_team_later_does_not_read_what_came_before(reader, report, second_reader):
    with pytest.raises(NotAllowed):
        open_report(report, PASSPHRASE, by=second_reader)


def test_a_new_key_counts_only_once_somebody_of_the_case_team_vouches_for_it(reader, administrator):
    give_role(administrator, Role.Kind.TRUST_SAFETY)
    key = make_key(PASSPHRASE, shown_as="Ada", by=administrator)
    with pytest.raises(NotAllowed):
        admit_key(key, by=administrator)
    code = receive_report({"what": CANARY}, once="a" * 64)

    with pytest.raises(NotAllowed):
        open_report(report_with_code(code), PASSPHRASE, by=administrator)


def test_who_is_ticked_does_not_read_it(reader, second_reader):
    code = receive_report({"what": CANARY}, once="a" * 64, not_these=frozenset({reader.public_id}))

    assert open_report(report_with_code(code), PASSPHRASE, by=second_reader)
    with pytest.raises(NotAllowed):
        open_report(report_with_code(code), PASSPHRASE, by=reader)


@pytest.mark.parametrize("where", ["Tara Trusted", "User:tara trusted", "it is about TARA TRUSTED (Example Group)"])
def test_who_is_named_as_the_one_it_is_about_does_not_read_it(reader, second_reader, where):
    code = receive_report({"what": CANARY, "where": where}, once="a" * 64)

    assert [seat.key.person for seat in report_with_code(code).seats.all()] == [second_reader]


def test_a_report_that_nobody_could_read_is_not_taken(reader):
    with pytest.raises(Refused):
        receive_report({"what": CANARY, "where": "Tara Trusted"}, once="a" * 64)

    assert not Report.objects.exists()


def test_who_was_left_out_cannot_be_let_in_later(reader, second_reader):
    code = receive_report({"what": CANARY}, once="a" * 64, not_these=frozenset({second_reader.public_id}))

    with pytest.raises(Refused):
        share_report(report_with_code(code), PASSPHRASE, with_key=key_of(second_reader), by=reader)

    assert not report_with_code(code).seats.filter(key__person=second_reader).exists()


def test_a_reader_lets_another_read_and_then_leaves(reader, report, second_reader):
    with pytest.raises(Refused):
        leave_report(report, by=reader)

    share_report(report, PASSPHRASE, with_key=key_of(second_reader), by=reader)
    leave_report(report, by=reader)

    assert open_report(report, PASSPHRASE, by=second_reader)[0].words["what"] == CANARY
    with pytest.raises(NotAllowed):
        open_report(report, PASSPHRASE, by=reader)


def test_an_answer_is_read_with_the_code_and_by_the_case_team(reader, report, code):
    answer(report, "We are here", once="b" * 64, by=reader)

    assert [row["what"] for row in answers(report, code)] == ["We are here"]
    assert open_report(report, PASSPHRASE, by=reader)[-1].words["what"] == "We are here"
    assert report_with_code(code).status == Report.Status.CONTACT


def test_pressing_send_twice_is_one_report_with_one_code_and_changed_words_are_kept_too(reader):
    first = receive_report({"what": "one"}, once="a" * 64)
    second = receive_report({"what": "one"}, once="a" * 64)
    third = receive_report({"what": "one and a half"}, once="a" * 64)

    assert first == second == third
    assert Report.objects.count() == 1
    lines = open_report(report_with_code(first), PASSPHRASE, by=reader)
    assert [line.words["what"] for line in lines] == ["one", "one and a half"]


def test_adding_words_opens_a_closed_report_again(reader, report):
    set_status(report, Report.Status.CLOSED, by=reader)

    add_words(report, "It happened again", once="c" * 64)

    report.refresh_from_db()
    assert report.status == Report.Status.RECEIVED
    assert open_report(report, PASSPHRASE, by=reader)[-1].words == {"what": "It happened again"}


def test_a_new_passphrase_opens_what_the_old_one_did(reader, report):
    change_passphrase(PASSPHRASE, "nine slow boats at dawn", by=reader)

    assert open_report(report, "nine slow boats at dawn", by=reader)
    with pytest.raises(Refused):
        open_report(report, PASSPHRASE, by=reader)


def test_a_new_key_leaves_the_old_reports_to_the_old_passphrase(reader, report):
    make_key("nine slow boats at dawn", shown_as="Tara", by=reader)

    assert open_report(report, PASSPHRASE, by=reader)
    assert keys_in_use().get().person == reader


def test_a_suspended_reader_is_not_sealed_to(reader, second_reader):
    second_reader.suspended_at = clock.now()
    second_reader.save()

    code = receive_report({"what": CANARY}, once="a" * 64)

    assert [seat.key.person for seat in report_with_code(code).seats.all()] == [reader]


def test_closed_reports_are_deleted_after_a_year_unless_they_are_kept(reader, report):
    kept = report_with_code(receive_report({"what": "other"}, once="d" * 64))
    for each in (report, kept):
        set_status(each, Report.Status.CLOSED, by=reader)
    set_keep(kept, True, by=reader)
    year_later = clock.now() + timedelta(days=366)

    assert delete_old_reports() == 0
    with time_machine.travel(year_later, tick=False):
        assert delete_old_reports() == 1

    assert list(Report.objects.all()) == [kept]
    assert Message.objects.count() == 1


def test_somebody_outside_the_case_team_cannot_make_a_key(administrator, staff):
    for person in (administrator, staff, make_person("Nia Nobody")):
        with pytest.raises(NotAllowed):
            make_key(PASSPHRASE, shown_as="me", by=person)
