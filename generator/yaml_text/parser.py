"""The YAML parser that gives the events of a text: libyaml's, or PyYAML's own where that is not there."""

from typing import Any

import yaml

Parser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
