//! `lint`: what is wrong with specifications. Writes nothing.

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
        flags.files.iter().map(|file| Source::file(file)).collect::<Result<_, _>>()?
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
