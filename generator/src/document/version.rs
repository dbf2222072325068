//! The OpenAPI version that a document states.

use crate::diag::{Diagnostics, Place, codes};
use crate::source::{Node, Value};

/// The OpenAPI versions that are read; the patch level makes no difference.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Version {
    /// 3.0.x.
    V3_0,
    /// 3.1.x.
    V3_1,
    /// 3.2.x.
    V3_2,
}

impl Version {
    /// The version as documents state it, without the patch level.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        }
    }
}

/// The value of `openapi`, or `None` after saying what is read instead.
pub(super) fn read(root: &Node, diags: &mut Diagnostics) -> Option<Version> {
    let Value::Object(members) = &root.value else {
        let message = format!("the document must be an object, not {}", root.value.kind());
        diags
            .report(codes::UNSUPPORTED_VERSION, root.at, message)
            .help("begin with `openapi: 3.1.0`, then `info` and `paths`");
        return None;
    };
    if let Some(openapi) = members.get("openapi") {
        return stated(openapi, diags);
    }
    if let Some(swagger) = members.get("swagger") {
        diags
            .report(codes::UNSUPPORTED_VERSION, swagger.at, "OpenAPI 2.0 (Swagger) is not read")
            .help("convert the document to OpenAPI 3, for instance with swagger2openapi");
        return None;
    }
    let near = super::suggest::near("openapi", members.keys().map(String::as_str));
    let (place, help) = match near {
        Some(near) => (Place::Key(members[near].at), format!("rename `{near}` to `openapi`")),
        None => (Place::Value(root.at), "begin with `openapi: 3.1.0`".to_owned()),
    };
    diags.report(codes::UNSUPPORTED_VERSION, place, "the document has no `openapi`").help(help);
    None
}

fn stated(openapi: &Node, diags: &mut Diagnostics) -> Option<Version> {
    let text = match &openapi.value {
        Value::String(text) => text.clone(),
        Value::Float(number) => number.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            let message = format!("`openapi` must be a string, not {}", openapi.value.kind());
            diags
                .report(codes::UNSUPPORTED_VERSION, openapi.at, message)
                .help("write `openapi: 3.1.0`");
            return None;
        }
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Some(Version::V3_0),
        (Some("3"), Some("1")) => Some(Version::V3_1),
        (Some("3"), Some("2")) => Some(Version::V3_2),
        // What a later version adds is an unknown key, and all else means what it meant.
        (Some("3"), Some(minor)) if minor.parse::<u32>().is_ok() => {
            let message = format!("OpenAPI {text} is not known yet; it is read as 3.2");
            diags
                .report(codes::OTHER_VERSION, openapi.at, message)
                .help("write `openapi: 3.2.0` if the document uses nothing newer");
            Some(Version::V3_2)
        }
        (Some(_) | None, _) => {
            let message = format!("`{text}` is not a version of OpenAPI that is read");
            diags
                .report(codes::UNSUPPORTED_VERSION, openapi.at, message)
                .help("3.0, 3.1 and 3.2 are read; write `openapi: 3.1.0`");
            None
        }
    }
}
