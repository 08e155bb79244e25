"""The door numbers."""

from django.urls import path

from letsconnect.skills.views import directory, me, person, register, topics

app_name = "skills"
urlpatterns = [
    # register
    path("register/", register.start, name="register"),
    path("register/what-did-you-do/", register.discover, name="register_discover"),
    path("register/choose/", register.choose, name="register_choose"),
    path("register/finish/", register.finish, name="register_finish"),
    # directory
    path("people/", directory.people, name="people"),
    path("people/<slug:public_id>/", person.person, name="person"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    # me
    path("me/", me.me, name="me"),
]
