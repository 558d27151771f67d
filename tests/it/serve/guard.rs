//! Who may ask and how: hosts, origins, shapes, sizes, pace.

use std::io::Write;
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::Duration;

use comity::web::limits::Limits;
use comity::web::server::Server;

use super::*;

#[test]
fn a_request_under_another_name_or_from_another_site_is_refused() {
    let served = Served::start();
    let port = served.port;
    let ask = |headers: &str| {
        served.raw(format!("GET / HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").as_bytes())
    };
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")]
    {
        ask(&format!("Host: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n"))
            .is(200);
    }
    for host in ["evil.example".to_owned(), format!("evil.example:{port}"), "127.0.0.1".to_owned()]
    {
        ask(&format!("Host: {host}\r\n")).refused(
            421,
            &format!("this server is not `{host}`"),
            "ask for http://127.0.0.1",
        );
    }
    ask("").is(400);
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    for origin in
        ["http://evil.example", "null", "http://127.0.0.1:1", &format!("https://127.0.0.1:{port}")]
    {
        ask(&format!("{own}Origin: {origin}\r\n")).refused(
            403,
            "only pages of this server",
            "type the address",
        );
    }
    for site in ["cross-site", "same-site"] {
        ask(&format!("{own}Sec-Fetch-Site: {site}\r\n")).refused(
            403,
            "another site",
            "type the address",
        );
    }
    // A question is refused before it is read.
    let question = json!({ "scenario": CASE });
    let from = Answer::read(served.begin("/api/run", &question, "Origin: http://evil.example\r\n"));
    from.refused(403, "evil.example", "type the address");
}

#[test]
fn every_answer_forbids_what_does_not_come_from_here() {
    let served = Served::start();
    let paths = [
        "/",
        "/case?scenario=microsoft-ireland",
        "/assets/page.js",
        "/assets/page.css",
        "/api/status",
        "/nothing",
    ];
    for path in paths {
        let Answer { head, .. } = served.get(path);
        for header in [
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cross-origin-resource-policy: same-origin",
            "cache-control: no-store",
        ] {
            assert!(head.contains(header), "{path}: {header}");
        }
        let policy = head.lines().find_map(|line| line.strip_prefix("content-security-policy: "));
        let policy = policy.unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_the_cause() {
    let served = Served::start();
    let host = served.host();
    let ask = |kind: &str, body: &str| {
        let length = body.len();
        let text = format!(
            "POST /api/run HTTP/1.1\r\n{host}Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        served.raw(text.as_bytes())
    };
    ask("application/json", "{").refused(400, "cannot be read: EOF", "ask as in");
    ask("application/json", "{\"scenarios\": 1}").refused(
        400,
        "unknown field `scenarios`",
        "ask as in",
    );
    ask("application/json", "{\"scenario\": \"microsoft-ireland\", \"seed\": -1}").refused(
        400,
        "invalid value",
        "ask as in",
    );
    ask("text/plain", "{}").refused(415, "asked in JSON", "application/json");
    ask("application/json", "{}").refused(422, "about one scenario", "as `scenario`");
    served.get("/nothing").refused(404, "nothing at /nothing", "begin at /");
    served.get("/api/run").refused(405, "GET is not what /api/run answers", "questions with POST");
    served.raw(b"nonsense\r\n\r\n").is(400);
    served
        .raw(format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "x".repeat(40_000)).as_bytes())
        .is(431);
    // It goes on.
    served.get("/").is(200);
}

#[test]
fn what_is_too_large_is_refused() {
    let served = Served::start();
    let large = json!({ "text": "x".repeat(300_000) });
    served.post("/api/check", &large).refused(
        413,
        "larger than 256 KiB",
        "run long files with comity run",
    );
    let host = served.host();
    let mut pieces = format!(
        "POST /api/check HTTP/1.1\r\n{host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    for _ in 0..20 {
        pieces.push_str(&format!("8000\r\n{}\r\n", "x".repeat(0x8000)));
    }
    served.raw((pieces + "0\r\n\r\n").as_bytes()).is(413);
    let many = json!({ "scenario": CASE, "cases": 1_000_000_000 });
    served.post("/api/forecast", &many).refused(
        422,
        "more than the 200000",
        "comity forecast -n 1000000000",
    );
    let none = json!({ "scenario": CASE, "cases": 0 });
    served.post("/api/page", &none).refused(422, "no case is to be run", "above 0");
    let choices = vec!["district.review=reverse"; 51];
    served.post("/api/run", &json!({ "scenario": CASE, "choices": choices })).refused(
        422,
        "51 choices",
        "fewer",
    );
}

/// A server of this program's own, with limits that a test can wait for.
fn impatient(limits: Limits) -> u16 {
    let (send, port) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let server = Server::bind(0).await.expect("a port");
            send.send(server.port()).expect("somebody waits");
            server.run(limits, std::future::pending()).await;
        });
    });
    port.recv().expect("it listens")
}

#[test]
fn what_comes_too_slowly_is_told_so() {
    let slow = Duration::from_millis(300);
    let port = impatient(Limits { slow, ..Limits::for_cores(1) });
    let head = format!("POST /api/run HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n");
    Answer::read(send(port, head.as_bytes())).refused(408, "the head of the request", "in one go");
    let body = format!(
        "{head}Connection: close\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"
    );
    Answer::read(send(port, body.as_bytes())).refused(
        408,
        "the question was not there within 0.3 seconds",
        "in one go",
    );
    // Who sends a letter now and then is no faster.
    let mut drip = send(port, head.as_bytes());
    for _ in 0..8 {
        std::thread::sleep(Duration::from_millis(100));
        let _ = drip.write_all(b"X");
    }
    Answer::read(drip).is(408);
    // And who says nothing at all is let go without a word.
    let mut silent = send(port, b"");
    let mut said = Vec::new();
    silent.read_to_end(&mut said).expect("it is closed");
    assert!(said.is_empty());
}

#[test]
fn what_takes_longer_than_it_may_says_what_it_has() {
    let time = Duration::from_millis(400);
    let port = impatient(Limits { time, cases: u64::MAX, ..Limits::for_cores(1) });
    let question = json!({ "scenario": CASE, "cases": 1_000_000_000 });
    let last =
        Answer::read(send(port, &request(port, "/api/forecast", &question, ""))).is(200).last();
    let manifest = &last["forecast"]["manifest"];
    assert_eq!(manifest["interrupted"], true);
    assert!(manifest["cases"][1].as_u64().expect("a number") > 0, "{manifest}");
}

#[test]
fn one_connection_too_many_is_turned_away_and_room_comes_back() {
    let port = impatient(Limits { connections: 3, ..Limits::for_cores(1) });
    let open: Vec<TcpStream> = (0..3).map(|_| send(port, b"GET / HTTP/1.1\r\n")).collect();
    let answer = Answer::read(send(port, b"")).refused(503, "3 connections are open", "try again");
    assert!(answer.head.contains("retry-after: 2"));
    drop(open);
    let request = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let again = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        Answer::read(send(port, request.as_bytes())).status == 200
    });
    assert!(again, "there is room again");
}
