//! `Clone` of what emitted types consist of.

/// Copies a member.
///
/// Emitted types go through this one: the compiler would put what cloning does into each of them, before it knows
/// whether that is needed.
#[must_use]
pub fn copy<T: Clone>(value: &T) -> T {
    value.clone()
}
