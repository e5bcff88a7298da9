"""`python -m mimika.cli`: the command line without an installed script."""

from mimika.cli.main import main

if __name__ == "__main__":
    main()
