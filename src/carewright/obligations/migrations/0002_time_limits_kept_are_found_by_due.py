from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('obligations', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['due_at'], name='obligations_by_due'),
        ),
    ]
