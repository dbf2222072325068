//! What a stage made of a description, as text for people: the first step of finding a mistake.

mod api;
mod inputs;
mod node;

use std::fmt;
use std::str::FromStr;

use crate::diag::Diagnostics;
use crate::{Spec, document, lower, pass, resolve};

/// A stage whose result can be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The trees of all files.
    Node,
    /// OpenAPI objects as written.
    Document,
    /// OpenAPI with references followed.
    Resolved,
    /// The IR after all passes.
    Ir,
    /// The IR after one pass and all before it; the index is that of [`pass::PASSES`].
    IrAfter(usize),
}

/// The name of no stage. Displays as what the legal ones are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownStage(String);

impl fmt::Display for UnknownStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name) = self;
        write!(f, "`{name}` is no stage; stages are node, document, resolved, ir")?;
        pass::PASSES.iter().try_for_each(|(pass, _)| write!(f, ", ir-after={pass}"))
    }
}

impl std::error::Error for UnknownStage {}

impl FromStr for Stage {
    type Err = UnknownStage;

    fn from_str(name: &str) -> Result<Self, UnknownStage> {
        let unknown = || UnknownStage(name.to_owned());
        match name {
            "node" => Ok(Self::Node),
            "document" => Ok(Self::Document),
            "resolved" => Ok(Self::Resolved),
            "ir" => Ok(Self::Ir),
            _ => {
                let wanted = name.strip_prefix("ir-after=").ok_or_else(unknown)?;
                let index = pass::PASSES.iter().position(|(pass, _)| *pass == wanted);
                index.map(Self::IrAfter).ok_or_else(unknown)
            }
        }
    }
}

/// What a stage made of a description.
#[must_use]
pub fn dump(spec: &Spec, stage: Stage) -> String {
    let mut diags = Diagnostics::new(spec.diagnostics.rigor());
    let passes = match stage {
        Stage::Node => return node::sources(&spec.sources),
        Stage::Document => {
            let document = document::read(&spec.sources, &mut diags);
            return format!("{document:#?}\n");
        }
        Stage::Resolved => {
            let document = document::read(&spec.sources, &mut diags);
            let resolved = resolve::resolve(&spec.sources, &document, &mut diags);
            return format!("{resolved:#?}\n");
        }
        Stage::Ir => pass::PASSES.len(),
        Stage::IrAfter(index) => index.saturating_add(1),
    };
    let document = document::read(&spec.sources, &mut diags);
    let resolved = resolve::resolve(&spec.sources, &document, &mut diags);
    let mut api = lower::lower(&resolved, &spec.name, spec.date_times, &mut diags);
    for (_, pass) in pass::PASSES.iter().take(passes) {
        pass(&mut api, &mut diags);
    }
    api::text(&api)
}
