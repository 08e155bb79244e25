"""The door numbers."""

from django.urls import path

from letsconnect.people.views import claim, letters, roles, sign_in, team_people

app_name = "people"
urlpatterns = [
    # signing in and out
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-in/code/again/", sign_in.code_again, name="code_again"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    # a claim link
    path("claim/<str:token>/", claim.claim, name="claim"),
    # the team: accounts and roles
    path("team/people/", team_people.people, name="team_people"),
    path("team/people/<str:public_id>/", team_people.person, name="team_person"),
    path("team/people/<str:public_id>/suspend/", team_people.suspending, name="suspend"),
    path("team/people/<str:public_id>/lift/", team_people.lifting, name="lift"),
    path("team/people/<str:public_id>/claim/", team_people.claim_link, name="team_claim"),
    path("team/roles/", roles.roles, name="roles"),
    path("team/roles/<int:role_id>/end/", roles.end, name="end_role"),
    # letters
    path("letters/stop/<str:token>/", letters.stop, name="stop_letters"),
]
