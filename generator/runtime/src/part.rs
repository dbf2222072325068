//! A part of a multipart body that carries a file: its content, and what it is called.

use core::fmt;

use crate::payload::Payload;

/// A file within a multipart body: its content, and optionally a file name and a media type.
///
/// ```
/// use specsmith_runtime::Part;
///
/// let part = Part::new("a,b\n1,2\n").file_name("table.csv").content_type("text/csv");
/// let same: Part = "a,b\n1,2\n".into(); // when neither matters
/// # let _ = (part, same);
/// ```
#[derive(Clone)]
pub struct Part {
    pub(crate) payload: Payload,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
    /// Further headers, not checked yet.
    pub(crate) headers: Vec<(String, String)>,
}

impl Part {
    /// A part with this content.
    pub fn new(payload: impl Into<Payload>) -> Self {
        Self { payload: payload.into(), file_name: None, content_type: None, headers: Vec::new() }
    }

    /// The file at `path`, under its own name; see [`Payload::file`].
    #[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
    pub fn file(path: impl AsRef<std::path::Path>) -> Self {
        let path = path.as_ref();
        let part = Self::new(Payload::file(path));
        match path.file_name() {
            Some(name) => part.file_name(name.to_string_lossy()),
            None => part,
        }
    }

    /// Sets the name that the server is told. Default: the name of the part, since many servers take a
    /// part for a file only if it has one.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type. Default: what the API describes, else `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a header to this part alone. One that the API describes for all parts of this name gives way to
    /// it.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl<P: Into<Payload>> From<P> for Part {
    fn from(payload: P) -> Self {
        Self::new(payload)
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file name can say as much as a file.
        f.debug_struct("Part").field("payload", &self.payload).finish_non_exhaustive()
    }
}
