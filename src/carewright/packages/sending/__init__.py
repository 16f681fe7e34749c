"""What the worker sends of packages: PDFs set outside any transaction, one command each (ACC-4, ORD-4, CHG-5)."""

from carewright.packages.sending.budgets import budget_pdf, send_budget_letters
from carewright.packages.sending.orders import order_pdfs, send_made_orders

__all__ = ["budget_pdf", "order_pdfs", "send_budget_letters", "send_made_orders"]
