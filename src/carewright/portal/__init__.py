"""The providers' face. Built as the council's is (`carewright.council`); shows no provider another's things."""
