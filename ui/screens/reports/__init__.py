"""Reports: what can be printed, what it has to be told, the paper itself; print, save, issue."""
