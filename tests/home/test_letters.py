"""The team reads every letter and tries again what did not arrive, without seeing what it says."""

from selectolax.lexbor import LexborHTMLParser

from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person
from letsconnect.people.rules import may_see_letters
from tests.cast import signed_in

State = OutgoingLetter.State


def failed(person: Person, *, secret: bool = False) -> OutgoingLetter:
    facts = {
        "to": "a@example.org",
        "subject": "canary",
        "body": "canary",
        "secret": secret,
        "reason": "550 No such person",
    }
    return OutgoingLetter.objects.create(
        key=f"k{secret}",
        letter="joining/still_true",
        person=person,
        created_at=clock.now(),
        state=State.FAILED,
        **facts,
    )


def test_only_the_team_sees_letters(liaison: Person, learner: Person, stranger: Person) -> None:
    assert [may_see_letters(person) for person in (liaison, learner, stranger)] == [True, False, False]


def test_a_letter_is_shown_in_the_language_asked_for(liaison: Person) -> None:
    page = signed_in(liaison).get("/team/letters/", {"letter": "connections/agreed", "language": "ar"}).content.decode()

    assert 'lang="ar" dir="rtl" id="preview"' in page
    assert "Example 7" in page


def test_letters_are_called_by_what_they_say_in_the_readers_language(liaison: Person, learner: Person) -> None:
    failed(learner)
    browser = signed_in(liaison)

    english, korean = (
        LexborHTMLParser(browser.get("/team/letters/", headers={"accept-language": language}).content.decode())
        for language in ("en", "ko")
    )

    names = {option.attributes["value"]: option.text() for option in english.css("#letter option")}
    assert names["connections/seat_taken"] == "Somebody joins your table about …"
    assert len(set(names.values())) == len(names)
    assert not [name for name in names.values() if "/" in name or "Example 3" in name]
    assert [option.text() for option in korean.css("#letter option")] != list(names.values())
    assert "Is your page in Let's Connect still true?" in english.css_first(".card").text()


def test_a_letter_that_does_not_exist_is_not_found(liaison: Person) -> None:
    assert signed_in(liaison).get("/team/letters/", {"letter": "mailboxes/frame"}).status_code == 404


def test_undelivered_letters_are_listed_without_their_words_and_tried_again(liaison: Person, learner: Person) -> None:
    letter, browser = failed(learner), signed_in(liaison)

    page = browser.get("/team/letters/").content.decode()
    for _press in range(2):
        browser.post(f"/team/letters/{letter.pk}/again/")

    letter.refresh_from_db()
    assert "550 No such person" in page
    assert "canary" not in page
    assert letter.state == State.WAITING


def test_a_secret_cannot_be_tried_again(liaison: Person, learner: Person) -> None:
    letter = failed(learner, secret=True)

    answer = signed_in(liaison).post(f"/team/letters/{letter.pk}/again/")

    letter.refresh_from_db()
    assert (answer.status_code, letter.state) == (404, State.FAILED)
