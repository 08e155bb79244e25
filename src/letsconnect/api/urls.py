"""The door numbers."""

from django.urls import path

from letsconnect.api.views import tokens, v1

# Without a namespace: django-ninja looks for its own by its bare name.
urlpatterns = [
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/<int:token_id>/revoke/", tokens.revoke, name="revoke_token"),
    path("api/v1/", v1.api.urls),
]
