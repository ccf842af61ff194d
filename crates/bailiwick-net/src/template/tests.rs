//! What the reader makes of templates.
