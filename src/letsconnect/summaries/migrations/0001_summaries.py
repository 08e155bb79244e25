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
                    name='Summary',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('happened', models.BooleanField(default=True)),
                        ('came_of_it', models.TextField(blank=True, max_length=600)),
                        ('did_not_work', models.TextField(blank=True, max_length=600)),
                        ('next_step', models.TextField(blank=True, max_length=600)),
                        ('language', models.CharField(blank=True, help_text='BCP 47 of the words', max_length=20)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('written_at', models.DateTimeField()),
                        ('public_at', models.DateTimeField(blank=True, null=True)),
                        ('connection', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='connections.connection')),
                        ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Approval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField()),
                        ('credited', models.BooleanField(default=False, help_text='named on the card; else anonymous')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('summary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='summaries.summary')),
                    ],
                ),
                migrations.AddConstraint(
                    model_name='summary',
                    constraint=models.CheckConstraint(condition=models.Q(('happened', False), models.Q(('came_of_it', ''), _negated=True), models.Q(('did_not_work', ''), _negated=True), models.Q(('next_step', ''), _negated=True), _connector='OR'), name='summary_says_something'),
                ),
                migrations.AddConstraint(
                    model_name='approval',
                    constraint=models.UniqueConstraint(fields=('summary', 'person'), name='approval_once_a_person'),
                ),
            ]
        )
    ]
