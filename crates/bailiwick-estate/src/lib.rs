//! The estate language: YAML to a typed, resolved `Estate`, or every mistake at once.
