"""The web app: the case in a browser, on this machine. No request leaves it but those a person asks for by address."""
