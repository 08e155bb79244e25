"""The description holds: whatever is sent, the answer is one that was described."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from letsconnect.api.actions import make_token
from letsconnect.config.wsgi import application
from tests.cast import make_person
from tests.figures import Figure, share_of

EXAMPLES = share_of(5000)  # for each address with parameters; once with right and once with wrong values


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The bare application closes its connection between requests, and with it the transaction of the test;
    Django's own test client does not either."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.fixture
def limitless(settings) -> None:
    settings.API_REQUESTS = settings.API_PAGES_A_DAY = settings.API_PERSONS_A_DAY = 10**9


def test_the_description_is_openapi_3_1_and_names_every_refusal(client):
    schema = client.get("/api/v1/openapi.json").json()

    assert schema["openapi"].startswith("3.1")
    assert set(schema["paths"]["/api/v1/people"]["get"]["responses"]) >= {"200", "400", "401", "403", "422", "429"}
    assert "404" in schema["paths"]["/api/v1/people/{person_id}"]["get"]["responses"]
    assert {method for path in schema["paths"].values() for method in path} == {"get"}


def test_the_door_itself_says_where_everything_is(client):
    places = client.get("/api/v1/").json()

    assert set(places) == {"description", "topics", "people", "languages", "regions"}
    assert {client.get(place).status_code for place in places.values()} == {200}


@pytest.mark.drill
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_breaks_the_api(one_connection, limitless, mode, figure: Figure):
    token = make_token("fuzz", by=make_person("Fay Fuzz"))
    headers = {"Accept-Encoding": "identity", "Authorization": f"Bearer {token}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    answered: Counter[int] = Counter()

    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode), first_page=st.booleans())
        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def send(case: schemathesis.Case, first_page: bool) -> None:
            if first_page and isinstance(case.query, dict):
                case.query.pop("after", None)
            response = case.call(headers=headers)
            answered[response.status_code] += 1
            # A cursor is not made of chance letters: 400 is the right answer to one that is.
            case.validate_response(response, excluded_checks=[positive_data_acceptance, negative_data_rejection])

        with suppress(Unsatisfiable):  # nothing is wrong for an address without parameters
            send()

    figure(f"S11, API, {mode.value} values: {sum(answered.values())} requests, {dict(answered)}")
    assert answered
    assert max(answered) < 500
