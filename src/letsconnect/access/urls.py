"""The door numbers."""

from django.urls import path

from letsconnect.access.views import claim, roles, second_factor, sessions, sign_in, team_people, ways_in, wikimedia

app_name = "access"
# allauth looks for the way back under a name without a room: `config.urls` includes it so.
wikimedia_doors = [path("sign-in/wikimedia/back/", wikimedia.back, name="mediawiki_callback")]
urlpatterns = [
    # signing in and out
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-in/code/again/", sign_in.code_again, name="code_again"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("sign-in/wikimedia/", wikimedia.start, name="wikimedia"),
    path("me/sign-in/", ways_in.ways_in, name="ways_in"),
    path("me/sign-in/code/", ways_in.add_email, name="add_email"),
    path("me/sign-in/code/again/", ways_in.add_email_again, name="add_email_again"),
    path("me/sign-in/forget-email/", ways_in.forget, name="forget_email"),
    path("me/sessions/", sessions.sessions, name="sessions"),
    path("me/sessions/<str:handle>/end/", sessions.end, name="end_session"),
    path("me/second-factor/", second_factor.second_factor, name="second_factor"),
    path("me/second-factor/codes/", second_factor.recovery_codes, name="recovery_codes"),
    path("me/second-factor/remove/", second_factor.remove, name="remove_second_factor"),
    # a claim link
    path("claim/<str:token>/", claim.claim, name="claim"),
    # the team: accounts and roles
    path("team/people/", team_people.people, name="team_people"),
    path("team/people/<str:public_id>/", team_people.person, name="team_person"),
    path("team/people/<str:public_id>/suspend/", team_people.suspending, name="suspend"),
    path("team/people/<str:public_id>/lift/", team_people.lifting, name="lift"),
    path("team/people/<str:public_id>/claim/", team_people.claim_link, name="team_claim"),
    path("team/people/<str:public_id>/second-factor/", second_factor.reset, name="reset_second_factor"),
    path("team/roles/", roles.roles, name="roles"),
    path("team/roles/<int:role_id>/end/", roles.end, name="end_role"),
]
