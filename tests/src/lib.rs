//! Nothing: this package is its tests. They are in `it/`, what they read is in `cases/`,
//! `diagnostics/`, `obstacles/` and `consumer/`.
