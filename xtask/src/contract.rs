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

/// The program that calls every operation of an API, and the variables that it reads.
struct Caller {
    api: &'static str,
    example: &'static str,
    url: &'static str,
    key: &'static str,
}

const CALLERS: &[Caller] = &[Caller {
    api: "clerk",
    example: "contract-clerk",
    url: "CLERK_API_URL",
    key: "CLERK_SECRET_KEY",
}];

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
    for api in Source::all(workspace)? {
        screen::note(format_args!("== {} against a mock server", api.module));
        caller(&api.module)?.call(workspace)?;
    }
    Ok(())
}

fn caller(api: &str) -> Result<&'static Caller, Failure> {
    CALLERS.iter().find(|caller| caller.api == api).ok_or_else(|| {
        Failure::fault(format!(
            "nothing calls {api} against a mock server: write tests/contract/{api}.rs like the \
             others there, and name it in tests/Cargo.toml and xtask/src/contract.rs"
        ))
    })
}

impl Caller {
    fn call(&self, workspace: &Workspace) -> Result<(), Failure> {
        let cargo = |verb: &str| {
            let mut cargo = Command::new(ci::cargo());
            cargo
                .args([verb, "--quiet", "--locked", "--package", "specsmith-tests"])
                .args(["--example", self.example])
                .current_dir(workspace.root());
            cargo
        };
        // First what may take minutes, so that no server waits for it.
        self.succeeds(&mut cargo("build"))?;
        let mock = Mock::start(workspace, self.api)?;
        let mut run = cargo("run");
        run.env(self.url, mock.url()).env(self.key, "sk_test_of_no_one");
        // A proxy would be asked for this machine's own address.
        run.env("NO_PROXY", "127.0.0.1");
        self.succeeds(&mut run).inspect_err(|_| screen::note(mock.said()))
    }

    fn succeeds(&self, command: &mut Command) -> Result<(), Failure> {
        match command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::fault(format!("{} ended with {status}", self.example))),
            Err(error) => Err(Failure::fault(format!("cannot run cargo: {error}"))),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_api_is_called_against_a_mock_server() {
        let workspace = Workspace::find().unwrap();
        for api in Source::all(&workspace).unwrap() {
            assert!(caller(&api.module).is_ok(), "{}", api.module);
        }
        let failure = caller("pets").err().unwrap().to_string();
        assert!(failure.contains("tests/contract/pets.rs"), "{failure}");
    }
}
