"""What officers lay over the district's files: greetings, menu, district data, places and days off.

The files are what a desk begins with; the ledger (`voicebot.store.ledger`) holds what was changed since, by
chapter and key. Everything here is pure: files and ledger in, what is in force out.
"""
