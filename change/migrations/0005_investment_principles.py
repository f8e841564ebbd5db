"""The principles against which posts are invested. What they say is of the board paper of 2020, in our words."""

from django.db import migrations

PRINCIPLES = {
    1: "Less violent crime, domestic abuse included",
    2: "Vulnerable people safer, those exploited by criminals among them",
    3: "Serious organised crime and gangs weakened",
    4: "Ready for the threats to come",
    5: "A better service to the public",
}


def add(apps, schema_editor):
    principles = apps.get_model("change", "InvestmentPrinciple")
    # A force that has numbered its own already keeps them.
    for number, name in PRINCIPLES.items():
        principles.objects.get_or_create(number=number, defaults={"name": name})


class Migration(migrations.Migration):
    dependencies = [("change", "0004_portfolio_benefits_and_budgeting")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
