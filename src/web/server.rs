//! The local server: loopback only, a bounded number of connections, and an end that lets finish what is under way.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;

use super::connection::{self, too_many};
use super::guard::Guard;
use super::limits::Limits;
use super::routes::router;
use super::work::Desk;

/// A server that listens, and does not answer yet.
pub struct Server {
    port: u16,
    v4: TcpListener,
    /// Where there is the other loopback too, and the port is free there.
    v6: Option<TcpListener>,
}

impl Server {
    /// Listens on this machine's loopback; port 0 is any that is free.
    ///
    /// # Errors
    ///
    /// When the port is taken, or may not be had.
    pub async fn bind(port: u16) -> io::Result<Server> {
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let port = v4.local_addr()?.port();
        let v6 = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await.ok();
        Ok(Server { port, v4, v6 })
    }

    /// The port on which it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers until it is told to stop, and then lets finish what is under way, up to the grace of its limits.
    pub async fn run(self, limits: Limits, stop: impl Future<Output = ()>) {
        let desk = Desk::new(limits);
        let router = router(Guard::new(self.port), desk.clone());
        let places = Arc::new(Semaphore::new(limits.connections));
        let (close, closing) = watch::channel(false);
        tokio::pin!(stop);
        loop {
            let stream = tokio::select! {
                () = &mut stop => break,
                stream = self.accept() => stream,
            };
            match places.clone().try_acquire_owned() {
                Ok(place) => {
                    let served = connection::serve(stream, router.clone(), limits, closing.clone());
                    tokio::spawn(hold(place, served));
                }
                Err(_) => {
                    tokio::spawn(turn_away(stream, limits));
                }
            }
        }
        drop((self, closing));
        desk.closing.store(true, Ordering::Relaxed);
        // Nobody listens if there is no connection.
        let _ = close.send(true);
        let _ = timeout(limits.grace, close.closed()).await;
    }

    /// The next connection. One that breaks before it is there is none.
    async fn accept(&self) -> TcpStream {
        loop {
            let accepted = match &self.v6 {
                None => self.v4.accept().await,
                Some(v6) => tokio::select! {
                    accepted = self.v4.accept() => accepted,
                    accepted = v6.accept() => accepted,
                },
            };
            match accepted {
                Ok((stream, _)) => return stream,
                // Out of files, say: wait until some are closed.
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            }
        }
    }
}

async fn hold(place: OwnedSemaphorePermit, served: impl Future<Output = ()>) {
    served.await;
    drop(place);
}

/// Says that there is no room, without looking at what was asked.
async fn turn_away(mut stream: TcpStream, limits: Limits) {
    let said = async {
        stream.write_all(too_many(limits.connections).bare().as_bytes()).await?;
        stream.shutdown().await
    };
    let _ = timeout(limits.slow, said).await;
}
