//! `dump`: what a stage of the generator made of a specification.

use crate::failure::Failure;
use crate::flags;
use crate::report::{self, Tally};
use crate::screen;
use crate::specs::Source;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, flags: &flags::Dump) -> Result<(), Failure> {
    let spec = Source::api_or_file(workspace, &flags.what)?.load(workspace)?;
    let text = specsmith::dump(&spec, flags.stage.clone());
    screen::out(text.trim_end());
    screen::out("\n");
    // A document with errors is what one wants to look into, so it is dumped as far as it goes.
    let diagnostics = specsmith::check(&spec);
    report::human(&spec, &diagnostics);
    match Tally::of([&diagnostics]) {
        Tally { errors: 0, .. } => Ok(()),
        tally => Err(Failure::fault(tally.in_words())),
    }
}
