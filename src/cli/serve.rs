//! `comity serve`: the page of every case with the program behind it, for a browser on this machine.

use std::num::NonZero;

use clap::Args;
use serde::Serialize;

use crate::web::limits::Limits;
use crate::web::server::Server;

use super::exit::{Exit, Problem, Trouble};
use super::output::{json, print};

/// The port, if nothing is said of it.
const PORT: u16 = 7411;

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity serve
  comity serve --port 0
  comity serve --json

Open the address that is printed in a browser on this machine; Ctrl-C ends it.
It is the page of `comity page` for every scenario, with the program behind it:
any number of choices one after the other, a scenario's text to change with its
mistakes beside it, forecasts that say how far they are and can be stopped.

It listens on this machine alone (127.0.0.1 and ::1), answers only pages that it
gave out itself, keeps nothing, writes nothing, and reads no file: a text may
name scenarios and channels that come with the program. To show it to others,
send a file that `comity page` writes.")]
pub(super) struct Arguments {
    /// The port to listen on; 0 for one that is free
    #[arg(long, value_name = "N", default_value_t = PORT)]
    port: u16,
    /// Print the address as JSON
    #[arg(long)]
    json: bool,
}

/// Where the server is.
#[derive(Serialize)]
struct Listening {
    program: &'static str,
    version: &'static str,
    address: String,
    port: u16,
}

/// Does it, until it is told to stop.
pub(super) fn obey(arguments: &Arguments) -> Result<Exit, Trouble> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Trouble::fault(format!("the server cannot start: {error}"), "try again")
    })?;
    let done = runtime.block_on(serve(arguments));
    // What still works has been told to stop, and nobody waits for it.
    runtime.shutdown_background();
    done
}

async fn serve(arguments: &Arguments) -> Result<Exit, Trouble> {
    // Listened for before the address is told, so that nobody who has read it can stop it too early.
    let stop = stopped()?;
    let server = Server::bind(arguments.port);
    let server = server.await.map_err(|error| cannot_listen(arguments.port, &error))?;
    let port = server.port();
    let (program, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let address = format!("http://127.0.0.1:{port}/");
    print(&match arguments.json {
        true => json(&Listening { program, version, address, port })?,
        false => format!("comity is at {address} (Ctrl-C ends it)\n"),
    })?;
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    server.run(Limits::for_cores(cores), stop).await;
    Ok(Exit::Done)
}

fn cannot_listen(port: u16, error: &std::io::Error) -> Trouble {
    let taken = error.kind() == std::io::ErrorKind::AddrInUse;
    let message = match taken {
        true => format!("port {port} is taken by another program, or by another comity"),
        false => format!("port {port} cannot be had: {error}"),
    };
    let cure = "take one that is free: comity serve --port 0";
    match taken {
        true => Trouble::usage(Problem::new(message, cure)),
        false => Trouble::fault(message, cure),
    }
}

/// Comes once somebody presses Ctrl-C or ends the program politely; who does it again ends it at once.
#[cfg(unix)]
fn stopped() -> Result<impl Future<Output = ()>, Trouble> {
    use tokio::signal::unix::{Signal, SignalKind, signal};
    let listen = |kind| signal(kind).map_err(|error| no_signals(&error));
    let mut both = (listen(SignalKind::interrupt())?, listen(SignalKind::terminate())?);
    async fn either((interrupt, terminate): &mut (Signal, Signal)) {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
    Ok(async move {
        either(&mut both).await;
        tokio::spawn(async move {
            either(&mut both).await;
            std::process::exit(i32::from(Exit::Interrupted.code()));
        });
    })
}

/// The same where there is only Ctrl-C.
#[cfg(not(unix))]
fn stopped() -> Result<impl Future<Output = ()>, Trouble> {
    Ok(async {
        // Without it, it goes on until the process is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

#[cfg(unix)]
fn no_signals(error: &std::io::Error) -> Trouble {
    Trouble::fault(format!("the program cannot be told to stop: {error}"), "try again")
}
