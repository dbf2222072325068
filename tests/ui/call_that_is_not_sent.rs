#![deny(unused_must_use)]

fn main() {
    let clerk = tokensmith::clerk::Client::new("sk").unwrap();
    clerk.machines().delete("mch_1");
}
