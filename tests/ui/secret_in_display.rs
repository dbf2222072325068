fn main() {
    println!("{}", tokensmith::Secret::from("sk"));
}
