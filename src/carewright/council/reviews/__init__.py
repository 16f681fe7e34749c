"""Reviews: the diary, one review, its form, appointments and slots."""
