"""Files from outside, read safely, and files for outside, written safely. Pure: no Django, no database.

- `tables.open_table(stream, name, layout)`: the rows of a CSV file, an Excel workbook or an OpenDocument spreadsheet,
  by our names for their columns, wherever the headings are and whatever they are called this year.
- `cells.Cells(row)`: what a row says, typed; every fault by its column.
- `rejects`: the rows that were not taken, with why, in a file that can be mended and sent again.
- `writing`: CSV and XLSX in which no cell is a formula.

What a file is, its content says, never its name. A file made to do harm is refused before it is unpacked: see `packed`,
`markup` and docs/decisions/reading-spreadsheets.md.
"""
