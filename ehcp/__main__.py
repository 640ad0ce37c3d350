"""`python -m ehcp` is `ehcp`."""

from ehcp.cli import main

if __name__ == "__main__":
    main()
