//! What a client takes to write, beside what its libraries take to parse the document and to print the files, and
//! whether ten times the document takes ten times as much.
//!
//! Printing is what syn and prettyplease take for the tokens of the Rust files. Not all of them come about that way.
//!
//! `cargo bench -p specsmith` takes a made-up API; `cargo bench -p specsmith -- FILE …` takes documents of yours as
//! well. Prints the least of several runs in milliseconds of processor time, of all threads together, and ratios of the
//! same run. Allocates as `xtask` does.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use cpu_time::ProcessTime;
use mimalloc::MiMalloc;
use proc_macro2::TokenStream;
use specsmith::diag::Rigor;
use specsmith::{Config, Manifest, Spec};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const ROUNDS: usize = 7;

/// Resources of the made-up API: three operations and three types each.
const RESOURCES: usize = 60;

fn main() {
    println!(
        "{:40} {:>6} {:>8} {:>8} {:>8} {:>6}",
        "document", "kB", "parse ms", "print ms", "all ms", "ratio"
    );
    let once = measure("made up", &document(RESOURCES));
    let tenfold = measure("made up, ten times", &document(10 * RESOURCES));
    println!(
        "ten times the document takes {:.1} times as much, its parsing {:.1} times",
        ratio(tenfold.all, once.all),
        ratio(tenfold.parse, once.parse),
    );
    // Cargo passes options of its own.
    for path in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        let name = Path::new(&path).file_name().unwrap().to_string_lossy().into_owned();
        measure(&name, &std::fs::read_to_string(&path).unwrap());
    }
}

/// What parts of the work take.
struct Times {
    parse: Duration,
    all: Duration,
}

fn measure(name: &str, text: &str) -> Times {
    let config = Config {
        name: "bench".to_owned(),
        version: "0.1.0".to_owned(),
        description: "A client".to_owned(),
        licences: Vec::new(),
        manifest: Manifest::Standalone { runtime: "\"0.1\"".to_owned() },
    };
    let parse = best(|| load(name, text));
    let all = best(|| {
        let files = specsmith::generate(&[load(name, text)], &config).files;
        assert!(!files.is_empty(), "{name} has an error");
        files
    });
    let files = specsmith::generate(&[load(name, text)], &config).files;
    let tokens: Vec<TokenStream> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(_, text)| text.parse().unwrap())
        .collect();
    let print = best(|| {
        for tokens in &tokens {
            black_box(prettyplease::unparse(&syn::parse2(tokens.clone()).unwrap()));
        }
    });
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{name:40} {:>6} {:>8.1} {:>8.1} {:>8.1} {:>6.1}",
        text.len() / 1000,
        ms(parse),
        ms(print),
        ms(all),
        ratio(all, parse + print),
    );
    Times { parse, all }
}

fn load(name: &str, text: &str) -> Spec {
    // An extension tells the syntax where the text begins like the other one.
    let entry = if name.ends_with(".json") { "api.json" } else { "api.yaml" };
    Spec::load("api", entry, Rigor::Lenient, &mut |_| Ok(text.to_owned()))
}

fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let time = |run: &mut dyn FnMut() -> T| {
        let start = ProcessTime::now();
        black_box(run());
        start.elapsed()
    };
    (0..ROUNDS).map(|_| time(&mut run)).min().unwrap()
}

fn ratio(left: Duration, right: Duration) -> f64 {
    left.as_secs_f64() / right.as_secs_f64()
}

/// A document with so many resources, no two with a name in common.
fn document(resources: usize) -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    for number in 0..resources {
        let _ = write!(
            paths,
            "  /widgets{number}:
    get:
      operationId: listWidgets{number}
      tags: [widgets{number}]
      summary: Lists the widgets of kind {number}.
      parameters:
        - {{name: limit, in: query, schema: {{type: integer, minimum: 1, maximum: 100}}}}
        - {{name: after, in: query, schema: {{type: string}}}}
      responses:
        '200': {{description: A page., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Widgets{number}'}}}}}}}}
        '401': {{description: Who are you?, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Problem{number}'}}}}}}}}
    post:
      operationId: createWidget{number}
      tags: [widgets{number}]
      summary: Creates a widget of kind {number}.
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/Widget{number}'}}}}}}
      responses:
        '201': {{description: The widget., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Widget{number}'}}}}}}}}
        '422': {{description: No such widget., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Problem{number}'}}}}}}}}
  /widgets{number}/{{id}}:
    get:
      operationId: getWidget{number}
      tags: [widgets{number}]
      summary: Gives one widget of kind {number}.
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string}}}}
      responses:
        '200': {{description: The widget., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Widget{number}'}}}}}}}}
        '404': {{description: No such widget., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Problem{number}'}}}}}}}}
"
        );
        let _ = write!(
            schemas,
            "    Widgets{number}:
      type: object
      required: [data]
      properties:
        data: {{type: array, items: {{$ref: '#/components/schemas/Widget{number}'}}}}
        next: {{type: [string, 'null'], description: Where the next page begins.}}
    Widget{number}:
      type: object
      required: [id, name, state]
      properties:
        id: {{type: string, readOnly: true, description: Identifies the widget.}}
        name: {{type: string, maxLength: 80, description: What people call it.}}
        state: {{type: string, enum: [new, used, broken]}}
        size: {{type: number, minimum: 0}}
        created_at: {{type: string, format: date-time, readOnly: true}}
        labels: {{type: object, additionalProperties: {{type: string}}}}
        parts:
          type: array
          items:
            type: object
            required: [name]
            properties:
              name: {{type: string}}
              count: {{type: integer}}
    Problem{number}:
      type: object
      required: [title]
      properties:
        title: {{type: string}}
        detail: {{type: string}}
"
        );
    }
    format!(
        "openapi: 3.1.0\ninfo: {{title: Widgets, version: '1'}}\nservers: [{{url: 'https://widgets.example'}}]\n\
         paths:\n{paths}components:\n  schemas:\n{schemas}"
    )
}
