"""Runs the rules: on each error where it is loaded, and on the whole catalogue."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

import generator.rules
from generator.model.catalog import Catalog
from generator.model.error import Error, PrivateRecord
from generator.model.setting import Setting
from generator.problem import Problem
from generator.rules import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Give every rule there is, in the order of their ids."""
    names = [module.name for module in pkgutil.iter_modules(generator.rules.__path__)]
    modules = [importlib.import_module(f"generator.rules.{name}") for name in names]
    rules: list[Rule] = [module.RULE for module in modules if hasattr(module, "RULE")]
    return tuple(sorted(rules, key=lambda rule: rule.id))


def check_error(error: Error, private: PrivateRecord, setting: Setting) -> Iterator[Problem]:
    """Give what is wrong with one error by itself."""
    for rule in all_rules():
        if rule.each_error is not None:
            yield from rule.each_error(error, private, setting)


def check_catalog(catalog: Catalog) -> Iterator[Problem]:
    """Give what is wrong with the catalogue as a whole."""
    for rule in all_rules():
        if rule.whole is not None:
            yield from rule.whole(catalog)
