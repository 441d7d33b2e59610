# Forwards to bootstrap.py, for those who like to type make. Arguments: make run ARGS="--demo"
.PHONY: run test setup check shots bench
run test setup check shots bench:
	@python3 bootstrap.py $@ $(ARGS)
