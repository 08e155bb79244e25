"""The door numbers."""

from django.urls import path

from letsconnect.skills.views import me, register

app_name = "skills"
urlpatterns = [
    # register
    path("register/", register.start, name="register"),
    path("register/what-did-you-do/", register.discover, name="register_discover"),
    path("register/choose/", register.choose, name="register_choose"),
    path("register/finish/", register.finish, name="register_finish"),
    # me
    path("me/", me.me, name="me"),
]
