"""The door numbers."""

from django.urls import path

from letsconnect.people.views import letters, sign_in

app_name = "people"
urlpatterns = [
    # signing in and out
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-in/code/again/", sign_in.code_again, name="code_again"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    # letters
    path("letters/stop/<str:token>/", letters.stop, name="stop_letters"),
]
