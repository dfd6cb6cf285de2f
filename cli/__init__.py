"""The command line: `super-agent ask`, `route`, `status`, `demo` and `emulator`."""
