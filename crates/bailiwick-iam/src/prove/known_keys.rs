//! What is known of condition keys without looking at a request.

use crate::service_data::service_data;

/// Whether a request is known to carry at most one value for this key: a
/// service's own key that its data does not call an array. Global keys
/// (`aws:…`) are not decided here.
pub(super) fn is_single_valued(name: &str) -> bool {
    value_type_is_array(name) == Some(false)
}

/// Whether a request is known to carry any number of values for this key.
pub(super) fn is_multivalued(name: &str) -> bool {
    value_type_is_array(name) == Some(true)
}

fn value_type_is_array(name: &str) -> Option<bool> {
    let (prefix, _) = name.split_once(':')?;
    let service = service_data().service(prefix)?;
    let key = service.condition_key(name)?;
    Some(key.value_type().is_multivalued())
}
