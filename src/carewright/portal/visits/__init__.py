"""Weekly reports of delivered hours, and requests for another price."""
