"""What `pyproject.toml` cannot say: the words in `content` belong to the package, too."""

from setuptools import find_namespace_packages, setup

setup(packages=[*find_namespace_packages(include=["bot*"]), "bot.words"])
