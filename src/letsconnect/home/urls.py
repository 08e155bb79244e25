"""The door numbers."""

from django.urls import path

from letsconnect.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
]
