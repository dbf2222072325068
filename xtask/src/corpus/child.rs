//! A process of our own for each document.

use std::env;
use std::fs;
use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::summary::time;
use crate::workspace::Workspace;

use super::document::Document;
use super::measure::Measured;
use super::row::Row;

/// Hundreds of times what the largest public documents need.
const PATIENCE: Duration = Duration::from_secs(600);
const TICK: Duration = Duration::from_millis(10);

/// What a process of its own finds in a document. One that dies or never ends is the document's fault.
pub(super) fn measure(
    workspace: &Workspace,
    document: &Document,
    write: bool,
) -> Result<Measured, Failure> {
    let failed = |error: io::Error| Failure::fault(format!("cannot run ourselves: {error}"));
    let mut command = Command::new(env::current_exe().map_err(failed)?);
    command.arg("measure").arg(&document.path).args(["--name", &document.krate]);
    command.arg("--out").arg(document.folder(workspace));
    if write {
        command.arg("--write");
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let (out, err) = (reader(child.stdout.take()), reader(child.stderr.take()));
    let status = wait(&mut child).map_err(failed)?;
    let texts = (out.join().unwrap_or_default(), err.join().unwrap_or_default());
    let mut measured = match (status, serde_json::from_str::<Measured>(&texts.0)) {
        (Some(status), Ok(measured)) if status.success() => measured,
        (status, _) => Measured {
            row: Row { fault: Some(death(status, &texts.1)), ..Row::default() },
            files: vec![document.path.clone()],
        },
    };
    measured.row.document.clone_from(&document.name);
    measured.row.bytes = fs::metadata(&document.path).map_or(0, |metadata| metadata.len());
    Ok(measured)
}

/// Reads all of a stream beside us: a pipe that nobody empties blocks who writes to it.
fn reader(stream: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            // What was read until then says enough.
            let _ = stream.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// How the process ended, or nothing when it had to be stopped.
fn wait(child: &mut Child) -> io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(TICK);
    }
}

fn death(status: Option<ExitStatus>, stderr: &str) -> String {
    let last = stderr.lines().map(str::trim).rfind(|line| !line.is_empty());
    match (status, last) {
        (None, _) => format!("not done after {}", time(PATIENCE)),
        (Some(status), Some(last)) => format!("the generator died ({status}): {last}"),
        (Some(status), None) => format!("the generator died ({status})"),
    }
}
