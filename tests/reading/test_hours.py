"""Hours in people's own words are understood, or honestly not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.reading.hours import hours_of
from matchmaker.hours import from_ranges

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
WEEKDAYS = (MON, TUE, WED, THU, FRI)
DAILY = range(7)


def week(*times: tuple) -> int:
    """Days and hours, as (days, from, to)."""
    return from_ranges(
        [(day * 48 + int(start * 2), day * 48 + int(end * 2)) for days, start, end in times for day in days]
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("any time", week((DAILY, 7, 22))),
        ("weekday evenings 19-21", week((WEEKDAYS, 19, 21))),
        ("20h-22h du lundi au jeudi", week(((MON, TUE, WED, THU), 20, 22))),
        ("평일 저녁 7시 이후", week((WEEKDAYS, 19, 22))),
        ("Mon-Fri 18:00-20:30", week((WEEKDAYS, 18, 20.5))),
        ("الجمعة مساء", week(((FRI,), 18, 22))),
        ("Sat 10:00–13:00", week(((SAT,), 10, 13))),
        ("Sun 9am-12pm; Wed 20:00-22:00", week(((SUN,), 9, 12), ((WED,), 20, 22))),
    ],
)
def test_the_forms_own_phrasings_are_understood(words, expected):
    assert hours_of(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("after 7", week((DAILY, 19, 22))),
        ("any time after 7", week((DAILY, 19, 22))),
        ("Weekdays after 7 p.m.", week((WEEKDAYS, 19, 22))),
        ("Mon and Wed evenings", week(((MON, WED), 18, 22))),
        ("evenings and weekends", week((DAILY, 18, 22), ((SAT, SUN), 7, 22))),
        ("Saturday, 10:00-13:00", week(((SAT,), 10, 13))),
        ("Mon 10-12, Wed 14-16", week(((MON,), 10, 12), ((WED,), 14, 16))),
        ("Mon 7-9pm", week(((MON,), 19, 21))),
        ("Fri 11-1pm", week(((FRI,), 11, 13))),
        ("between 7 and 9 pm on Mondays", week(((MON,), 19, 21))),
        ("weekends", week(((SAT, SUN), 7, 22))),
        ("Sat 22:00-02:00", week(((SAT,), 22, 26))),
        ("Fri-Mon mornings", week(((FRI, SAT, SUN, MON), 8, 12))),
        ("Sun 18:15-20:45", week(((SUN,), 18.5, 20.5))),
        ("until noon", week((DAILY, 7, 12))),
        ("월~금 저녁 7시부터 9시까지", week((WEEKDAYS, 19, 21))),
        ("월수금 오후 2시-4시 반", week(((MON, WED, FRI), 14, 16.5))),
        ("주말 오전", week(((SAT, SUN), 8, 12))),
        ("언제든지", week((DAILY, 7, 22))),
        ("tous les soirs", week((DAILY, 18, 22))),
        ("du lundi au vendredi après 19h", week((WEEKDAYS, 19, 22))),
        ("le mardi de 18h30 à 20h", week(((TUE,), 18.5, 20))),
        ("sam. et dim. matin", week(((SAT, SUN), 8, 12))),
        ("n’importe quand", week((DAILY, 7, 22))),
        ("من الاثنين الى الخميس من 7 مساء الى 9 مساء", week(((MON, TUE, WED, THU), 19, 21))),
        ("السبت والأحد صباحًا", week(((SAT, SUN), 8, 12))),
        ("كل يوم بعد الساعة ٧ مساء", week((DAILY, 19, 22))),
        ("في أي وقت", week((DAILY, 7, 22))),
        ("매주 토요일 오전 10시~오후 1시", week(((SAT,), 10, 13))),
        ("de lunes a viernes, de 19h a 21h", week((WEEKDAYS, 19, 21))),
        ("los lunes y miércoles por la tarde", week(((MON, WED), 12, 18))),
        ("entre semana después de las 7", week((WEEKDAYS, 19, 22))),
        ("sábado de 7 a 9 de la noche", week(((SAT,), 19, 21))),
        ("a cualquier hora", week((DAILY, 7, 22))),
        ("de segunda a sexta, das 19h às 21h", week((WEEKDAYS, 19, 21))),
        ("terças e quintas à noite", week(((TUE, THU), 18, 22))),
        ("nos fins de semana de manhã", week(((SAT, SUN), 8, 12))),
        ("depois das 19h30", week((DAILY, 19.5, 22))),
        ("qualquer horário", week((DAILY, 7, 22))),
    ],
)
def test_reasonable_variants_are_understood(words, expected):
    assert hours_of(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "",
        "7",
        "Mon 7-9",
        "not mornings",
        "any time except Monday",
        "Friday night",
        "no lunes",
        "no sábado",
        "todos los días menos el viernes",
        "todos os dias exceto sexta",
        "pas le lundi",
        "월요일 제외",
        "ليس يوم الجمعة",
        "18-20 UTC",
        "after 10",
        "Mon 25:00",
        "🙂",
    ],
)
def test_what_is_anybodys_guess_is_not_understood(words):
    assert hours_of(words) is None


@given(st.text() | st.text("0123456789:-h apm월화시,;&"))
def test_no_text_breaks_it(text):
    bits = hours_of(text)

    assert bits is None or 0 < bits < 1 << 336


@given(st.integers(0, 6), st.integers(0, 46), st.integers(1, 47))
def test_any_day_and_half_hours_on_the_clock_are_read_back(day, start, length):
    end = min(start + length, 48)
    if end - start > 32:
        return
    name = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day]
    clock = [f"{half // 2:02}:{half % 2 * 30:02}" for half in (start, end)]

    assert hours_of(f"{name} {clock[0]}-{clock[1]}") == from_ranges([(day * 48 + start, day * 48 + end)])
