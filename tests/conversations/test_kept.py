"""Notes, links and files: for those in it who said yes, each taking back their own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from letsconnect.connections.actions.answering import decline
from letsconnect.connections.models import Connection
from letsconnect.conversations.actions.keeping import change_note, share_file, share_link, take_back, write_note
from letsconnect.conversations.models import Note, SharedFile, SharedLink
from letsconnect.conversations.rules import may_keep, may_read_kept, may_take_back
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.people.actions.leaving import erase
from letsconnect.people.models import Person
from tests.cast import make_person, signed_in

from .files import PDF, picture, with_place

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def upload(name: str = "guide.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def address(connection: Connection, part: str = "") -> str:
    return f"/connections/{connection.public_id}/{part}"


@pytest.fixture
def file(met: Connection, sharer: Person) -> SharedFile:
    return share_file(met, upload(), credit="Somebody", licence="cc0-1.0", by=sharer)


def test_who_said_yes_may_read_and_keep_and_nobody_else(
    met: Connection, learner: Person, korean_reader: Person, staff: Person
) -> None:
    assert may_read_kept(learner, met)
    assert may_keep(learner, met)
    for other in (korean_reader, staff):
        assert not may_read_kept(other, met)
        assert not may_keep(other, met)


def test_before_it_is_agreed_nothing_is_kept(invitation: Connection, learner: Person) -> None:
    assert not may_keep(learner, invitation)
    decline(invitation, by=learner)
    assert not may_read_kept(learner, invitation)


def test_after_it_ended_it_is_still_read(met: Connection, learner: Person, file: SharedFile) -> None:
    Connection.objects.update(state=Connection.State.ENDED, ended=Connection.Ended.CALLED_OFF)
    met.refresh_from_db()

    assert signed_in(learner).get(address(met, f"files/{file.pk}/")).status_code == 200
    assert may_read_kept(learner, met)
    assert not may_keep(learner, met)


def test_a_note_written_twice_is_one_note(met: Connection, learner: Person) -> None:
    for _press in range(2):
        signed_in(learner).post(address(met, "notes/"), {"text": "Bring the old plan"})

    assert [note.text for note in Note.objects.filter(connection=met)] == ["Bring the old plan"]


def test_ones_own_note_is_changed_and_taken_back(met: Connection, learner: Person, sharer: Person) -> None:
    note = write_note(met, "First", by=learner)
    here = address(met, f"notes/{note.pk}/")

    signed_in(learner).post(here, {"text": "Second"})
    assert Note.objects.get().text == "Second"
    assert signed_in(sharer).post(here, {"text": "Theirs"}).status_code == 404
    assert not may_take_back(sharer, note)
    with pytest.raises(NotAllowed):
        change_note(note, "Theirs", by=sharer)
    with pytest.raises(NotAllowed):
        take_back(note, by=sharer)
    signed_in(learner).post(here, {"take_back": "yes"})

    assert not Note.objects.exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/a", "data:text/html,x", "https://"])
def test_a_link_leads_to_the_web_or_nowhere(url: str, met: Connection, learner: Person) -> None:
    page = signed_in(learner).post(address(met, "links/"), {"url": url, "title": "My guide"}).content.decode()

    assert "My guide" in page
    assert not SharedLink.objects.exists()


def test_a_link_is_shared_once_with_whose_work_it_is(met: Connection, learner: Person, sharer: Person) -> None:
    typed = {"url": "https://example.org/guide", "title": "A guide", "credit": "Example Group"}
    for person in (learner, sharer):
        signed_in(person).post(address(met, "links/"), typed)

    assert [(link.title, link.credit) for link in SharedLink.objects.filter(connection=met)] == [
        ("A guide", "Example Group")
    ]
    page = signed_in(sharer).get(address(met)).content.decode()
    assert "Example Group" in page
    assert "noopener" in page


def test_a_file_is_given_as_an_attachment_that_no_browser_opens(
    met: Connection, learner: Person, file: SharedFile
) -> None:
    answer = signed_in(learner).get(address(met, f"files/{file.pk}/"))

    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="guide.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_size_stands_before_the_click(met: Connection, learner: Person, file: SharedFile) -> None:
    page = signed_in(learner).get(address(met)).content.decode()

    assert "1 kB" in page
    assert "CC0 1.0" in page


def test_a_stranger_gets_no_file(met: Connection, korean_reader: Person, file: SharedFile) -> None:
    client = signed_in(korean_reader)

    assert client.get(address(met, f"files/{file.pk}/")).status_code == 404
    assert client.post(address(met, f"files/{file.pk}/take-back/")).status_code == 404
    assert client.post(address(met, "files/"), {"file": upload(), "licence": "us"}).status_code == 404


def test_a_file_of_one_connection_is_not_found_by_another(
    met: Connection, learner: Person, file: SharedFile, topic, in_days
) -> None:
    other = Connection.objects.create(topic=topic, origin="person", month=met.month, asked_at=met.asked_at)
    other.places.create(person=learner, part="learner", answer="yes")
    Connection.objects.filter(pk=other.pk).update(agreed_at=met.asked_at)

    assert signed_in(learner).get(address(other, f"files/{file.pk}/")).status_code == 404


def test_the_same_file_is_kept_once(met: Connection, learner: Person, file: SharedFile) -> None:
    assert share_file(met, upload("other name.pdf"), credit="", licence="us", by=learner) == file


def test_a_photo_is_kept_without_its_place(met: Connection, learner: Person) -> None:
    signed_in(learner).post(address(met, "files/"), {"file": upload("photo.jpg", with_place()), "licence": "us"})

    assert b"Exif" not in bytes(SharedFile.objects.get().content)


def test_a_file_that_pretends_is_refused_with_the_reason_and_what_was_typed(met: Connection, learner: Person) -> None:
    typed = {"file": upload("chart.png", b"<svg><script>"), "licence": "us", "credit": "My Own Credit"}

    page = signed_in(learner).post(address(met, "files/"), typed).content.decode()

    assert "not what the name says" in page
    assert "My Own Credit" in page
    assert not SharedFile.objects.exists()


def test_an_empty_and_a_large_file_are_refused(met: Connection, learner: Person) -> None:
    for content, why in ((b"", "empty"), (b"a" * 5_000_001, "too large")):
        with pytest.raises(Refused, match=why):
            share_file(met, upload("a.txt", content), credit="", licence="us", by=learner)


def test_twenty_megabytes_is_the_most_for_a_page(met: Connection, learner: Person) -> None:
    for number in range(4):
        share_file(met, upload("a.txt", str(number).encode() * 4_900_000), credit="", licence="us", by=learner)

    with pytest.raises(Refused, match="20 megabytes"):
        share_file(met, upload("a.txt", b"z" * 1_000_000), credit="", licence="us", by=learner)


def test_ones_own_file_and_link_are_taken_back(met: Connection, learner: Person, sharer: Person) -> None:
    link = share_link(met, url="https://example.org/", title="x", credit="", by=learner)
    file = share_file(met, upload("a.png", picture("PNG")), credit="", licence="us", by=learner)

    for kept, part in ((link, "links"), (file, "files")):
        assert signed_in(sharer).post(address(met, f"{part}/{kept.pk}/take-back/")).status_code == 404
        signed_in(learner).post(address(met, f"{part}/{kept.pk}/take-back/"))

    assert not SharedLink.objects.exists()
    assert not SharedFile.objects.exists()


def test_what_somebody_kept_leaves_with_them(
    met: Connection, learner: Person, file: SharedFile, sharer: Person
) -> None:
    write_note(met, "Mine", by=learner)

    erase(sharer, by=sharer)

    assert not SharedFile.objects.exists()
    assert [note.text for note in Note.objects.all()] == ["Mine"]


def test_words_are_shown_as_they_were_written(met: Connection, learner: Person, sharer: Person) -> None:
    write_note(met, ATTACK, by=learner)
    share_link(met, url='https://example.org/?"><script>', title=ATTACK, credit=ATTACK, by=learner)
    share_file(met, upload(f"{ATTACK}.txt", b"x"), credit=ATTACK, licence="us", by=learner)

    page = signed_in(sharer).get(address(met)).content.decode()

    assert "<script>" not in page
    assert "<img" not in page


def test_the_statements_of_the_page_stay_as_many(
    met: Connection, learner: Person, django_assert_max_num_queries
) -> None:
    for number in range(12):
        write_note(met, f"Note {number}", by=learner)
        share_link(met, url=f"https://example.org/{number}", title="x", credit="", by=learner)
    client = signed_in(learner)

    with django_assert_max_num_queries(40):
        client.get(address(met))


def test_someone_invited_elsewhere_keeps_nothing_here(met: Connection) -> None:
    with pytest.raises(NotAllowed):
        write_note(met, "Hello", by=make_person("Ana Another"))
