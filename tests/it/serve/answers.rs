//! What it answers is what the command line prints, and nothing on the disk.

use std::fs;

use super::*;

/// What the program prints as JSON.
fn printed(words: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_comity")).args(words).output().expect("it runs");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

const FIRST: &str = "district.stay=deny-opposed";
const SECOND: &str = "district.review=reverse";

#[test]
fn a_run_is_that_of_the_command_line() {
    let served = Served::start();
    for (question, words) in [
        (json!({ "scenario": CASE }), vec!["run", CASE]),
        (
            json!({ "scenario": CASE, "seed": 7, "choices": [SECOND] }),
            vec!["run", CASE, "--seed", "7", "--what-if", SECOND],
        ),
        (
            json!({ "scenario": CASE, "from": "2014-08-29", "until": "29 Aug 2016" }),
            vec!["run", CASE, "--from", "2014-08-29", "--until", "29 Aug 2016"],
        ),
        (json!({ "scenario": "e-evidence", "seed": 3 }), vec!["run", "e-evidence", "--seed", "3"]),
    ] {
        let words = [words, vec!["--json"]].concat();
        assert_eq!(served.post("/api/run", &question).is(200).json(), printed(&words), "{words:?}");
    }
}

#[test]
fn a_forecast_is_that_of_the_command_line_and_says_how_far_it_is() {
    let served = Served::start();
    let question = json!({ "scenario": CASE, "from": "2014-08-29", "cases": 40_000, "seed": 5 });
    let answer = served.post("/api/forecast", &question).is(200);
    let words = ["forecast", CASE, "--from", "2014-08-29", "-n", "40000", "--seed", "5", "--json"];
    let last = answer.last();
    assert_eq!(last["forecast"], printed(&words));
    assert!(last["svg"].as_str().expect("a drawing").starts_with("<svg"));
    let lines: Vec<Value> =
        answer.body.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let done: Vec<u64> =
        lines.iter().filter_map(|line| line["progress"]["done"].as_u64()).collect();
    assert!(
        !done.is_empty() && done.is_sorted() && done.iter().all(|done| *done <= 40_000),
        "{done:?}"
    );
}

#[test]
fn a_page_goes_on_from_any_number_of_choices() {
    let served = Served::start();
    let page = |choices: &[&str]| {
        let question = json!({ "scenario": CASE, "choices": choices, "cases": 50 });
        served.post("/api/page", &question).is(200).last()
    };
    let first = page(&[FIRST]);
    let run = &first["page"]["run"];
    let words = ["run", CASE, "--what-if", FIRST, "--json"];
    assert_eq!(run["entries"], printed(&words)["entries"]);
    assert_eq!(first["origin"]["ended"], page(&[])["page"]["ended"], "what it would have come to");
    assert_eq!(first["origin"]["known_to"], "2014-08-01", "it is seen from the day of the choice");
    // Another option inside that world, one that the page itself offers.
    let worlds = first["page"]["worlds"]["list"].as_array().expect("worlds");
    let after = worlds.iter().filter(|world| world["same"].as_u64() > Some(16));
    let next = after.map(|world| world["choice"].as_str().expect("a choice")).next_back();
    let next = next.expect("something can be chosen after it");
    let second = page(&[FIRST, next]);
    let words = ["run", CASE, "--what-if", FIRST, "--what-if", next, "--json"];
    assert_eq!(second["page"]["run"]["entries"], printed(&words)["entries"], "{next}");
}

#[test]
fn a_page_holds_what_the_file_holds() {
    let served = Served::start();
    for scenario in ["treaty-first", CASE] {
        let question = json!({ "scenario": scenario, "cases": 60 });
        let page = served.post("/api/page", &question).is(200).last();
        let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
        let output = command.args(["page", scenario, "-n", "60"]).output();
        let html = String::from_utf8(output.expect("it runs").stdout).expect("UTF-8");
        let (_, after) = html.split_once(r#"id="data">"#).expect("data");
        let file: Value =
            serde_json::from_str(after.split_once("</script>").expect("its end").0).expect("JSON");
        for part in [
            "run",
            "ended",
            "head",
            "decisions",
            "crossings",
            "worlds",
            "prospect",
            "authorities",
            "paths",
        ] {
            assert_eq!(page["page"][part], file[part], "{scenario}: {part}");
        }
        assert!(page["page"]["paths"].is_object(), "{scenario}: its paths beside each other");
    }
}

#[test]
fn a_text_is_told_its_mistakes_as_the_command_line_tells_them() {
    let served = Served::start();
    let folder = tempfile::tempdir().expect("a folder");
    for text in [
        "base = \"microsoft-ireland\"\ntitle = \"Mine\"\n",
        "base = \"microsoft-ireland\"\ntitle = \"Mine\"\n[decide.district.stay]\nods = 1\n",
        "base = \"microsoft-irland\"\n",
        "title = \n",
        "",
    ] {
        fs::write(folder.path().join("my-case.toml"), text).expect("a file");
        let check = |more: &[&str]| {
            let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
            let output =
                program.args(["check", "my-case.toml"]).args(more).current_dir(folder.path());
            String::from_utf8(output.output().expect("it runs").stdout).expect("UTF-8")
        };
        let found = served.post("/api/check", &json!({ "text": text })).is(200).json();
        // The command line may also look into the folder, and says so.
        let told = |text: &str| text.replace("; or give the path of a file", "");
        assert_eq!(found["text"].as_str().map(told), Some(told(&check(&[]))), "{text}");
        let printed: Value = serde_json::from_str(&check(&["--json"])).expect("JSON");
        let place = |value: &Value| (value["line"].clone(), value["column"].clone());
        let places = |file: &Value| -> Vec<_> {
            file["diagnostics"].as_array().expect("a list").iter().map(place).collect()
        };
        assert_eq!(places(&found["file"]), places(&printed["files"][0]), "{text}");
    }
}

#[test]
fn a_text_can_be_run_and_one_with_mistakes_is_refused_with_them() {
    let served = Served::start();
    let text =
        "base = \"microsoft-ireland\"\ntitle = \"Mine\"\nchoose = [\"district.review=reverse\"]\n";
    let found = served.post("/api/check", &json!({ "text": text })).is(200).json();
    if found["file"]["sound"] == true {
        let record = served.post("/api/run", &json!({ "text": text })).is(200).json();
        assert_eq!(record["manifest"]["scenario"], "my-case.toml");
    }
    let text = "base = \"microsoft-ireland\"\ntitel = \"Mine\"\n";
    for path in ["/api/run", "/api/forecast", "/api/page"] {
        let answer = served.post(path, &json!({ "text": text })).refused(
            422,
            "the text has 1 mistake",
            "mend the text",
        );
        let error = &answer.json()["error"];
        assert_eq!(
            (&error["diagnostics"][0]["line"], &error["diagnostics"][0]["column"]),
            (&json!(2), &json!(1))
        );
        assert!(error["text"].as_str().expect("text").contains("did you mean `title`?"), "{error}");
    }
}

#[test]
fn no_request_reads_a_file() {
    let served = Served::start();
    let folder = tempfile::tempdir().expect("a folder");
    let secret = folder.path().join("secret.toml");
    fs::write(
        &secret,
        "title = \"marker-4711\"\nbase = \"microsoft-ireland\"\nid = \"marker-4711\"\n",
    )
    .expect("a file");
    let secret = secret.to_str().expect("UTF-8");
    let root = env!("CARGO_MANIFEST_DIR");
    let own = format!("{root}/scenarios/microsoft-ireland.toml");
    for path in [
        secret,
        own.as_str(),
        "scenarios/microsoft-ireland.toml",
        "../secret.toml",
        "./Cargo.toml",
        "/etc/passwd",
    ] {
        for text in [
            format!("base = \"{path}\"\n"),
            format!("base = \"microsoft-ireland\"\nchannels = [\"{path}\"]\n"),
            format!("base = \"microsoft-ireland\"\nchannels = [\"us-ie-mlat\", \"{path}\"]\n"),
        ] {
            let question = json!({ "text": text });
            let check = served.post("/api/check", &question).is(200);
            assert_eq!(check.json()["file"]["sound"], false, "{text}");
            let run = served.post("/api/run", &question).is(422);
            for answer in [check, run] {
                assert!(
                    !answer.body.contains("marker-4711") && !answer.body.contains("root:"),
                    "{text}"
                );
                assert!(
                    !answer.body.contains("cannot be read"),
                    "it looked for {path}: {}",
                    answer.body
                );
            }
        }
        served.post("/api/run", &json!({ "scenario": path })).refused(
            404,
            "no scenario called",
            "",
        );
    }
    for path in [
        "/../Cargo.toml",
        "/assets/../../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/api/text/..%2f..%2fCargo.toml",
        "/api/text/%2fetc%2fpasswd",
    ] {
        served.get(path).is(404);
    }
    served.get("/api/text/microsoft-ireland").is(200);
}

#[test]
fn what_the_law_closes_or_never_comes_up_is_refused_as_on_the_command_line() {
    let served = Served::start();
    for (choice, cause) in [
        ("district.review", "has no `=`"),
        ("district.reviw=reverse", "no decision point `district.reviw`"),
        ("supreme.cert=grant#9", "no option"),
        ("district.review#9=reverse", "is never reached"),
    ] {
        let question = json!({ "scenario": CASE, "choices": [choice] });
        let run = served.post("/api/run", &question);
        if choice.starts_with("supreme") {
            run.is(422);
            continue;
        }
        run.refused(422, cause, "");
        served.post("/api/page", &question).refused(422, cause, "");
    }
}
