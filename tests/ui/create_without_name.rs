fn main() {
    let clerk = tokensmith::clerk::Client::new("sk").unwrap();
    drop(clerk.machines().create());
}
