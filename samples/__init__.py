"""Small invented documents of every kind, drawn as PDF and written as text export, with what they truly say."""
