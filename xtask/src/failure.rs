//! How a command ends that did not do what it was asked: a message and an exit code.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The reason why a command did not succeed.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// The specification, the tree or the machine is at fault: exit code 1.
    pub(crate) fn fault(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 1 }
    }

    /// The command was called in a way that makes no sense: exit code 2.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 2 }
    }

    /// Something could not be done to a file or folder: `cannot read specs: …`.
    pub(crate) fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        Self::fault(format!("cannot {verb} {}: {error}", path.display()))
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
