"""The time machine of the demonstration, which every page of it shows (TIME-5). Not there in a real installation."""
