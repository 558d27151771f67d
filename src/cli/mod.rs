//! The command line: arguments in, calls out. Nothing is decided here.
