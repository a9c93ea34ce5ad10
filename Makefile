# Every command is in installer/house.py, which needs only a Python 3.8 or newer to start; it finds the right one itself.
COMMANDS = setup run test check bench faults screens package clean
.PHONY: help trial $(COMMANDS)

# A python3 on PATH may be a shim that fails, so the first one that runs counts.
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 /usr/bin/python3 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1 && { echo "$$python"; break; }; done)

help:
	@echo "make run      запустить программу / start the program"
	@echo "make test     выполнить все тесты / run every test"
	@echo "make setup check bench faults screens package trial clean: CONTRIBUTING.md"

trial:
	@$(MAKE) --no-print-directory package ARGS="--trial $(ARGS)"

$(COMMANDS):
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Нужен Python 3.12 или новее; на Debian и Ubuntu наберите: apt install python3 python3-venv" >&2; \
	  echo "Python 3.12 or newer is needed; on Debian and Ubuntu type: apt install python3 python3-venv" >&2; \
	  exit 1; \
	fi
	@"$(PYTHON)" installer/house.py $@ $(ARGS)
