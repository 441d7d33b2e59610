"""The Claims screen: the list with saved views, and the workspace of one claim."""
