//! Files and folders that are written. One takes its name only when it is whole; of one that is not, nothing is left, be it
//! for an error or because the run was stopped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// What still grows is removed in so many tries at most.
const TRIES: usize = 100;

/// The exit status of a run that was stopped, as shells have it for Ctrl-C.
const STOPPED: i32 = 130;

/// Where those of this run grow.
static GROWING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file or folder that grows beside the place that it will take.
pub(super) struct Growing {
    target: PathBuf,
    path: PathBuf,
}

impl Growing {
    /// A place to make a file or folder in.
    pub(super) fn beside(target: PathBuf) -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(remove_when_stopped);
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let path = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
        all().push(path.clone());
        Self { target, path }
    }

    /// Where it grows.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name, now that it is whole.
    pub(super) fn finish(self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)
    }
}

impl Drop for Growing {
    /// What was not finished leaves nothing.
    fn drop(&mut self) {
        let mut all = all();
        // Nothing more can be done about what cannot be removed.
        let _ = remove(&self.path);
        all.retain(|path| *path != self.path);
    }
}

fn all() -> MutexGuard<'static, Vec<PathBuf>> {
    GROWING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

/// Has all that grows removed before a signal ends the run. One that is to be passed over, as under `nohup`, stays so.
fn remove_when_stopped() {
    let stop = || {
        // They stay locked: nothing begins to grow any more. Only into a folder, a file may still be written.
        let all = all();
        for path in all.iter() {
            (0..TRIES).any(|_| remove(path).is_ok() || !path.exists());
        }
        std::process::exit(STOPPED);
    };
    // Without it, a run that is stopped leaves what it had written.
    let _ = ctrlc::try_set_handler(stop);
}
