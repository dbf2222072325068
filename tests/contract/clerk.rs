//! Every operation of Clerk, with its required inputs only and with all of them, against a mock that
//! refuses what does not fit the description (`mock.sh clerk PORT`). Every call has to succeed.
//!
//! `cargo xtask contract` runs it. It reads `CLERK_API_URL`, which has to be on this machine, and
//! `CLERK_SECRET_KEY`.

#![allow(clippy::print_stdout, reason = "what it finds is what it prints")]

use std::env;
use std::process::ExitCode;

use tokensmith::clerk::{Client, types::MachineOrder};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let url = env::var("CLERK_API_URL").unwrap_or_default();
    if !url.starts_with("http://127.0.0.1:") {
        println!("CLERK_API_URL is not the address of a mock on this machine: {url:?}");
        return ExitCode::FAILURE;
    }
    let clerk = match Client::from_env() {
        Ok(clerk) => clerk,
        Err(error) => {
            println!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let machines = clerk.machines();
    let mut tally = Tally::default();

    tally.add("list", machines.list().send().await);
    let list = machines.list().limit(500).offset(10).query("a b&c=d/é+");
    tally.add("list, all inputs", list.order_by(MachineOrder::NameAscending).send().await);

    tally.add("create", machines.create("worker").send().await);
    let create = machines.create("wörker \"1\"").scoped_machines(["mch_2", "mch_3"]);
    tally.add("create, all inputs", create.default_token_ttl(3600).send().await);

    tally.add("get", machines.get("mch_1").send().await);

    tally.add("update", machines.update("mch_1").send().await);
    let update = machines.update("mch_1").name("invoices").default_token_ttl(3600);
    tally.add("update, all inputs", update.send().await);

    tally.add("delete", machines.delete("mch_1").send().await);
    tally.add("get_secret_key", machines.get_secret_key("mch_1").send().await);
    tally.add("rotate_secret_key", machines.rotate_secret_key("mch_1", 0).send().await);
    tally.add("create_scope", machines.create_scope("mch_1", "mch_2").send().await);
    tally.add("delete_scope", machines.delete_scope("mch_1", "mch_2").send().await);

    // That the mock does look: a request that the description forbids.
    tally.refuse("list, a limit of 0", &machines.list().limit(0).send().await);
    tally.end()
}

/// How many calls were made, and how many of them failed.
#[derive(Default)]
struct Tally {
    calls: usize,
    failed: usize,
}

impl Tally {
    fn add<T, E>(&mut self, call: &str, result: Result<T, tokensmith::Error<E>>) {
        self.calls += 1;
        match result {
            Ok(_) => println!("ok      {call}"),
            Err(error) => {
                self.failed += 1;
                // The mock says in the body what does not fit; there is nobody's data in it.
                let body = error.body().map(|body| String::from_utf8_lossy(body).into_owned());
                println!("FAILED  {call}: {error}\n{}", body.unwrap_or_default());
            }
        }
    }

    fn refuse<T, E>(&mut self, call: &str, result: &Result<T, tokensmith::Error<E>>) {
        self.calls += 1;
        match result {
            Err(error) if error.status().is_some_and(|status| status.is_client_error()) => {
                println!("ok      {call} is refused");
            }
            Ok(_) | Err(_) => {
                self.failed += 1;
                println!("FAILED  {call} is not refused");
            }
        }
    }

    fn end(self) -> ExitCode {
        println!("{} calls, {} failed", self.calls, self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
