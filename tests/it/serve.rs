//! `serve`: the local server, asked over loopback as a browser or anybody else would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

mod answers;
mod guard;
mod load;
mod stop;

const CASE: &str = "microsoft-ireland";

/// The program, serving until it is dropped.
pub(crate) struct Served {
    child: Child,
    port: u16,
    /// What it said when it began.
    said: Value,
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Served {
    pub(crate) fn start() -> Served {
        let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
        program.args(["serve", "--port", "0", "--json"]).stdout(Stdio::piped());
        let mut child = program.stderr(Stdio::null()).spawn().expect("it starts");
        let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut lines = String::new();
        for line in stdout.lines() {
            let line = line.expect("UTF-8");
            lines.push_str(&line);
            if line == "}" {
                break;
            }
        }
        let said: Value = serde_json::from_str(&lines).expect("JSON");
        let port = said["port"].as_u64().expect("a port") as u16;
        Served { child, port, said }
    }

    /// Where it is.
    pub(crate) fn address(&self) -> &str {
        self.said["address"].as_str().expect("an address")
    }

    /// Sends bytes as they are, and reads what comes back until the connection is closed.
    fn raw(&self, bytes: &[u8]) -> Answer {
        Answer::read(self.send(bytes))
    }

    fn send(&self, bytes: &[u8]) -> TcpStream {
        send(self.port, bytes)
    }

    fn get(&self, path: &str) -> Answer {
        self.raw(format!("GET {path} HTTP/1.1\r\n{}\r\n", self.host()).as_bytes())
    }

    fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}\r\nConnection: close\r\n", self.port)
    }

    fn post(&self, path: &str, question: &Value) -> Answer {
        Answer::read(self.begin(path, question, ""))
    }

    /// Asks, and does not wait for the answer.
    fn begin(&self, path: &str, question: &Value, more: &str) -> TcpStream {
        self.send(&request(self.port, path, question, more))
    }

    fn status(&self) -> (u64, u64) {
        let count = self.get("/api/status").json();
        (count["open"].as_u64().expect("a number"), count["working"].as_u64().expect("a number"))
    }

    /// Tells it to end, as a terminal or a supervisor does.
    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let done = Command::new("kill").args([name, &id]).status().expect("kill runs");
        assert!(done.success());
    }

    fn wait(mut self) -> ExitStatus {
        self.child.wait().expect("it ends")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn send(port: u16, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a limit");
    // It may refuse, and close, before everything is sent.
    let _ = stream.write_all(bytes);
    stream
}

fn request(port: u16, path: &str, question: &Value, more: &str) -> Vec<u8> {
    let body = question.to_string();
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{more}\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.into_bytes(), body.into_bytes()].concat()
}

impl Answer {
    fn read(mut stream: TcpStream) -> Answer {
        let mut bytes = Vec::new();
        // A connection that is reset has said what it had to say.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).expect("UTF-8");
        let (head, body) =
            text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no head: {text:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no status: {head}"));
        let (head, mut body) = (head.to_ascii_lowercase(), body.to_owned());
        if head.contains("transfer-encoding: chunked") {
            body = unchunked(&body);
        }
        Answer { status, head, body }
    }

    #[track_caller]
    fn is(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}\n{}", self.head, self.body);
        self
    }

    /// A refusal with its cause and its cure.
    #[track_caller]
    fn refused(self, status: u16, cause: &str, cure: &str) -> Answer {
        let answer = self.is(status);
        let problems = answer.json()["error"]["problems"].to_string();
        assert!(problems.contains(cause) && problems.contains(cure), "{problems}");
        answer
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|why| panic!("{why}: {}", self.body))
    }

    /// The last of several lines of JSON.
    #[track_caller]
    fn last(&self) -> Value {
        let line = self.body.lines().last().unwrap_or_default();
        serde_json::from_str(line).unwrap_or_else(|why| panic!("{why}: {line}"))
    }
}

/// A body that came in pieces. What is broken off is as long as it is.
fn unchunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).expect("a length");
        let end = length.min(rest.len());
        whole.push_str(&rest[..end]);
        body = rest[end..].trim_start_matches("\r\n");
    }
    whole
}

/// Runs a `serve` that an example names, opens what it says, and ends it. For the tests of help and README.
pub(crate) fn opens_and_ends(words: &[String]) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
    // The usual port may be taken on the machine that runs the tests.
    let port: &[&str] =
        if words.iter().any(|word| word == "--port") { &[] } else { &["--port", "0"] };
    let mut child =
        program.args(words).args(port).stdout(Stdio::piped()).spawn().expect("it starts");
    let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    let found = stdout.lines().map_while(Result::ok).find(|line| line.contains("http://"));
    let line = found.unwrap_or_else(|| panic!("{words:?} says no address"));
    let (_, address) = line.split_once("http://127.0.0.1:").expect("loopback");
    let port = address.split('/').next().and_then(|port| port.parse().ok()).expect("a port");
    let mut served = Served { child, port, said: Value::Null };
    served.get("/").is(200);
    served.signal("-INT");
    assert!(served.child.wait().expect("it ends").success(), "{words:?}");
}

#[test]
fn it_says_where_it_is_and_listens_on_this_machine_alone() {
    let served = Served::start();
    assert_eq!(served.address(), format!("http://127.0.0.1:{}/", served.port));
    let first = served.get("/").is(200);
    assert!(first.body.contains("href=\"/case?scenario=microsoft-ireland\""));
    if cfg!(target_os = "linux") {
        let sockets = std::fs::read_to_string("/proc/net/tcp").expect("a table");
        let port = format!(":{:04X}", served.port);
        let own: Vec<&str> = sockets
            .lines()
            .filter_map(|line| {
                let words: Vec<&str> = line.split_whitespace().collect();
                (words.get(3) == Some(&"0A")).then(|| words[1]).filter(|at| at.ends_with(&port))
            })
            .collect();
        assert_eq!(own, [format!("0100007F{port}")], "one socket, on 127.0.0.1");
    }
}

#[test]
fn a_port_that_is_taken_is_a_mistake_with_a_cure() {
    let served = Served::start();
    let port = served.port.to_string();
    let again =
        Command::new(env!("CARGO_BIN_EXE_comity")).args(["serve", "--port", &port]).output();
    let again = again.expect("it runs");
    assert_eq!(again.status.code(), Some(2));
    let error = String::from_utf8_lossy(&again.stderr);
    assert!(
        error.contains(&format!("port {port} is taken")) && error.contains("--port 0"),
        "{error}"
    );
    assert!(again.stdout.is_empty());
}
