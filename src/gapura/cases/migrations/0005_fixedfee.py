import django.db.models.deletion
from django.db import migrations, models

from gapura.kernel.tenancy import BusinessTable


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_judgement"),
    ]

    operations = [
        migrations.CreateModel(
            name="FixedFee",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("jurisdiction_id", models.CharField(editable=False, max_length=40)),
                ("revision", models.PositiveSmallIntegerField()),
                ("amount", models.BigIntegerField()),
                ("lines", models.BinaryField()),
                ("tariff_from", models.DateField()),
                ("fixed_at", models.DateTimeField()),
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
                        fields=("jurisdiction_id", "case", "revision"),
                        name="one_fee_for_each_revision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="fee_is_never_below_zero"
                    ),
                ],
            },
        ),
        BusinessTable("cases_fixedfee", keys={"case_id": "cases_case"}, append_only=True),
    ]
