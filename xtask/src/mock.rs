//! A mock server of an API, for as long as a value lives.

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::workspace::Workspace;

const SCRIPT: &str = "tests/contract/mock.sh";

/// How long the server may take until it listens: a slow machine, busy with other things.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is asked whether it does.
const INTERVAL: Duration = Duration::from_millis(100);

/// A server that listens on this machine. It is stopped when this is dropped.
#[derive(Debug)]
pub(crate) struct Mock {
    address: SocketAddr,
    process: Child,
    log: PathBuf,
}

impl Mock {
    /// Serves specs/API/openapi.yaml, and returns when the server listens.
    pub(crate) fn start(workspace: &Workspace, api: &str) -> Result<Self, Failure> {
        let failed = |error| Failure::fault(format!("cannot start {SCRIPT}: {error}"));
        let address = free().map_err(failed)?;
        let log = workspace.target().join(format!("mock-{api}.log"));
        fs::create_dir_all(workspace.target()).map_err(failed)?;
        let output = File::create(&log).map_err(failed)?;
        // The script becomes the server by `exec`, so the process that we stop is the server.
        let process = Command::new("sh")
            .args([SCRIPT, api, &address.port().to_string()])
            .current_dir(workspace.root())
            // In production, the server would leave its work to children of its own.
            .env_remove("NODE_ENV")
            .stdin(Stdio::null())
            .stdout(output.try_clone().map_err(failed)?)
            .stderr(output)
            .spawn()
            .map_err(failed)?;
        let mut mock = Self { address, process, log };
        mock.wait()?;
        Ok(mock)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What the server has said so far.
    pub(crate) fn said(&self) -> String {
        fs::read(&self.log).map_or_else(
            |error| error.to_string(),
            |text| String::from_utf8_lossy(&text).into_owned(),
        )
    }

    fn wait(&mut self) -> Result<(), Failure> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if TcpStream::connect_timeout(&self.address, INTERVAL).is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.process.try_wait() {
                return Err(Failure::fault(format!("{SCRIPT}: {status}\n{}", self.said())));
            }
            thread::sleep(INTERVAL);
        }
        let seconds = PATIENCE.as_secs();
        Err(Failure::fault(format!("{SCRIPT}: nothing after {seconds} s\n{}", self.said())))
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // It may have ended by itself, which is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An address of this machine where nothing listens.
fn free() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    /// A checkout whose mock server is this script.
    fn checkout(script: &str) -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join(SCRIPT);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, script).unwrap();
        let workspace = Workspace::at(folder.path().to_owned());
        (folder, workspace)
    }

    #[test]
    fn a_server_that_ends_at_once_is_a_failure_with_its_words() {
        let (_folder, workspace) = checkout("echo \"no $1 here\"; exit 3");
        let failure = Mock::start(&workspace, "pets").unwrap_err().to_string();
        assert!(failure.contains("no pets here"), "{failure}");
    }

    #[test]
    fn a_server_is_waited_for_and_stopped() {
        if !crate::contract::is_installed("python3") {
            return;
        }
        let server = "import socket,sys,time\n\
            s=socket.socket();s.bind(('127.0.0.1',int(sys.argv[1])));s.listen()\n\
            time.sleep(600)";
        let (_folder, workspace) = checkout(&format!("exec python3 -c \"{server}\" \"$2\""));
        let mock = Mock::start(&workspace, "pets").unwrap();
        let address = mock.address;
        assert!(TcpStream::connect(address).is_ok());
        drop(mock);
        assert!(TcpStream::connect(address).is_err());
    }
}
