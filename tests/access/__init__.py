"""Who gets what at every address, a file for each app, or for each family of a large one.

A new address gets its row in the `RULES` of the file that it belongs to; the record that it names is made in `records`
of the same file, under the name that the row gives as `of`. `matrix.py` puts the files together, and
tests/test_access_matrix.py asks everybody at every address.
"""
