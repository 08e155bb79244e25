"""A small Wikimedia to sign in with."""

from collections.abc import Iterator

import pytest
from allauth.socialaccount.providers.mediawiki.views import MediaWikiOAuth2Adapter

from tests.fakes import CLIENT_ID, CLIENT_SECRET, FakeWikimedia


@pytest.fixture
def wikimedia(settings, monkeypatch) -> Iterator[FakeWikimedia]:
    with FakeWikimedia(account={"sub": 77, "username": "Example Sharer", "confirmed_email": False}) as fake:
        app = {"client_id": CLIENT_ID, "secret": CLIENT_SECRET}
        settings.WIKIMEDIA_ON = True
        settings.SOCIALACCOUNT_PROVIDERS = {"mediawiki": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        for name, path in (
            ("authorize_url", "/oauth2/authorize"),
            ("access_token_url", "/oauth2/access_token"),
            ("profile_url", "/oauth2/resource/profile"),
        ):
            monkeypatch.setattr(MediaWikiOAuth2Adapter, name, fake.rest_api + path)
        yield fake
