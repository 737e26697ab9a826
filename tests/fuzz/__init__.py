"""Bytes from outside, made wild: every parser that takes them, one harness each. This is where none of them may fall over."""
