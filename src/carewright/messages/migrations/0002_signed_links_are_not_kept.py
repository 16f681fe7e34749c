from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='secret_link',
            field=models.CharField(blank=True, help_text='A signed link in the text, gone once sent.', max_length=500),
        ),
    ]
