//! Files as a whole.

use super::fixture::{api, files, plain};

#[test]
fn dump_to_disk() {
    let out = std::path::PathBuf::from(std::env::var("EMIT_OUT").unwrap());
    for (path, text) in files(api(&plain)) {
        let path = out.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
