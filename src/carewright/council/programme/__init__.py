"""The review programme: whom, when, by which team; how it stands; what came of it; the letters before it."""
