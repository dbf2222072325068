//! Statuses: the keys of responses, and what they are called.

use crate::ir::Status;
use crate::resolve;

/// The key of a response.
pub(super) fn lower(status: resolve::Status) -> Status {
    match status {
        resolve::Status::Code(code) => Status::Code(code),
        resolve::Status::Range(digit) => Status::Range(digit),
        resolve::Status::Default => Status::Default,
    }
}

/// What a status is called: its reason phrase (RFC 9110 §15 and the registry), or its number.
pub(super) fn name(status: resolve::Status) -> String {
    let code = match status {
        resolve::Status::Code(code) => code,
        resolve::Status::Range(1) => return "informational".to_owned(),
        resolve::Status::Range(2) => return "success".to_owned(),
        resolve::Status::Range(3) => return "redirection".to_owned(),
        resolve::Status::Range(4) => return "client error".to_owned(),
        resolve::Status::Range(5) => return "server error".to_owned(),
        resolve::Status::Range(digit) => return format!("status {digit}xx"),
        resolve::Status::Default => return "other".to_owned(),
    };
    let known = REASONS.iter().find(|(known, _)| *known == code);
    known.map_or_else(|| format!("status {code}"), |(_, name)| (*name).to_owned())
}

/// Whether a key of the document is that of a success.
pub(super) fn is_2xx(key: resolve::Status) -> bool {
    is_success(lower(key))
}

/// Whether a key is that of a success.
pub(super) fn is_success(status: Status) -> bool {
    match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Range(digit) => digit == 2,
        Status::Default => false,
    }
}

/// Whether a key is more general than another and claims its statuses.
pub(super) fn covers(general: Status, special: Status) -> bool {
    match (general, special) {
        (Status::Range(digit), Status::Code(code)) => u16::from(digit) == code / 100,
        (Status::Default, Status::Code(_) | Status::Range(_)) => true,
        (Status::Code(_) | Status::Range(_) | Status::Default, _) => false,
    }
}

/// What the documentation of a body says of its status.
pub(super) fn fact(status: Status) -> String {
    match status {
        Status::Code(code) => format!("Status {code}."),
        Status::Range(digit) => format!("Any status {digit}XX that is not documented by itself."),
        Status::Default => "Any status that is not documented by itself.".to_owned(),
    }
}

/// The reason phrases, sorted by code.
const REASONS: &[(u16, &str)] = &[
    (200, "ok"),
    (201, "created"),
    (202, "accepted"),
    (203, "non authoritative information"),
    (204, "no content"),
    (205, "reset content"),
    (206, "partial content"),
    (207, "multi status"),
    (300, "multiple choices"),
    (301, "moved permanently"),
    (302, "found"),
    (303, "see other"),
    (304, "not modified"),
    (307, "temporary redirect"),
    (308, "permanent redirect"),
    (400, "bad request"),
    (401, "unauthorized"),
    (402, "payment required"),
    (403, "forbidden"),
    (404, "not found"),
    (405, "method not allowed"),
    (406, "not acceptable"),
    (408, "request timeout"),
    (409, "conflict"),
    (410, "gone"),
    (411, "length required"),
    (412, "precondition failed"),
    (413, "content too large"),
    (414, "uri too long"),
    (415, "unsupported media type"),
    (416, "range not satisfiable"),
    (422, "unprocessable content"),
    (423, "locked"),
    (424, "failed dependency"),
    (425, "too early"),
    (426, "upgrade required"),
    (428, "precondition required"),
    (429, "too many requests"),
    (451, "unavailable for legal reasons"),
    (500, "internal server error"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "service unavailable"),
    (504, "gateway timeout"),
    (507, "insufficient storage"),
];
