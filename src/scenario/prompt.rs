//! What `comity new` asks an author for, in place of the texts that only the author can write.

/// What is asked for under `summary`.
pub const SUMMARY: &str = "What happened or might happen, what is asked, and how it could end.";

/// What is asked for where a number is changed.
pub const REFERENCE: &str = "where your number comes from";

/// What is asked for under headings, by their keys. The others can stay as `new` writes them.
pub const HEADINGS: [(&str, &str); 5] = [
    ("what_is_it", "Who wants which data, where it lies, and what this scenario asks."),
    ("things_to_notice", "What a reader should look for in the docket."),
    ("things_to_try", "Which --what-if or --set shows something else."),
    ("extending_the_model", "What is left out, and who might add it."),
    ("credits_and_references", "Where the facts and the numbers come from, and who wrote this."),
];
