//! What all client crates have in common, told once: in the documentation of the crate and in its README.
//!
//! Items are links where rustdoc reads them and code elsewhere, see [`unlinked`].

/// A heading and the paragraphs below it.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) text: &'static [&'static str],
}

/// Cargo features other than those of APIs: the runtime has the same. In the order of their names.
pub(super) const FEATURES: &[(&str, &str)] = &[
    ("blocking", "Calls, and iterators over items, without an async runtime: `send().blocking()`."),
    ("gzip", "Answers may be compressed by gzip; limits on bodies count what is unpacked."),
    ("reqwest", "Requests are sent by the crate `reqwest`. On by default."),
    ("serde", "Types implement `serde::Serialize` and `serde::Deserialize`."),
    ("tracing", "Calls are spans of the crate `tracing`, by the conventions of OpenTelemetry."),
];

/// How to use a client, in the order in which one comes to need it.
pub(super) const SECTIONS: &[Section] = &[
    Section {
        title: "Clients",
        text: &[
            "`Client::new` takes credentials, `Client::from_env` reads them from environment \
                 variables where the API has names for them, and `Client::builder` has all settings; \
                 `Builder::from_env` has both. Clones share connections, credentials and the budget for \
                 retries.",
            "APIs whose servers are everybody's own have no default address: `Client::new` takes the base \
                 URL first, with or without a slash at its end, and an error names the variable or the \
                 setting that is missing.",
            "Nothing is sent to make a client. Where an API has a call that tells whether credentials are \
                 good, `verify` is that call, and `verified` gives the client once it has succeeded: \
                 `Client::from_env()?.verified().await?`. A [`VerifyError`] says whether the credentials \
                 were refused or the check itself failed.",
        ],
    },
    Section {
        title: "Calls",
        text: &[
            "What an operation requires is an argument of its method, and what is optional is set on \
             the call that the method gives. Nothing is sent until one of its ends is awaited: `send` \
             gives the answer, `send_with_response` its status and headers as well. `request` shows \
             what would be sent, and `url` where to, without credentials.",
            "Lists that come in pages have `items` and `pages`, streams that ask for a page when it is \
             needed; `max_pages` bounds them, `position` and `resume` continue one in another process. \
             Some lists have a method that gives one item by its name, and some operations one that takes \
             many ids and gives [`Outcomes`], in which a failure of one does not hide the others. \
             Jobs have `wait`, which repeats the call until they are done. Answers that come piece by \
             piece have `events`, `lines` or `download`. Streams have a `try_next` of their own, and \
             dropping a stream or a future abandons the call.",
        ],
    },
    Section {
        title: "Values",
        text: &[
            "Methods take what a value is made from: a `&str` for a text, for a value of an enum and for a \
             union that can be a text, a branch for a union, any iterator for a list, and pairs for a map, as in \
             `[(\"plan\", \"pro\")]`. Structs that requests carry have `new`, which asks for what is required, and a \
             method `with_…` for each of the other fields; all fields are public.",
            "What can be null takes a value, `None` for null, or a [`Maybe`]: a field that may also be left out is \
             `Maybe::Absent` until it is set, and `Maybe::Null` clears what the server has. `as_option` and \
             `into_option` are for those who do not care which. A type that a method names `By` or the like is always \
             inferred.",
            "Enums and unions may get new values on the server, so a `match` has an arm for those: `Unknown` keeps \
             what arrived. `as_str` is the text of an enum's value. JSON that the description does not type is a \
             [`Value`], which `json!` writes.",
        ],
    },
    Section {
        title: "Retries and time limits",
        text: &[
            "A call is sent again after the failures that a policy names, and only if that cannot do \
             anything twice: its method is idempotent, the API says that it is safe, or it carries an \
             idempotency key. The [`RetryPolicy`] of a call takes precedence over the client's, and that \
             over the API's. Pauses are random up to an interval that grows, and never shorter than \
             `Retry-After`. `RetryPolicy::never()` turns this off.",
            "`timeout` limits a whole call with its pauses, `attempt_timeout` each attempt. Both are \
             settings of clients and of calls. `connect_timeout` and `read_timeout`, on a silence \
             within an answer, are settings of clients.",
        ],
    },
    Section {
        title: "Errors",
        text: &[
            "A call fails with [`Error`], whose parameter is the type that the API documents for its \
                 errors: `api()` gives it. `is_authentication()` and `is_not_found()` answer the usual \
                 questions, by the statuses that the API uses for them. `status()`, `headers()`, `request_id()`, `is_timeout()` and \
                 `attempts()` tell what happened, and `body()` what was answered. Neither `Display` nor \
                 `Debug` shows a credential or an answer.",
        ],
    },
    Section {
        title: "Tests without a network",
        text: &[
            "[`MemoryTransport`] gives scripted answers and keeps what was asked. [`RecordTransport`] \
                 writes the exchanges of another transport to a readable file, secrets removed, and \
                 [`ReplayTransport`] answers from it.",
            "Any type of an answer can be made for a test of your own code: `json::from_value(json!({…}))` \
                 reads it as an answer is read, `json::partial` the same where members are missing that the API \
                 requires, and `json::empty()` is one with nothing in it, whose fields a test sets. \
                 `json::to_string` is the way back. `MemoryTransport::answer_json` takes \
                 `json!({…})` as it is.",
        ],
    },
    Section {
        title: "Watching and extending",
        text: &[
            "A [`Hook`] sees every attempt before it is sent and after it ended, a layer wraps the \
                 [`Transport`], and the feature `tracing` makes each call a span. All are settings of \
                 clients.",
        ],
    },
];

/// The text for readers other than rustdoc: items are code, not links.
pub(super) fn unlinked(text: &str) -> String {
    text.replace("[`", "`").replace("`]", "`")
}
