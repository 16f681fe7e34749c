"""Documents of the demonstration: one-page PDFs that say what they stand for. Pure."""

from functools import cache


@cache
def a_document(title: str) -> bytes:
    """A PDF with one line on it, written by hand so that hundreds cost nothing."""
    plain = "".join(c if c.isascii() and c not in "()\\" else " " for c in title)
    page = f"BT /F1 16 Tf 72 760 Td ({plain}) Tj 0 -24 Td (Invented for the demonstration.) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
    )
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + table.encode("ascii") + trailer.encode("ascii")
