"""The public API: what programs read as JSON below /api/v1/.

`error_models` and `site_models` are the contract; JSON Schemas and the OpenAPI description are generated from them.
`errors` and `site` make what is published. Within v1 fields may be added, and nothing is removed.
"""
