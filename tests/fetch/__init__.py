"""The room that reaches the network, against a hostile web on loopback."""
