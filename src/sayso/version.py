"""The version of the tool, read by the build and written into every report."""

VERSION = "0.1.0"
