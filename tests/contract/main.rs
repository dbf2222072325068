//! Every operation of an API against a mock server that knows its description alone and refuses what does
//! not fit it: with required inputs only and with all of them, and with every described answer asked for.
//!
//! usage: contract API URL
//!
//! `cargo xtask contract` runs it, with `mock.sh API PORT` behind the URL. It exits 1 when something is not
//! as described.

#![allow(clippy::print_stdout, reason = "what it finds is what it prints")]

use std::env;
use std::error::Error;
use std::process::ExitCode;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use calls::{APIS, Answer, Call, Failure, Inputs, Make, Operation};

#[path = "../calls.rs"]
mod calls;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [api, url] = arguments.as_slice() else {
        println!("usage: contract API URL");
        return ExitCode::from(2);
    };
    if !url.starts_with("http://127.0.0.1:") {
        println!("{url:?} is not the address of a mock on this machine");
        return ExitCode::from(2);
    }
    let Some((api, make)) = APIS.iter().find(|(name, _)| name == api) else {
        println!("nothing calls {api}: name it in tests/calls.rs");
        return ExitCode::FAILURE;
    };
    match run(api, *make, url).await {
        Ok(tally) => tally.end(),
        Err(error) => {
            println!("FAILED  {api}: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(api: &'static str, make: Make, url: &str) -> Result<Tally, Box<dyn Error>> {
    let mut tally = Tally { api, calls: 0, answers: 0, failed: 0 };
    for call in make(url, None)? {
        let (operation, inputs) = (call.operation, call.inputs);
        let outcome = call.send().await;
        tally.calls += 1;
        tally.add(operation, &format!("{inputs:?}"), success(outcome));
    }
    for status in statuses(make)? {
        // How Prism is asked for an answer.
        let prefer = format!("code={status}");
        for call in make(url, Some(("prefer", &prefer)))? {
            let operation = call.operation;
            let described = operation.answers.iter().find(|answer| answer.status == status);
            let (Some(answer), false) = (described, call.inputs == Inputs::All) else { continue };
            let outcome = call.send().await;
            tally.answers += 1;
            tally.add(operation, &status.to_string(), described_by(answer, outcome));
        }
    }
    let calls = make(url, None)?;
    tally.refused(url, &calls).await?;
    Ok(tally)
}

/// Every status that an operation of the API describes.
fn statuses(make: Make) -> Result<Vec<u16>, Box<dyn Error>> {
    let calls = make("http://127.0.0.1:9", None)?;
    let answers = calls.iter().flat_map(|call| call.operation.answers);
    let mut statuses: Vec<u16> = answers.map(|answer| answer.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    Ok(statuses)
}

fn success(outcome: Result<(), Failure>) -> Result<(), String> {
    outcome.map_err(|failure| failure.text)
}

/// Whether a call ended as the answer that was asked for is described.
fn described_by(answer: &Answer, outcome: Result<(), Failure>) -> Result<(), String> {
    match outcome {
        Err(failure) if answer.is_success() => Err(failure.text),
        Ok(()) if answer.is_success() => Ok(()),
        Ok(()) => Err("a success".to_owned()),
        Err(failure) if failure.status != Some(answer.status) => Err(failure.text),
        Err(failure) if failure.typed != answer.typed => {
            let is = if answer.typed { "has no type" } else { "has a type" };
            Err(format!("the error {is}: {}", failure.text))
        }
        Err(_) => Ok(()),
    }
}

/// How much was done, and what of it went wrong.
struct Tally {
    api: &'static str,
    calls: usize,
    answers: usize,
    failed: usize,
}

impl Tally {
    /// Adds what came of a call: `case` is the inputs that it has, or the status that was asked for.
    fn add(&mut self, operation: &Operation, case: &str, outcome: Result<(), String>) {
        if let Err(problem) = outcome {
            self.failed += 1;
            let Operation { group, method, .. } = operation;
            println!("FAILED  {}.{group}.{method}, {case}: {problem}", self.api);
        }
    }

    /// That the mock does look: a request with neither credentials nor a body is refused.
    async fn refused(&mut self, url: &str, calls: &[Call]) -> Result<(), Box<dyn Error>> {
        let operation = calls.iter().map(|call| call.operation).find(|it| it.verb == "POST");
        let Some(operation) = operation else { return Err("nothing to refuse".into()) };
        let address = url.trim_start_matches("http://");
        let path = operation.path.replace(['{', '}'], "");
        let head = format!("POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(format!("{head}content-length: 0\r\n\r\n").as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        let refused = answer.starts_with(b"HTTP/1.1 4");
        let outcome = if refused { Ok(()) } else { Err("is not refused".to_owned()) };
        self.add(operation, "nothing sent", outcome);
        Ok(())
    }

    fn end(self) -> ExitCode {
        let Self { api, calls, answers, failed } = self;
        println!("{api}: {calls} calls, {answers} answers asked for, {failed} failed");
        if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
