"""The tables stood in people, which gives them over with their rows: only the names are new here."""

import django.db.models.deletion
import letsconnect.mailboxes.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0008_mailboxes_in_a_room_of_their_own'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Mailbox',
                    fields=[
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('channel', models.CharField(choices=[('email', 'By e-mail'), ('telegram', 'On Telegram'), ('wiki', 'A note on my talk page on Meta-Wiki')], default='email', max_length=10)),
                        ('quiet_nights', models.BooleanField(default=True)),
                        ('pace', models.JSONField(blank=True, default=dict)),
                        ('telegram_chat', models.CharField(blank=True, max_length=32, null=True, unique=True)),
                        ('telegram_code_hash', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                        ('telegram_code_until', models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='CalendarFeed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(default=letsconnect.mailboxes.models.new_key, max_length=40, unique=True)),
                        ('made_at', models.DateTimeField()),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('person',), name='one_calendar_feed_a_person')],
                    },
                ),
            ]
        )
    ]
