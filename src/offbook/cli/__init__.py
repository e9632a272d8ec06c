"""The command line: flags in, values out."""
