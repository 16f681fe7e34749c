"""Weekly variations to answer, and requests for other prices."""
