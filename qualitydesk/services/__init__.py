"""Use cases: functions named by a verb. One call is one transaction and one audit entry."""
