"""The YAML parser that gives the events of a text: libyaml's, or PyYAML's own where that is not there."""

from __future__ import annotations

from typing import Any

import yaml

Parser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
