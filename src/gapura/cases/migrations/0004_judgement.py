import django.db.models.deletion
from django.db import migrations, models

from gapura.kernel.tenancy import BusinessTable


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_fast_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("jurisdiction_id", models.CharField(editable=False, max_length=40)),
                ("findings", models.BinaryField()),
                ("judged_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction_id", "case"), name="one_judgement_for_each_case"
                    )
                ],
            },
        ),
        BusinessTable("cases_judgement", keys={"case_id": "cases_case"}),
    ]
