//! Many clients at once, and one that wants everything.

use std::thread;

use tokio::time::Instant;

use super::*;

/// The memory of a process in MiB, as the kernel counts it; `VmHWM` is the most it ever had.
fn memory(id: u32, which: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix(which)).expect("a line");
    line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<u64>().expect("kB") / 1024
}

/// The most memory in MiB for all of them: some 50 were seen.
#[cfg(target_os = "linux")]
const MOST: u64 = 200;

#[cfg(target_os = "linux")]
#[test]
fn a_hundred_clients_are_answered_at_once_in_bounded_memory_beside_one_that_wants_everything() {
    let served = Served::start();
    // Four million cases, from one that does not say who it is.
    let greedy: Vec<TcpStream> = (0..20)
        .map(|_| {
            served.begin(
                "/api/forecast",
                &json!({ "scenario": CASE, "from": "2014-08-29", "cases": 200_000 }),
                "",
            )
        })
        .collect();
    thread::sleep(Duration::from_millis(500));
    let question = json!({ "scenario": CASE, "from": "2014-08-29", "cases": 500 });
    let alone = Instant::now();
    served.post("/api/forecast", &question).is(200);
    let alone = alone.elapsed();
    let began = Instant::now();
    let asked: Vec<_> = (0..100)
        .map(|_| {
            let bytes = request(served.port, "/api/forecast", &question, "");
            let port = served.port;
            thread::spawn(move || {
                (Answer::read(send(port, &bytes)).is(200).last(), began.elapsed())
            })
        })
        .collect();
    let answers: Vec<(Value, Duration)> =
        asked.into_iter().map(|one| one.join().expect("an answer")).collect();
    for (answer, _) in &answers {
        assert_eq!(answer["forecast"]["manifest"]["cases"], json!([0, 500]));
        assert_eq!(answer["forecast"], answers[0].0["forecast"]);
    }
    let slowest = answers.iter().map(|(_, time)| *time).max().expect("answers");
    let most = memory(served.child.id(), "VmHWM");
    println!("one beside the greedy: {alone:?}; the slowest of a hundred: {slowest:?}; {most} MiB");
    assert!(served.status().0 > 10, "the greedy one is still at it");
    assert!(most < MOST, "{most} MiB");
    assert!(
        alone < Duration::from_secs(10) && slowest < Duration::from_secs(60),
        "{alone:?}, {slowest:?}"
    );
    drop(greedy);
    all_stop(&served);
}

#[test]
fn a_page_is_answered_while_one_that_does_not_say_who_it_is_takes_every_place_it_can() {
    let served = Served::start();
    let long = json!({ "scenario": CASE, "from": "2014-08-29", "cases": 200_000 });
    let greedy: Vec<TcpStream> =
        (0..140).map(|_| served.begin("/api/forecast", &long, "")).collect();
    thread::sleep(Duration::from_millis(500));
    let question = json!({ "scenario": CASE, "from": "2014-08-29", "cases": 500 });
    Answer::read(served.begin("/api/forecast", &question, "")).refused(503, "as many requests", "");
    let began = Instant::now();
    Answer::read(served.begin("/api/forecast", &question, "Comity-Client: page\r\n")).is(200);
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    drop(greedy);
    all_stop(&served);
}

#[test]
fn a_client_that_says_who_it_is_has_a_limit_of_its_own() {
    let served = Served::start();
    let long = json!({ "scenario": CASE, "from": "2014-08-29", "cases": 200_000 });
    let named = "Comity-Client: one\r\n";
    let held: Vec<TcpStream> =
        (0..6).map(|_| served.begin("/api/forecast", &long, named)).collect();
    let mut tried = 0;
    while served.status().0 < 6 {
        thread::sleep(Duration::from_millis(20));
        tried += 1;
        assert!(tried < 500, "all six are taken");
    }
    let more = Answer::read(served.begin("/api/forecast", &long, named));
    let more = more.refused(503, "6 requests under way", "try again");
    assert!(more.head.contains("retry-after: 2"), "{}", more.head);
    let other = json!({ "scenario": CASE, "cases": 100 });
    Answer::read(served.begin("/api/forecast", &other, "Comity-Client: other\r\n")).is(200);
    drop(held);
    all_stop(&served);
}

#[test]
fn work_ends_when_whoever_asked_goes_away() {
    let served = Served::start();
    let long = json!({ "scenario": CASE, "from": "2014-08-29", "cases": 200_000 });
    let mut stream = served.begin("/api/forecast", &long, "");
    let mut begun = [0; 200];
    assert!(stream.read(&mut begun).expect("it answers") > 0);
    assert_eq!(served.status().0, 1);
    drop(stream);
    all_stop(&served);
}

/// Nothing is worked on soon.
fn all_stop(served: &Served) {
    let stopped = (0..200).any(|_| {
        thread::sleep(Duration::from_millis(50));
        served.status() == (0, 0)
    });
    assert!(stopped, "{:?} are still at work", served.status());
}
