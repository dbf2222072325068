//! `lint`: what is wrong with specifications. Writes nothing.

use std::path::PathBuf;

use specsmith::diag::Rigor;

use crate::failure::Failure;
use crate::flags::{self, Format};
use crate::report::{self, Tally};
use crate::screen;
use crate::specs::Source;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, flags: &flags::Lint) -> Result<(), Failure> {
    let sources = if flags.files.is_empty() {
        Source::all(workspace)?
    } else {
        let rigor = if flags.strict { Rigor::Strict } else { Rigor::Lenient };
        let source = |file: &PathBuf| Source::file(file, rigor);
        flags.files.iter().map(source).collect::<Result<_, _>>()?
    };
    let mut found = Vec::new();
    for source in &sources {
        let spec = source.load(workspace)?;
        let diagnostics = specsmith::check(&spec);
        match flags.format {
            Format::Human => report::human(&spec, &diagnostics),
            Format::Json => report::json(&spec, &diagnostics),
        }
        found.push(diagnostics);
    }
    let tally = Tally::of(&found);
    let result = format!("{}: {}", report::count(sources.len(), "document"), tally.in_words());
    if tally.errors > 0 {
        return Err(Failure::fault(result));
    }
    screen::note(result);
    Ok(())
}
