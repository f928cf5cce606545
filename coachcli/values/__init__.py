"""The words of the product as plain values. Every room speaks them; none of them does anything.

One module for each thing, so that a command imports only what it speaks of.
"""
