//! The Schema Object: JSON Schema 2020-12 in 3.1, its older subset in 3.0.
//!
//! Keywords are grouped as JSON Schema's vocabularies group them, one file each.

mod annotations;
mod applicators;
mod core;
mod older;
mod unknown;
mod validation;

pub use annotations::Annotations;
pub use applicators::Applicators;
pub use core::Core;
pub use validation::{Exclusive, Limits, Type, Types, Validation};

use std::sync::Arc;

use super::Version;
use super::read::{Cx, Object, Read};
use super::sparse::{Sparse, silent};
use crate::diag::codes;
use crate::source::{At, Node, Value};

/// A schema as written. Clones share the keywords.
#[derive(Clone, PartialEq, Debug)]
pub enum Schema {
    /// `true` or `false`: everything or nothing is valid.
    Bool {
        /// Which of the two.
        valid: bool,
        /// Where it is written.
        at: At,
    },
    /// An object of keywords.
    Keywords(Arc<Keywords>),
}

/// The keywords of a schema.
#[derive(Clone, PartialEq, Debug)]
pub struct Keywords {
    /// `$ref` and its relatives.
    pub core: Sparse<Core>,
    /// Keywords that hold schemas.
    pub applicators: Sparse<Applicators>,
    /// Keywords that limit the value.
    pub validation: Sparse<Validation>,
    /// Keywords that explain the value.
    pub annotations: Sparse<Annotations>,
    /// Where it is written.
    pub at: At,
}

silent!(Core, Applicators, Validation, Limits, Annotations);

impl Schema {
    /// Where it is written.
    #[must_use]
    pub fn at(&self) -> At {
        match self {
            Self::Bool { at, .. } => *at,
            Self::Keywords(keywords) => keywords.at,
        }
    }

    /// A boolean schema where 3.0 allows one too.
    fn additional(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match node.value {
            Value::Bool(valid) => Some(Self::Bool { valid, at: node.at }),
            Value::Null
            | Value::Int(_)
            | Value::Float(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => Self::read(node, cx),
        }
    }
}

impl Read for Schema {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.value {
            Value::Bool(valid) => {
                if cx.version == Version::V3_0 {
                    let instead = if *valid { "`{}`" } else { "`not: {}`" };
                    let message = format!("{} cannot be a boolean in OpenAPI 3.0", cx.subject());
                    cx.diags
                        .report(codes::OTHER_VERSION, node.at, message)
                        .help(format!("write {instead}, or `openapi: 3.1.0`"));
                }
                Some(Self::Bool { valid: *valid, at: node.at })
            }
            Value::Object(_) => keywords(node, cx).map(Self::Keywords),
            Value::Null | Value::Int(_) | Value::Float(_) | Value::String(_) | Value::Array(_) => {
                cx.wrong_type(node, "a schema");
                // Whatever was meant, the value is there.
                Some(Self::Bool { valid: true, at: node.at })
            }
        }
    }
}

fn keywords(node: &Node, cx: &mut Cx<'_>) -> Option<Arc<Keywords>> {
    let mut object = Object::open(node, "a schema", cx)?;
    let keywords = Keywords {
        core: core::read(&mut object).into(),
        applicators: applicators::read(&mut object).into(),
        validation: validation::read(&mut object).into(),
        annotations: annotations::read(&mut object).into(),
        at: node.at,
    };
    unknown::report(object);
    Some(Arc::new(keywords))
}
