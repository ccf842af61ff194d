//! Every page: its example gives its code, and the mended one does not.
