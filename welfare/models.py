"""The records of the welfare app, by family: none yet."""
