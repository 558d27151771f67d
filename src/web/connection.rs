//! One connection: requests that come too slowly are told so, and who does not read what was asked for is let go.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper::server::conn::http1::{Builder, Parts};
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Sleep, sleep};

use super::answer::Refused;
use super::limits::Limits;

/// The most headers of a request, and the most bytes of its head.
const HEADERS: usize = 64;
const HEAD: usize = 16 * 1024;

/// Answers what comes over a connection until it is closed, or the server stops.
pub(super) async fn serve(
    stream: TcpStream,
    router: Router,
    limits: Limits,
    mut closing: watch::Receiver<bool>,
) {
    let io = Patient::new(TokioIo::new(stream), limits.slow);
    let tower = TowerToHyperService::new(router);
    let service = service_fn(move |request| Box::pin(tower.call(request)));
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.slow);
    builder.max_headers(HEADERS).max_buf_size(HEAD);
    let mut connection = builder.serve_connection(io, service);
    let mut told = false;
    let ended = loop {
        let end = std::future::poll_fn(|cx| connection.poll_without_shutdown(cx));
        tokio::select! {
            ended = end => break ended,
            _ = closing.wait_for(|closing| *closing), if !told => {
                told = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    let Parts { io, read_buf, .. } = connection.into_parts();
    let mut stream = io.inner.into_inner();
    // A connection on which nothing was begun is closed without a word.
    if ended.is_err_and(|error| error.is_timeout()) && !read_buf.is_empty() {
        let _ = stream.write_all(too_slow(limits.slow).bare().as_bytes()).await;
    }
    let _ = stream.shutdown().await;
}

/// The answer to a head that was not there in time.
fn too_slow(slow: Duration) -> Refused {
    let seconds = slow.as_secs_f64();
    Refused::new(
        StatusCode::REQUEST_TIMEOUT,
        format!("the head of the request was not there within {seconds} seconds"),
        "send it in one go",
    )
}

/// The answer to one connection too many.
pub(super) fn too_many(most: usize) -> Refused {
    Refused::for_now(
        format!("{most} connections are open, which is the most"),
        "close some, or try again in a few seconds",
    )
}

/// A stream whose other end must go on reading.
struct Patient {
    inner: TokioIo<TcpStream>,
    patience: Duration,
    /// Runs while something waits to be read by the other end.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn new(inner: TokioIo<TcpStream>, patience: Duration) -> Patient {
        Patient { inner, patience, waiting: None }
    }

    /// What writing came to, unless it came to nothing for too long.
    fn in_time<T>(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.waiting = None;
            return written;
        }
        let patience = self.patience;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(waiting.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl Read for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, into)
    }
}

impl Write for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(cx, bytes);
        self.in_time(cx, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.inner).poll_flush(cx);
        self.in_time(cx, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, pieces);
        self.in_time(cx, written)
    }
}
