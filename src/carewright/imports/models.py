"""Files that were loaded."""

from django.db import models

from carewright.kernel.refs import new_ref


def file_ref() -> str:
    """A loaded file's reference."""
    return new_ref("FIL")


class LoadedFile(models.Model):
    """A file that was loaded: how many rows did what, and the rejected ones, to be mended and sent again."""

    ref = models.CharField(max_length=24, unique=True, default=file_ref)
    kind = models.CharField(max_length=30)
    file_name = models.CharField(max_length=150)
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    passed_over = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    reject_file = models.BinaryField(null=True)
    loaded_by = models.CharField(max_length=24)
    loaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-loaded_at"], name="loaded_files_newest_first")]
