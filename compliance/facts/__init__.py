"""`Plan` -> facts, the flat dicts that rules test."""
