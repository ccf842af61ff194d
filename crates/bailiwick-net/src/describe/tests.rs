//! What the reader makes of files.
