fn main() {
    let clerk = tokensmith::clerk::Client::new("sk").unwrap();
    drop(clerk.machines().rotate_secret_key("mch_1"));
}
