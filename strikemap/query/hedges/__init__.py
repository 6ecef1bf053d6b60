"""What words may say of the claims shown: the text as it is read, the tables of words, and one file per group of rules.

The door is `strikemap.query.hedge.check_words`; every rule is explained in docs/hedges.md.
"""
