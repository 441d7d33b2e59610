"""What is learnt from faults: non-conformities with their states, and the actions that end their causes."""
