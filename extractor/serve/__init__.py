"""The reading room: a local web application and HTTP API over a folder of results.

Comes in: a folder that ``extract batch`` wrote, or an empty one, and what people and other systems send. Goes out:
pages and values side by side, corrections kept beside the results, exports. Its rooms run one way: ``pointers`` and
``store`` know no web, ``archive``, ``merge``, ``index`` and ``queue`` put the data together, ``app`` and its routers
speak HTTP. No document is parsed in the server's own process: reading and drawing happen in children that can be
killed.
"""
