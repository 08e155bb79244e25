"""Something felt wrong? In a real browser: without script, and leaving quickly with it."""

from tests.browser.pressing import press
from tests.browser.test_pages import AIM_BYTES, faults, first_view

WORDS = "It happened at the coffee hour"


def test_a_report_is_sent_and_followed_without_script(opened):
    page = opened(script=False).new_page()
    page.goto("/")
    press(page, "footer a[href='/report/']")
    page.fill("textarea[name=what]", WORDS)
    press(page, "main form button")
    code = page.inner_text("main .card strong")

    press(page, "main a[href='/report/follow/']")
    page.fill("input[name=code]", code)
    press(page, "main form button")

    assert "Received" in page.inner_text("main dl")
    assert page.title() == "Peer learning for Wikimedia organisers · Let's Connect"


def test_the_case_team_reads_and_answers_it(opened):
    reporter, team = opened().new_page(), opened(account="case.team@example.org").new_page()
    reporter.goto("/report/")
    reporter.fill("textarea[name=what]", WORDS)
    press(reporter, "main form button")
    code = reporter.inner_text("main .card strong")

    team.goto("/report/team/")
    press(team, "main table tr:first-child a")
    team.fill("input[name=passphrase]", "four quiet herons walking")
    press(team, "main form button")
    read = team.inner_text("main")
    press(team, "main a[href$='/reply/']")
    team.fill("textarea[name=text]", "We are with you")
    press(team, "main form button")
    reporter.goto("/report/follow/")
    reporter.fill("input[name=code]", code)
    press(reporter, "main form button")

    assert WORDS in read
    assert "We are with you" in reporter.inner_text("main")


def test_leaving_quickly_leaves_nothing_to_go_back_to(opened):
    page = opened().new_page()
    page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(status=200, body="elsewhere"))
    page.goto("/people/")
    page.goto("/report/")

    page.click("main a[data-leave]")
    page.wait_for_url("https://www.wikipedia.org/**")
    page.go_back()

    assert page.url.endswith("/people/")


def test_the_form_breaks_no_accessibility_rule(opened):
    for language in ("en", "ko", "ar"):
        page = opened(language=language).new_page()
        page.goto(f"/report/?uselang={language}")
        press(page, "main form button")

        assert faults(page) == []


def test_the_form_is_light_and_asks_for_nothing_from_elsewhere(opened, site, figure):
    size, requests = first_view(opened(), "/report/")

    figure(f"P11: /report/ in one click, {size} bytes, {len(requests)} requests")
    assert size <= AIM_BYTES
    assert [url for url in requests if not url.startswith(site.url)] == []
