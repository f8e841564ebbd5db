from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "wmp.demo"
    label = "demo"
    verbose_name = "Demo force"
