//! What the fuzzer kept: every input of `fuzz/corpus` is read again, shown and run, as it was under fuzz. How to fuzz
//! is in CONTRIBUTING.md.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

#[path = "../../fuzz/drive.rs"]
mod drive;

/// The most that the kept inputs may take together.
const MOST_BYTES: usize = 1 << 20;

fn inputs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/scenario");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("fuzz/corpus").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[test]
fn what_the_fuzzer_kept_breaks_nothing() {
    let inputs = inputs();
    assert!(inputs.len() > 100, "{} inputs", inputs.len());
    let (one, other) = inputs.split_at(inputs.len() / 2);
    let (sound, bytes) = thread::scope(|scope| {
        let half = scope.spawn(|| replay(one));
        let (sound, bytes) = replay(other);
        let (more, rest) = half.join().expect("the other half");
        (sound + more, bytes + rest)
    });
    assert!(sound > 20, "only {sound} of {} are sound and run", inputs.len());
    assert!(bytes < MOST_BYTES, "{bytes} bytes");
}

/// How many of the inputs are sound, and their bytes.
fn replay(inputs: &[PathBuf]) -> (usize, usize) {
    let (mut sound, mut bytes) = (0, 0);
    for path in inputs {
        let input = fs::read_to_string(path).expect("UTF-8");
        bytes += input.len();
        sound += usize::from(drive::drive(&input));
    }
    (sound, bytes)
}
