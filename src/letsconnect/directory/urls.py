"""The door numbers."""

from django.urls import path

from letsconnect.directory.views import numbers, people, person, suggest, topics

app_name = "directory"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/<slug:public_id>/", person.person, name="person"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("team/numbers/", numbers.numbers, name="numbers"),
    path("team/suggest/<slug:public_id>/", suggest.suggest, name="suggest"),
]
