"""Holds a report to a strict schema, and the schema to refusing what is wrong."""
import copy

import jsonschema


def _first_object(value, path=()):
    """Where the first object inside lists lies, as a path."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return path + (0,)
    return None


def wrong_reports(report):
    """Copies of `report` with one fault each, and what the fault is."""
    places = [()] + [_first_object(value, (name,)) for name, value in report.items()]
    places += [(name,) for name, value in report.items() if isinstance(value, dict)]
    for place in filter(lambda where: where is not None, places):
        spoiled = copy.deepcopy(report)
        target = spoiled
        for step in place:
            target = target[step]
        target["surplus"] = 1
        yield spoiled, f"a surplus member in {list(place)}"
    for name in report:
        yield {key: value for key, value in report.items() if key != name}, f"without {name}"
        yield {**report, name: {"of": "another type"}}, f"{name} of another type"


def check(report, schema):
    """Fails unless `report` keeps to `schema` and every wrong copy of it does not."""
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(report)
    for spoiled, fault in wrong_reports(report):
        assert not validator.is_valid(spoiled), f"accepted {fault}"
