"""Every model and every field about a person, with the reason why it is classified or not: a file for each app.

A new model gets its line in the file of its app, and so does a new field of a record about a person;
tests/test_classified.py fails until they have one.
"""
