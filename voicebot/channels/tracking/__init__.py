"""The page on which whoever filed a complaint follows it, like a parcel."""
