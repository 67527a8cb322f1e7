"""The one room that reaches the network, and only for addresses that a person or a feed of theirs named."""
