"""Reports: figures for meetings, each of which opens the rows behind it (RPT-20)."""
