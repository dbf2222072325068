//! What went wrong and where, without quoting the input.
//!
//! The path is collected while the call stack unwinds, so that reading without errors never pays for
//! it. Names of declared members come from the description and are shown; keys of maps are data, may
//! be secret, and appear as `[*]`.

use std::fmt;

/// JSON that a type could not be read from: where, what was expected and which kind was found.
///
/// Holds no value and no map key from the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    offset: usize,
    problem: Problem,
}

/// A value that JSON cannot express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    path: String,
    problem: Problem,
}

impl DecodeError {
    /// The place as a path from the root, such as `$.items[3].id`. The key of a map is data and shown as `[*]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the place is a member of the root or within it.
    pub(crate) fn is_within(&self, member: &'static str) -> bool {
        let rest = self.path.strip_prefix(&path(&[Step::Member(member)]));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }

    /// What would be right there, as a noun, where that is the problem.
    pub(crate) fn expected(&self) -> Option<&'static str> {
        match self.problem {
            Problem::Kind { expected, .. } | Problem::Range { expected } => Some(expected),
            Problem::Text(_) | Problem::Missing | Problem::Repeated | Problem::Depth => None,
        }
    }

    /// The place in bytes from the start of the input.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The same error, where what was read is at `path` of something larger.
    pub(super) fn below(mut self, path: &str) -> Self {
        self.path.replace_range(..ROOT.len(), path);
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (at byte {})", self.path, self.problem, self.offset)
    }
}

impl std::error::Error for DecodeError {}

impl EncodeError {
    /// The place as a path from the root, such as `$.items[3].id`. The key of a map is data and shown as `[*]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn unreadable(error: &DecodeError) -> Self {
        Self { path: error.path.clone(), problem: error.problem }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

impl std::error::Error for EncodeError {}

/// The kinds of problems, for both directions. All text is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// A value of another kind: what was expected, what the next byte starts.
    Kind { expected: &'static str, found: &'static str },
    /// A value of the right kind that is not acceptable, or text that is not JSON.
    Text(&'static str),
    /// A number that does not fit.
    Range { expected: &'static str },
    /// A required member that is not there.
    Missing,
    /// A member name that occurs twice in one object.
    Repeated,
    /// Nesting beyond the limit.
    Depth,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Text(text) => f.write_str(text),
            Self::Range { expected } => write!(f, "the number does not fit {expected}"),
            Self::Missing => f.write_str("the required member is missing"),
            Self::Repeated => f.write_str("the member name is repeated in one object"),
            Self::Depth => {
                write!(f, "arrays and objects nest deeper than {}", super::MAX_DEPTH)
            }
        }
    }
}

/// One step of a path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Member(&'static str),
    Index(usize),
    Key,
}

/// An error on its way up, its path still growing from the inside out.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) problem: Problem,
    pub(super) offset: usize,
    pub(super) steps: Vec<Step>,
}

impl Failure {
    pub(super) fn new(problem: Problem, offset: usize) -> Self {
        Self { problem, offset, steps: Vec::new() }
    }

    pub(super) fn into_decode_error(self) -> DecodeError {
        DecodeError { path: path(&self.steps), offset: self.offset, problem: self.problem }
    }

    pub(super) fn into_encode_error(self) -> EncodeError {
        EncodeError { path: path(&self.steps), problem: self.problem }
    }
}

/// How every path begins.
pub(super) const ROOT: &str = "$";

/// Spells the steps, innermost first, as a path from the root.
fn path(steps: &[Step]) -> String {
    let mut path = String::from(ROOT);
    for step in steps.iter().rev() {
        match step {
            Step::Member(name) => push_name(&mut path, name),
            Step::Index(index) => path.push_str(&format!("[{index}]")),
            Step::Key => path.push_str("[*]"),
        }
    }
    path
}

/// Adds the step to a member.
pub(super) fn push_name(path: &mut String, name: &str) {
    if is_plain(name) {
        path.push('.');
        path.push_str(name);
    } else {
        path.push_str(&format!("[{name:?}]"));
    }
}

/// Whether a name can follow a dot without being misread.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
