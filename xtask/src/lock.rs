//! One writer at a time: two runs of codegen in a checkout follow each other.

use std::fs::{self, File, TryLockError};

use crate::failure::Failure;
use crate::screen;
use crate::workspace::Workspace;

/// Held while files are compared and written; the system lets go of it if the process dies.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits until no other run of this checkout reads or writes a tree.
    pub(crate) fn writer(workspace: &Workspace) -> Result<Self, Failure> {
        Self::take(workspace, File::try_lock, File::lock)
    }

    /// Waits until no other run of this checkout writes a tree.
    pub(crate) fn reader(workspace: &Workspace) -> Result<Self, Failure> {
        Self::take(workspace, File::try_lock_shared, File::lock_shared)
    }

    fn take(
        workspace: &Workspace,
        attempt: fn(&File) -> Result<(), TryLockError>,
        wait: fn(&File) -> std::io::Result<()>,
    ) -> Result<Self, Failure> {
        let path = workspace.target().join("codegen.lock");
        let locked = |error| Failure::io("lock", &path, &error);
        fs::create_dir_all(workspace.target()).map_err(locked)?;
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(locked)?;
        match attempt(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                screen::note("waiting for another run of codegen");
                wait(&file).map_err(locked)?;
            }
            Err(TryLockError::Error(error)) => return Err(locked(error)),
        }
        Ok(Self { _file: file })
    }
}
