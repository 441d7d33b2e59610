"""The trail of the whole desk: every act, its values, and the check that nothing in it was changed."""
