//! IAM: service data, policy documents and (next) the decision engine. Pure: no files, clock, environment or network.
