"""The tables stood in connections, which gives them over with their rows: only the names are new here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('connections', '0004_rooms_of_their_own'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Interpreter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('languages', models.JSONField(default=list)),
                        ('is_paid', models.BooleanField(default=False)),
                        ('time_zone', models.CharField(default='UTC', max_length=64)),
                        ('hours', models.BinaryField(blank=True, max_length=42, null=True)),
                        ('is_active', models.BooleanField(default=True)),
                        ('about', models.TextField(blank=True, help_text='for the team only', max_length=500)),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['name', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='InterpretationRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('one', models.CharField(help_text='BCP 47', max_length=20)),
                        ('other', models.CharField(help_text='BCP 47', max_length=20)),
                        ('state', models.CharField(choices=[('asked', 'asked for'), ('confirmed', 'confirmed'), ('none', 'not available')], default='asked', max_length=9)),
                        ('asked_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('words', models.JSONField(blank=True, default=list, help_text='words worth preparing, from the people in it')),
                        ('connection', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='connections.connection')),
                        ('interpreter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='requests', to='interpreting.interpreter')),
                    ],
                    options={
                        'ordering': ['asked_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='interpretation_of_two_languages')],
                    },
                ),
            ]
        )
    ]
