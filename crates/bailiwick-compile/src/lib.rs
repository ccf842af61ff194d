//! Estate to Blueprint: everything Bailiwick would put into AWS, as values.
