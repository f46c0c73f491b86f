"""What officers bring: answers as text and recordings, one or many at once, checked before they count."""
