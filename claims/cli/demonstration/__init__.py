"""The demonstration office: made-up people, made-up papers, sent through the real deeds. Nothing in it is anybody's."""
