//! An answer within an answer (`x-sdk-unwrap`).

/// Where the payload of an enveloped answer is. Pointers are JSON Pointers (RFC 6901).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Where the payload is.
    pub payload: &'static str,
    /// Where a boolean says that the call succeeded; `false` there is an error whatever the status.
    pub success: Option<&'static str>,
    /// What [`Answer::turn`](crate::answer::Answer::turn) of the error type is asked for then; `None`
    /// where no error body is documented.
    pub error: Option<usize>,
}
