//! Reading and writing a page of about 1 MB, beside `serde_json` into derived structs and the pull
//! parser `jiter` and `serde_json`'s own deserializer filling the same kind of slots.
//!
//! `cargo bench -p specsmith-runtime --bench json --no-default-features --features serde` prints nanoseconds a byte, the best of many
//! interleaved runs, and ratios to `serde_json`. The figures in docs/adr/0002 come from it.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, unreachable_pub)]

#[path = "json/erased.rs"]
mod erased;
#[path = "json/model.rs"]
mod model;
#[path = "json/pull.rs"]
mod pull;

use std::hint::black_box;
use std::time::Instant;

use specsmith_runtime::emit::Value;
use specsmith_runtime::json;

use model::{Page, Wide};

const ROUNDS: usize = 60;

fn main() {
    let page = model::page();
    let text = json::to_vec(&page).unwrap();
    assert!(serde_json::from_slice::<Page>(&text).unwrap() == page);
    assert!(json::from_slice::<Page>(&text).unwrap() == page);
    assert!(pull::from_slice(&text) == page);
    assert!(erased::from_slice(&text) == page);
    // Not the same text: it spells whole numbers of floating point as `1.0`.
    assert!(json::from_slice::<Page>(&serde_json::to_vec(&page).unwrap()).unwrap() == page);
    let pretty = serde_json::to_vec_pretty(&page).unwrap();
    let shuffled = serde_json::to_vec(&serde_json::to_value(&page).unwrap()).unwrap();

    for (name, text) in [("compact", &text), ("pretty", &pretty), ("members sorted", &shuffled)] {
        compare(
            &format!("decode, {name}"),
            text.len(),
            &mut [
                ("serde_json derived", &mut || {
                    black_box(serde_json::from_slice::<Page>(black_box(text)).unwrap());
                }),
                ("ours", &mut || {
                    black_box(json::from_slice::<Page>(black_box(text)).unwrap());
                }),
                ("jiter in slots", &mut || {
                    black_box(pull::from_slice(black_box(text)));
                }),
                ("serde_json in slots", &mut || {
                    black_box(erased::from_slice(black_box(text)));
                }),
            ],
        );
    }
    let wide = serde_json::to_vec(&serde_json::to_value(model::wide()).unwrap()).unwrap();
    compare(
        "decode, 58 members sorted",
        wide.len(),
        &mut [
            ("serde_json derived", &mut || {
                black_box(serde_json::from_slice::<Vec<Wide>>(black_box(&wide)).unwrap());
            }),
            ("ours", &mut || {
                black_box(json::from_slice::<Vec<Wide>>(black_box(&wide)).unwrap());
            }),
        ],
    );
    compare(
        "decode to a tree",
        text.len(),
        &mut [
            ("serde_json", &mut || {
                black_box(serde_json::from_slice::<Value>(black_box(&text)).unwrap());
            }),
            ("ours", &mut || {
                black_box(json::from_slice::<Value>(black_box(&text)).unwrap());
            }),
            ("jiter", &mut || {
                black_box(jiter::JsonValue::parse(black_box(&text), false).unwrap());
            }),
        ],
    );
    compare(
        "skip",
        text.len(),
        &mut [
            ("serde_json", &mut || {
                black_box(
                    serde_json::from_slice::<serde::de::IgnoredAny>(black_box(&text)).unwrap(),
                );
            }),
            ("ours", &mut || {
                black_box(json::Reader::new(black_box(&text)).unwrap().raw().unwrap());
            }),
            ("jiter", &mut || {
                jiter::Jiter::new(black_box(&text)).next_skip().unwrap();
            }),
        ],
    );
    compare(
        "encode",
        text.len(),
        &mut [
            ("serde_json derived", &mut || {
                black_box(serde_json::to_vec(black_box(&page)).unwrap());
            }),
            ("ours", &mut || {
                black_box(json::to_vec(black_box(&page)).unwrap());
            }),
        ],
    );
    #[cfg(feature = "serde")]
    bridge(&page, &text);
}

#[cfg(feature = "serde")]
fn bridge(page: &Page, text: &[u8]) {
    use specsmith_runtime::emit as rt;

    struct Bridged(Page);
    impl rt::Json for Bridged {
        fn empty() -> Self {
            Self(rt::empty())
        }
        fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
            self.0.read(r)
        }
        fn write(&self, w: &mut rt::Writer<'_>) {
            self.0.write(w);
        }
    }
    specsmith_runtime::serde_bridge!(Bridged);

    let bridged = Bridged(page.clone());
    compare(
        "decode by serde",
        text.len(),
        &mut [
            ("serde_json derived", &mut || {
                black_box(serde_json::from_slice::<Page>(black_box(text)).unwrap());
            }),
            ("bridge", &mut || {
                black_box(serde_json::from_slice::<Bridged>(black_box(text)).unwrap());
            }),
        ],
    );
    compare(
        "encode by serde",
        text.len(),
        &mut [
            ("serde_json derived", &mut || {
                black_box(serde_json::to_vec(black_box(page)).unwrap());
            }),
            ("bridge", &mut || {
                black_box(serde_json::to_vec(black_box(&bridged)).unwrap());
            }),
        ],
    );
}

/// Runs the candidates in turn and prints the best time of each; the first is the measure.
fn compare(what: &str, bytes: usize, candidates: &mut [(&str, &mut dyn FnMut())]) {
    let mut best = vec![f64::INFINITY; candidates.len()];
    for _ in 0..ROUNDS {
        for ((_, run), best) in candidates.iter_mut().zip(&mut best) {
            let start = Instant::now();
            run();
            *best = best.min(start.elapsed().as_secs_f64());
        }
    }
    println!("{what} ({bytes} bytes)");
    for ((name, _), time) in candidates.iter().zip(&best) {
        let rate = time * 1e9 / bytes as f64;
        println!("  {name:<20} {rate:6.2} ns/byte   {:5.2}", time / best[0]);
    }
}
