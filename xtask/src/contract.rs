//! `contract`: what the tools of OpenAPI's world say about specs/, and whether the generated clients
//! and a mock server that knows the description alone understand each other.

use std::process::Command;

use crate::ci;
use crate::failure::Failure;
use crate::mock::Mock;
use crate::screen;
use crate::specs::Source;
use crate::workspace::Workspace;

const SCRIPT: &str = "tests/contract/check-specs.sh";

/// The program that calls every operation of an API at an address.
const CALLER: &str = "contract";

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    if let Some(tool) = missing_tool() {
        return Err(Failure::fault(format!("{SCRIPT} needs {tool}, which is not installed")));
    }
    let status = Command::new("sh")
        .arg(SCRIPT)
        .current_dir(workspace.root())
        .status()
        .map_err(|error| Failure::fault(format!("cannot run {SCRIPT}: {error}")))?;
    if !status.success() {
        return Err(Failure::fault(format!("{SCRIPT} found problems ({status})")));
    }
    // First what may take minutes, so that no server waits for it.
    succeeds(&mut cargo(workspace, "build"))?;
    for api in Source::all(workspace)? {
        screen::note(format_args!("== {} against a mock server", api.module));
        let mock = Mock::start(workspace, &api.module)?;
        let mut run = cargo(workspace, "run");
        run.args(["--", &api.module, &mock.url()]);
        // A proxy would be asked for this machine's own address.
        run.env("NO_PROXY", "127.0.0.1");
        succeeds(&mut run).inspect_err(|_| screen::note(mock.said()))?;
    }
    Ok(())
}

fn cargo(workspace: &Workspace, verb: &str) -> Command {
    let mut cargo = Command::new(ci::cargo());
    cargo
        .args([verb, "--quiet", "--locked", "--package", "specsmith-tests", "--example", CALLER])
        .current_dir(workspace.root());
    cargo
}

fn succeeds(command: &mut Command) -> Result<(), Failure> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::fault(format!("the example {CALLER} ended with {status}"))),
        Err(error) => Err(Failure::fault(format!("cannot run cargo: {error}"))),
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
