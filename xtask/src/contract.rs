//! `contract`: what the tools of OpenAPI's world say about specs/.

use std::process::Command;

use crate::failure::Failure;
use crate::workspace::Workspace;

const SCRIPT: &str = "tests/contract/check-specs.sh";

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    if let Some(tool) = missing_tool() {
        return Err(Failure::fault(format!("{SCRIPT} needs {tool}, which is not installed")));
    }
    let status = Command::new("sh")
        .arg(SCRIPT)
        .current_dir(workspace.root())
        .status()
        .map_err(|error| Failure::fault(format!("cannot run {SCRIPT}: {error}")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::fault(format!("{SCRIPT} found problems ({status})")))
    }
}

/// What has to be installed before `contract` can run.
pub(crate) fn missing_tool() -> Option<&'static str> {
    [("node", "Node"), ("npm", "npm"), ("python3", "Python 3")]
        .into_iter()
        .find(|(program, _)| !is_installed(program))
        .map(|(_, name)| name)
}

/// Whether a program is there and can say its version.
pub(crate) fn is_installed(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}
