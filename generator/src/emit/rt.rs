//! The paths that emitted code names: everything of the runtime, and of the standard library.
//!
//! Each is spelled here once and is absolute, so no name in a specification can stand in its way. A
//! constant is interpolated like any other token or text: `quote!(Vec<#STRING>)`, `format!("Vec<{STRING}>")`.

use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};
use syn::Token;

/// An absolute path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Path {
    /// An item of `specsmith_runtime::emit`, which emitted code reaches as `crate::rt`.
    Runtime(&'static str),
    /// An item of a standard crate: crate, module, item.
    Standard(&'static str, &'static str, &'static str),
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Runtime(item) => write!(f, "crate::rt::{item}"),
            Self::Standard(krate, module, item) => write!(f, "::{krate}::{module}::{item}"),
        }
    }
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let separator = <Token![::]>::default();
        let (first, rest) = match *self {
            Self::Runtime(item) => ("crate", ["rt", item]),
            Self::Standard(krate, module, item) => {
                separator.to_tokens(tokens);
                (krate, [module, item])
            }
        };
        tokens.append(Ident::new(first, Span::call_site()));
        for segment in rest {
            separator.to_tokens(tokens);
            tokens.append(Ident::new(segment, Span::call_site()));
        }
    }
}

macro_rules! runtime {
    ($($constant:ident = $item:literal;)*) => {
        $(pub(super) const $constant: Path = Path::Runtime($item);)*
        /// Every item of the runtime that emitted code names.
        #[cfg(test)]
        pub(super) const RUNTIME: &[&str] = &[$($item),*];
    };
}

runtime! {
    API = "Api";
    CASE = "Case";
    CLIENT = "Client";
    CLIENT_BUILDER = "ClientBuilder";
    CLOCK = "Clock";
    CONFIG_ERROR = "ConfigError";
    CREDENTIAL = "Credential";
    DATE_TIME = "DateTime";
    DECODE_ERROR = "DecodeError";
    DOWNLOAD = "Download";
    ENVELOPE = "Envelope";
    EVENT_STREAM = "EventStream";
    FIND = "Find";
    FIND_CALL = "FindCall";
    HOOK = "Hook";
    ITEMS_OR_NULL = "ItemsOrNull";
    LINE_STREAM = "LineStream";
    MANY_CALL = "ManyCall";
    LIST = "list";
    MAP = "map";
    MAYBE = "Maybe";
    NEXT = "Next";
    OR_NULL = "OrNull";
    PARAMETER = "Parameter";
    PART = "Part";
    PAYLOAD = "Payload";
    RANDOM = "Random";
    RAW = "Raw";
    READY_CALL = "ReadyCall";
    RETRY_POLICY = "RetryPolicy";
    SCHEME = "Scheme";
    SCHEME_KIND = "SchemeKind";
    SECRET = "Secret";
    STYLE = "Style";
    TEXT = "Text";
    TOLERANCE = "Tolerance";
    TOKEN_PROVIDER = "TokenProvider";
    TRANSPORT = "Transport";
    UNKNOWN_VALUE = "UnknownValue";
    VALUE = "Value";
    VERIFIED = "Verified";
    VERIFY = "verified";
    WAIT = "Wait";
    WAIT_FOR = "WaitFor";
    DECODE = "decode";
    EMPTY = "empty";
}

pub(super) const ARC: Path = Path::Standard("std", "sync", "Arc");
pub(super) const BTREE_MAP: Path = Path::Standard("std", "collections", "BTreeMap");
pub(super) const BOX: Path = Path::Standard("std", "boxed", "Box");
pub(super) const DURATION: Path = Path::Standard("core", "time", "Duration");
pub(super) const FN_ONCE: Path = Path::Standard("core", "ops", "FnOnce");
pub(super) const INFALLIBLE: Path = Path::Standard("core", "convert", "Infallible");
pub(super) const INTO: Path = Path::Standard("core", "convert", "Into");
pub(super) const INTO_ITERATOR: Path = Path::Standard("core", "iter", "IntoIterator");
pub(super) const MARKER_SEND: Path = Path::Standard("core", "marker", "Send");
pub(super) const MARKER_SYNC: Path = Path::Standard("core", "marker", "Sync");
pub(super) const OPTION: Path = Path::Standard("core", "option", "Option");
pub(super) const RESULT: Path = Path::Standard("core", "result", "Result");
pub(super) const STRING: Path = Path::Standard("std", "string", "String");
pub(super) const TO_STRING: Path = Path::Standard("std", "string", "ToString");
pub(super) const VEC: Path = Path::Standard("std", "vec", "Vec");
