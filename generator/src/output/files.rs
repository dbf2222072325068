//! All files of a run.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;

use super::{format, header::header};
use crate::emit::{Content, File};

/// Path below the output folder, with `/` between its parts → contents. Every file ends with a line feed.
pub type Files = BTreeMap<String, String>;

/// How many threads format at once, at most.
const THREADS: usize = 8;

/// Formats all files.
///
/// Files are independent, so they are shared out over threads; the map does not depend on who did what.
#[must_use]
pub fn render(files: Vec<File<'_>>) -> Files {
    // The types come last and are the longest, so they are begun with.
    let left = Mutex::new(files.iter().rev());
    let next = || left.lock().ok()?.next();
    let done = Mutex::new(Files::new());
    let work = || {
        while let Some(file) = next() {
            let text = text(file);
            if let Ok(mut done) = done.lock() {
                done.insert(file.path.clone(), text);
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    thread::scope(|scope| {
        for _ in 1..threads.min(files.len()) {
            scope.spawn(work);
        }
        work();
    });
    done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The contents of one file.
fn text(file: &File<'_>) -> String {
    let header = header(&file.path);
    match &file.content {
        Content::Text(text) => format!("{header}{}", text()),
        Content::Rust(chunks) => format!("{header}\n{}", format::rust(chunks)),
    }
}
