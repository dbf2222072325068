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
    security: Some(&[&[0]]),
    success: &[rt::Case::new(&[200], 0)],
    ..rt::Operation::DEFAULT
};

fn main() {
    let address = serve();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let clients = Clients::new(address);
    if let Some((side, count)) = alone() {
        return runtime.block_on(clients.calls(side, count));
    }
    runtime.block_on(compare(&clients));
    for items in [1_000, 100_000] {
        let (count, peak) = runtime.block_on(page_through(items));
        println!("peak of bytes while paging through {count:>6} items: {peak:>6}");
    }
}

/// What `-- ours 1200` and the like ask for: so many calls of that side, for tools that look at one alone.
fn alone() -> Option<(Side, u32)> {
    let arguments: Vec<_> = std::env::args().filter(|argument| argument != "--bench").collect();
    let [_, side, count] = &*arguments else { return None };
    let side = match &**side {
        "by-hand" => Side::ByHand,
        "with-care" => Side::WithCare,
        "ours" => Side::Ours,
        _ => return None,
    };
    Some((side, count.parse().ok()?))
}

/// One of the sides that take turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    ByHand,
    WithCare,
    Ours,
}

const SIDES: [Side; 3] = [Side::ByHand, Side::Ours, Side::WithCare];

/// A client for each side, with connections of its own.
struct Clients {
    base: String,
    by_hand: reqwest::Client,
    with_care: reqwest::Client,
    ours: rt::Client,
}

impl Clients {
    fn new(address: SocketAddr) -> Self {
        let base = format!("http://{address}/v1");
        let theirs = || {
            reqwest::Client::builder()
                .user_agent("bench/1")
                .connect_timeout(Duration::from_secs(10))
                .timeout(Duration::from_secs(60))
        };
        let with_care = theirs()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .read_timeout(Duration::from_secs(30));
        let ours = rt::ClientBuilder::new(&API)
            .base_url(&base)
            .credential(0, rt::Credential::token("sk_test"));
        Self {
            base,
            by_hand: theirs().build().unwrap(),
            with_care: with_care.build().unwrap(),
            ours: ours.build().unwrap(),
        }
    }

    async fn calls(&self, side: Side, count: u32) {
        match side {
            Side::ByHand => {
                for _ in 0..count {
                    black_box(&by_hand(&self.by_hand, &self.base).await);
                }
            }
            Side::WithCare => {
                for _ in 0..count {
                    black_box(&with_care(&self.with_care, &self.base).await);
                }
            }
            Side::Ours => {
                for _ in 0..count {
                    black_box(&ours(&self.ours).await);
                }
            }
        }
    }
}

async fn compare(clients: &Clients) {
    let mut cpu = [const { Vec::new() }; SIDES.len()];
    let mut allocations = [0; SIDES.len()];
    // The first one is for warming up.
    for round in 0..=ROUNDS {
        // Who comes after whom changes, so that nobody always finds the caches as another one left them.
        let mut turns = [0, 1, 2];
        turns.rotate_left(round % SIDES.len());
        if round % 2 == 1 {
            turns.reverse();
        }
        for side in turns {
            let start = (Region::new(ALLOCATOR), ThreadTime::now());
            clients.calls(SIDES[side], CALLS).await;
            if round > 0 {
                cpu[side].push(each(start.1.elapsed()));
            }
            allocations[side] = start.0.change().allocations;
        }
    }
    let [by_hand, ours, with_care] = &cpu;
    let to = |others: &[f64]| median(ours.iter().zip(others).map(|(ours, others)| ours / others));
    let cpu = |side: &[f64]| median(side.iter().copied());
    let a_call = |count: usize| count as f64 / f64::from(CALLS);
    println!("                 by hand       ours      ratio");
    println!("CPU µs a call   {:>8.2}   {:>8.2}   {:>8.3}", cpu(by_hand), cpu(ours), to(by_hand));
    println!("      with care {:>8.2}              {:>8.3}", cpu(with_care), to(with_care));
    println!(
        "allocations     {:>8.1}   {:>8.1}   {:>8.3}",
        a_call(allocations[0]),
        a_call(allocations[1]),
        a_call(allocations[1]) / a_call(allocations[0])
    );
}

async fn by_hand(client: &reqwest::Client, base: &str) -> Machine {
    let url = format!("{base}/machines/mch_1");
    let request = client.get(url).bearer_auth("sk_test").header("accept", "application/json");
    let response = request.send().await.unwrap().error_for_status().unwrap();
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
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

async fn ours(client: &rt::Client) -> Machine {
    let mut call = client.call(&GET);
    call.path("machine_id", &"mch_1".to_owned());
    call.send::<Machine, Infallible>().await.unwrap()
}

fn median(rounds: impl Iterator<Item = f64>) -> f64 {
    let mut rounds: Vec<_> = rounds.collect();
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}

/// Microseconds of one call.
fn each(round: Duration) -> f64 {
    round.as_secs_f64() * 1e6 / f64::from(CALLS)
}

static LIST: rt::Operation =
    rt::Operation { id: "List", security: Some(&[]), path: "/machines", ..GET };

static PAGES: rt::Pagination = rt::Pagination {
    items: "/data",
    or_absent: false,
    or_array: false,
    total: Some("/total"),
    more: None,
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
