from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "letsconnect.skills"
    label = "skills"
