//! A line on a terminal that says what a long run is doing. Short runs never show it.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::screen;

const PATIENCE: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_millis(100);

/// Shows the present phase from half a second on, until it is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    phase: Arc<Mutex<String>>,
    painter: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(crate) fn start(phase: impl Into<String>) -> Self {
        let phase = Arc::new(Mutex::new(phase.into()));
        let painter = io::stderr().is_terminal().then(|| {
            let (stop, stopped) = mpsc::channel();
            let phase = Arc::clone(&phase);
            let painter = thread::spawn(move || {
                let start = Instant::now();
                let mut pause = PATIENCE;
                while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                    let phase = phase.lock().unwrap_or_else(PoisonError::into_inner);
                    paint(&format!("{phase} … {:.1} s", start.elapsed().as_secs_f64()));
                    pause = TICK;
                }
                if start.elapsed() >= PATIENCE {
                    paint("");
                }
            });
            (stop, painter)
        });
        Self { phase, painter }
    }

    /// Says what happens next.
    pub(crate) fn phase(&self, phase: impl Into<String>) {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner) = phase.into();
    }

    /// Prints something in place of the line, which comes back below it.
    pub(crate) fn aside(&self, print: impl FnOnce()) {
        // The painter waits: it wants the phase first.
        let _phase = self.phase.lock().unwrap_or_else(PoisonError::into_inner);
        if self.painter.is_some() {
            paint("");
        }
        print();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, painter)) = self.painter.take() {
            drop(stop);
            if painter.join().is_err() {
                screen::note("the progress display failed");
            }
        }
    }
}

/// Replaces the current line.
fn paint(line: &str) {
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "\r\x1b[2K{line}").and_then(|()| stderr.flush());
}
