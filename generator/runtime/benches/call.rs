//! A small JSON GET over a kept connection on loopback: our call, with its guards, retries and time
//! limits on, beside `reqwest` and `serde` as one would write it by hand.
//!
//! `cargo bench -p specsmith-runtime --bench call` prints CPU time and allocations of a call and their
//! ratios. Both take turns in one process; the server is a thread that allocates nothing, and CPU time
//! is that of the client's thread. The ratio of times is the median of those of neighbouring rounds. On a
//! machine with other work, pin the process to one processor (`taskset -c 0`): otherwise what it costs to
//! wake the server's threads, which may live on different ones, decides.
//!
//! "By hand" has limits on connecting and on all of it; "with care", one on silences and one on the length of
//! the body as well.
//!
//! After that, the most bytes that paging through many items holds at a time.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::alloc::System;
use std::convert::Infallible;
use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use cpu_time::ThreadTime;
use http::{Request, Response};
use serde::Deserialize;
use specsmith_runtime::emit as rt;
use specsmith_runtime::{
    Attempt, Body, BoxFuture, Clock, MemoryTransport, Transport, TransportError,
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Short and many, so that what else the machine does falls on both sides of a pair alike.
const ROUNDS: usize = 151;
const CALLS: u32 = 250;

#[derive(Deserialize)]
#[allow(dead_code)]
struct Machine {
    id: String,
    name: String,
    created_at: i64,
}

const MACHINE: &rt::Shape =
    &rt::Shape { name: "Machine", required: &["id", "name", "created_at"], optional: &[] };

impl rt::Json for Machine {
    fn empty() -> Self {
        Self { id: rt::empty(), name: rt::empty(), created_at: rt::empty() }
    }

    fn read(&mut self, reader: &mut rt::Reader<'_>) -> rt::JsonResult {
        reader.object(MACHINE, &mut [&mut self.id, &mut self.name, &mut self.created_at])
    }

    fn write(&self, writer: &mut rt::Writer<'_>) {
        writer.object(MACHINE, &[&self.id, &self.name, &self.created_at]);
    }
}

static API: rt::Api = rt::Api {
    name: "bench",
    servers: &["https://api.example.com/v1"],
    schemes: &[rt::Scheme { name: "bearer", kind: rt::SchemeKind::Bearer, env: &[] }],
    user_agent: "bench/1",
    ..rt::Api::DEFAULT
};

static GET: rt::Operation = rt::Operation {
    id: "GetMachine",
    path: "/machines/{machine_id}",
    accept: "application/json",
    security: &[&[0]],
    success: &[rt::Case::new(rt::Status::Code(200), 0)],
    ..rt::Operation::DEFAULT
};

fn main() {
    let address = serve();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(compare(address));
    for items in [1_000, 100_000] {
        let (count, peak) = runtime.block_on(page_through(items));
        println!("peak of bytes while paging through {count:>6} items: {peak:>6}");
    }
}

async fn compare(address: SocketAddr) {
    let base = format!("http://{address}/v1");
    let client = rt::ClientBuilder::new(&API)
        .base_url(&base)
        .credential(0, rt::Credential::token("sk_test"))
        .build()
        .unwrap();
    let theirs = reqwest::Client::builder()
        .user_agent("bench/1")
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(60))
        .build()
        .unwrap();
    let careful = reqwest::Client::builder()
        .user_agent("bench/1")
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(30))
        .timeout(Duration::from_secs(60))
        .build()
        .unwrap();
    let (mut ours_cpu, mut theirs_cpu, mut careful_cpu) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ours_allocations, mut theirs_allocations) = (0, 0);
    for round in 0..ROUNDS {
        let start = (Region::new(ALLOCATOR), ThreadTime::now());
        for _ in 0..CALLS {
            let url = format!("{base}/machines/mch_1");
            let request =
                theirs.get(url).bearer_auth("sk_test").header("accept", "application/json");
            let response = request.send().await.unwrap().error_for_status().unwrap();
            let machine: Machine =
                serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
            black_box(&machine);
        }
        theirs_cpu.push(each(start.1.elapsed()));
        theirs_allocations = start.0.change().allocations;

        let start = (Region::new(ALLOCATOR), ThreadTime::now());
        for _ in 0..CALLS {
            let mut call = client.call(&GET);
            call.path("machine_id", &"mch_1".to_owned());
            let machine = call.send::<Machine, Infallible>().await.unwrap();
            black_box(&machine);
        }
        ours_cpu.push(each(start.1.elapsed()));
        ours_allocations = start.0.change().allocations;

        let start = ThreadTime::now();
        for _ in 0..CALLS {
            black_box(&with_care(&careful, &base).await);
        }
        careful_cpu.push(each(start.elapsed()));
        if round == 0 {
            careful_cpu.clear();
            ours_cpu.clear();
            theirs_cpu.clear();
        }
    }
    let to = |others: &[f64]| {
        median(ours_cpu.iter().zip(others).map(|(ours, others)| ours / others).collect())
    };
    let (ratio, to_careful) = (to(&theirs_cpu), to(&careful_cpu));
    let (ours, theirs) = (median(ours_cpu), median(theirs_cpu));
    let a_call = |count: usize| count as f64 / f64::from(CALLS);
    println!("                 by hand       ours      ratio");
    println!("CPU µs a call   {theirs:>8.2}   {ours:>8.2}   {ratio:>8.3}");
    println!("      with care {:>8.2}              {to_careful:>8.3}", median(careful_cpu));
    println!(
        "allocations     {:>8.1}   {:>8.1}   {:>8.3}",
        a_call(theirs_allocations),
        a_call(ours_allocations),
        a_call(ours_allocations) / a_call(theirs_allocations)
    );
}

/// By hand, with the limits that our call has too: on silences and on the length of the body.
async fn with_care(client: &reqwest::Client, base: &str) -> Machine {
    let url = format!("{base}/machines/mch_1");
    let request = client.get(url).bearer_auth("sk_test").header("accept", "application/json");
    let mut response = request.send().await.unwrap().error_for_status().unwrap();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        assert!(body.len() + chunk.len() <= 64 << 20, "too long");
        body.extend_from_slice(&chunk);
    }
    serde_json::from_slice(&body).unwrap()
}

fn median(mut rounds: Vec<f64>) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}

/// Microseconds of one call.
fn each(round: Duration) -> f64 {
    round.as_secs_f64() * 1e6 / f64::from(CALLS)
}

static LIST: rt::Operation = rt::Operation { id: "List", security: &[], path: "/machines", ..GET };

static PAGES: rt::Pagination = rt::Pagination {
    items: "/data",
    or_array: false,
    total: Some("/total"),
    limit: Some("limit"),
    next: rt::Next::Offset { parameter: "offset" },
};

/// Makes a page of 100 machines when it is asked for.
#[derive(Debug)]
struct Pages {
    items: usize,
    clock: Arc<dyn Clock>,
}

impl Transport for Pages {
    fn send(
        &self,
        request: Request<Body>,
        _attempt: Attempt,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let query = request.uri().query().unwrap_or_default();
        let offset = query.split('&').find_map(|pair| pair.strip_prefix("offset="));
        let from = offset.map_or(0, |offset| offset.parse::<usize>().unwrap());
        let machine =
            |at| format!(r#"{{"id":"mch_{at}","name":"worker","created_at":1700000000000}}"#);
        let data: Vec<_> = (from..(from + 100).min(self.items)).map(machine).collect();
        let page = format!(r#"{{"data":[{}],"total":{}}}"#, data.join(","), self.items);
        Box::pin(async { Ok(Response::new(Body::from(page))) })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }
}

/// How many items there were, and the most bytes that were held when one was given out.
async fn page_through(items: usize) -> (usize, usize) {
    let pages = Pages { items, clock: MemoryTransport::new().clock() };
    let client = rt::ClientBuilder::new(&API).transport(pages).build().unwrap();
    let region = Region::new(ALLOCATOR);
    let mut stream: rt::ItemStream<Machine, Infallible> = client.call(&LIST).items(&PAGES);
    let (mut count, mut peak) = (0, 0);
    while let Some(machine) = stream.try_next().await.unwrap() {
        let now = region.change();
        peak = peak.max(now.bytes_allocated - now.bytes_deallocated);
        count += 1;
        black_box(&machine);
    }
    (count, peak)
}

/// Answers every request on every connection with the same machine, without allocating.
fn serve() -> SocketAddr {
    const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: r1\r\n\
        content-length: 63\r\n\r\n{\"id\":\"mch_1\",\"name\":\"worker\",\"created_at\":1700000000000,\"x\":1}";
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            stream.set_nodelay(true).unwrap();
            std::thread::spawn(move || {
                let mut buffer = [0; 4096];
                let mut end = 0;
                while let Ok(count @ 1..) = stream.read(&mut buffer[end..]) {
                    end += count;
                    if buffer[..end].ends_with(b"\r\n\r\n") {
                        end = 0;
                        if stream.write_all(ANSWER).is_err() {
                            return;
                        }
                    }
                }
            });
        }
    });
    address
}
