//! `--cases A..B --partial` of sweeps, caseloads, and comparisons and sweeps of these, and `merge`: parts run apart add up to one run, to the byte.

use std::fs;
use std::path::Path;

use comity::experiment::partial::Partial;
use sha2::{Digest, Sha256};

use super::comity;

const SWEEP: [&str; 9] = [
    "sweep",
    "microsoft-ireland",
    "--path",
    "warrant",
    "--path",
    "treaty@generic",
    "--vary",
    "channel.us-ie-mlat.stage.b6.duration=30..360:165 days",
    "--measure=p_data_365",
];
const CASELOAD: [&str; 6] = ["caseload", "ireland-e-evidence", "--years", "0.2", "--by", "month"];
const DESKS: &str = "caseload.office.enforcing-authority.desks";
const COMPARED: [&str; 7] = [
    "compare",
    "ireland-e-evidence",
    "--caseload",
    "--years",
    "0.04",
    "--or-set",
    "caseload.office.enforcing-authority.desks=9",
];
const SWEPT: [&str; 8] = [
    "sweep",
    "ireland-e-evidence",
    "--caseload",
    "--years=0.04",
    "--measure",
    "in_time",
    "--vary",
    "caseload.office.enforcing-authority.desks=9..30:21",
];

/// The counts of some cases of a question, in a file.
fn part(folder: &Path, question: &[&str], cases: &str) -> String {
    let file = folder.join(format!("{}-{cases}.json", question[0])).display().to_string();
    let more = ["--cases", cases, "--partial", "-o", &file];
    comity(question.iter().copied().chain(more)).code(0).stdout_is_empty();
    file
}

fn merge(files: &[&String], more: &[&str]) -> super::Ran {
    let files = files.iter().map(|file| file.as_str());
    comity(["merge"].into_iter().chain(files).chain(more.iter().copied()))
}

#[test]
fn parts_of_sweeps_and_of_caseloads_add_up_to_what_one_run_prints_in_every_form() {
    for (question, (option, count), ranges) in [
        (&SWEEP[..], ("-n", "90"), ["30..90", "0..1", "1..30"]),
        (&CASELOAD[..], ("-n", "5"), ["2..5", "0..1", "1..2"]),
        (&COMPARED[..], ("--replications", "5"), ["2..5", "0..1", "1..2"]),
        (&SWEPT[..], ("--replications", "5"), ["2..5", "0..1", "1..2"]),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let [c, a, b] = ranges.map(|cases| part(folder.path(), question, cases));
        for form in ["text", "json", "csv", "svg"] {
            let shown = ["--format", form, "--level", "90"];
            let asked = [question, &[option, count], &shown].concat();
            let whole = comity(asked).code(0).stdout();
            assert!(merge(&[&c, &a, &b], &shown).code(0).stdout() == whole, "{question:?} {form}");
            // A part by itself is what its own cases say.
            let some = [question, &["--cases", ranges[0]], &shown].concat();
            assert!(merge(&[&c], &shown).code(0).stdout() == comity(some).code(0).stdout());
        }
        // Two merged first, and the third after: the same file either way, and the same as of all at once.
        let kept = |files: &[&String], name: &str| {
            let file = folder.path().join(name).display().to_string();
            merge(files, &["--partial", "-o", &file]).code(0);
            file
        };
        let first = kept(&[&b, &a], "first.json");
        let last = kept(&[&b, &c], "last.json");
        let all = [kept(&[&c, &first], "1"), kept(&[&a, &last], "2"), kept(&[&b, &c, &a], "3")]
            .map(|file| fs::read(file).expect("a file"));
        assert!(all[0] == all[1] && all[1] == all[2]);
        let one = part(folder.path(), question, &format!("0..{count}"));
        assert!(fs::read(one).expect("a file") == all[0]);
    }
}

#[test]
fn parts_that_make_no_whole_are_refused_with_file_and_range() {
    let folder = tempfile::tempdir().expect("a folder");
    for question in [&SWEEP[..], &CASELOAD[..]] {
        let [a, b, c] = ["0..2", "2..3", "4..5"].map(|cases| part(folder.path(), question, cases));
        merge(&[&a, &c], &[]).refused("cases 2..4 are missing between", "--cases 2..4");
        merge(&[&a, &b, &a], &[]).refused("cases 0..2 are both in", "leave one of the two out");
        let text = fs::read_to_string(&b).expect("a file");
        let broken = folder.path().join("broken.json").display().to_string();
        for (changed, said) in [
            (text[..text.len() - 3].to_owned(), "is no partial result, or not all of one"),
            (text.replacen("0,", "1,", 1), "was changed after it was written"),
            (of_version(&text, "9.9.9"), "was counted by version 9.9.9, and this is"),
        ] {
            fs::write(&broken, changed).expect("written");
            let ran = merge(&[&a, &broken], &[]).code(2).stdout_is_empty().stderr_contains(said);
            ran.stderr_contains("broken.json");
        }
    }
    let of = |question: &[&str]| part(folder.path(), question, "7..8");
    merge(&[&of(&SWEEP), &of(&CASELOAD)], &[]).refused("answer different questions", "--cases");
    let fewer = SWEPT.map(|word| {
        if word.starts_with(DESKS) {
            "caseload.office.enforcing-authority.desks=9..30:7"
        } else {
            word
        }
    });
    let (one, other) = (folder.path().join("1"), folder.path().join("2"));
    let [one, other] =
        [(one, SWEPT, "0..1"), (other, fewer, "1..2")].map(|(of, question, cases)| {
            fs::create_dir(&of).expect("a folder");
            part(&of, &question, cases)
        });
    merge(&[&one, &other], &[]).refused("answer different questions", "--cases");
}

/// A partial result that another version of the program could have written, whole.
fn of_version(text: &str, version: &str) -> String {
    let mut partial: Partial = serde_json::from_str(text).expect("a partial result");
    version.clone_into(&mut partial.version);
    let Partial { program, version, asked, scenario_hashes, cases, counted, .. } = &partial;
    let all = serde_json::to_vec(&(program, version, asked, scenario_hashes, cases, counted));
    let digest = Sha256::digest(all.expect("it is written"));
    partial.digest = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(partial.is_whole());
    serde_json::to_string(&partial).expect("it is written")
}

#[test]
fn a_scenario_or_arrivals_changed_after_the_count_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (scenario, arrivals) = (path("mine.toml"), path("come.csv"));
    fs::write(&scenario, "base = \"ireland-e-evidence\"\n").expect("written");
    fs::write(&arrivals, "date,count\n2026-08-18,5\n").expect("written");
    let file = format!("orders={arrivals}");
    let question = ["caseload", &scenario, "--years", "0.1", "--arrivals", &file];
    let counted = part(folder.path(), &question, "0..2");
    merge(&[&counted], &[]).code(0);
    fs::write(&arrivals, "date,count\n2026-08-18,6\n").expect("written");
    merge(&[&counted], &[]).refused("was changed after the cases were counted", "count anew");
}

#[test]
fn what_cannot_be_run_in_parts_says_so_before_anything_is_run() {
    let of = |question: &[&str], more: &[&str]| comity(question.iter().chain(more).copied());
    let by_rule = ["--set", "caseload.warm_up=mser-5", "--cases", "0..2"];
    of(&CASELOAD, &by_rule).code(0);
    let partial = [&by_rule[..], &["--partial"]].concat();
    of(&CASELOAD, &partial).refused("goes by all replications", "caseload.warm_up='365 days'");
    of(&COMPARED, &partial).refused("goes by all replications", "caseload.warm_up='365 days'");
    let whole = ["--goal", "95%", "--cases", "0..2", "--partial"];
    of(&SWEPT, &whole).refused("which points are added", "leave --goal out");
    for question in [&SWEEP[..], &CASELOAD[..]] {
        of(question, &["--cases", "3..3"]).refused("is no range of cases", "--cases");
        of(question, &["--cases", "0..1", "-n", "3"]).code(2).stderr_contains("cannot be used");
        let drawn = ["--cases", "0..1", "--partial", "--format", "svg"];
        of(question, &drawn).refused("--format svg is another form", "comity merge");
    }
    of(&CASELOAD, &["--cases", "0..20000"]).refused("20000 replications cannot be run", "-n");
    for question in [&COMPARED[..], &SWEPT[..]] {
        let many = of(question, &["--cases", "0..20000"]);
        many.refused("20000 replications cannot be run", "--replications");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let counted = part(folder.path(), &SWEEP, "0..2");
    merge(&[&counted], &["--require", "p_data >= 0.1"]).refused("--require is about", "leave it");
    merge(&[&counted], &["--format", "long"]).code(2).stderr_contains("what became of each");
}

/// The command that a docket of one file names is one that can be given.
#[test]
fn the_docket_of_a_file_is_shown_again_by_the_command_it_names() {
    let docket = ["caseload", "oia-2014", "--years", "0.1", "--file", "9", "--json"];
    let shown = comity(docket).code(0).json();
    let command = shown["manifest"]["command"].as_str().expect("a command").to_owned();
    let again = command.strip_prefix("comity ").expect("a command").split(' ');
    assert_eq!(comity(again.chain(["--json"])).code(0).json(), shown);
}
