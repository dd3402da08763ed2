"""What plans, reports and lists of an organisation share: outline, sections, vision, and the draft of all of it."""
