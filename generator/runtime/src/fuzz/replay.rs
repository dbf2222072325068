//! The kept inputs of every target, on every `cargo test`.

use std::fs;
use std::path::Path;

/// Runs a target over its folder and gives the number of inputs.
fn replay(name: &str, target: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let inputs = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    inputs.map(|input| target(&fs::read(input.unwrap().path()).unwrap())).count()
}

macro_rules! targets {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            assert!(replay(stringify!($name), super::$name) > 0, "the corpus is gone");
        }
    )*};
}

targets!(path retry_after link decode events lines);
