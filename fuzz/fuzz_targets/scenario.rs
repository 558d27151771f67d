//! Feeds texts to the reader of scenarios. Half of the changes are libFuzzer's, byte by byte; half go by the lines,
//! tables and words of a scenario, since a text that is no TOML gets no further than its first mistake.

#![no_main]

#[path = "../drive.rs"]
mod drive;
#[path = "../mutate.rs"]
mod mutate;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| {
    if let Ok(input) = std::str::from_utf8(data) {
        drive::drive(input);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let text = std::str::from_utf8(data.get(..size).unwrap_or_default()).ok();
    match text.filter(|_| seed % 4 != 0).and_then(|text| mutate::change(text, seed)) {
        Some(changed) if changed.len() <= max_size.min(data.len()) => {
            data[..changed.len()].copy_from_slice(changed.as_bytes());
            changed.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});
