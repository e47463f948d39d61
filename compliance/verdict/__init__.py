"""Statuses -> verdicts a person can act on: edition, due, evidence, proof of absence, gate."""
