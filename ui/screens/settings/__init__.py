"""Settings: this desk, the company, the database, notifications, about. One module per section."""
