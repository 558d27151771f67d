//! How it ends.

use super::*;

#[test]
fn told_to_stop_it_lets_finish_what_is_under_way_and_ends_well() {
    for signal in ["-INT", "-TERM"] {
        let served = Served::start();
        let long = json!({ "scenario": CASE, "from": "2014-08-29", "cases": 200_000 });
        let mut stream = served.begin("/api/forecast", &long, "");
        let mut begun = [0; 300];
        assert!(stream.read(&mut begun).expect("it answers") > 0);
        // A connection that is open and idle holds nobody up.
        let _idle = served.send(b"");
        let port = served.port;
        served.signal(signal);
        let mut rest = String::new();
        stream.read_to_string(&mut rest).expect("the rest");
        let line =
            rest.lines().rev().find(|line| line.contains("\"forecast\"")).expect("a forecast");
        let line = line.trim();
        let last: Value = serde_json::from_str(line).expect("whole");
        assert_eq!(last["forecast"]["manifest"]["interrupted"], true, "{signal}");
        let status = served.wait();
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "nobody listens any more");
    }
}
