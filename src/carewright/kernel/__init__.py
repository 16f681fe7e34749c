"""The ground floor: refusals, references, money and hours, lifecycles. Pure; knows nothing of care."""
