#![no_main]

mod mutate;

libfuzzer_sys::fuzz_target!(|data: &[u8]| specsmith::fuzz::generate(data));

// Bytes changed by chance are hardly ever a document: two times of three the tree is changed instead.
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match mutate::tree(&data[..size], max_size, seed) {
        Some(text) if seed % 3 != 0 => {
            data[..text.len()].copy_from_slice(&text);
            text.len()
        }
        _ => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
});
