//! Every diagnostic code: its stable name, its severity and what it means. Sorted by name.

use super::Severity;

/// The stable name of a kind of problem.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code {
    /// What users see and search for: `unknown-key`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Whether the output is less than the document asked for: a type that says less, an input or an
    /// answer that is left out.
    pub lossy: bool,
    /// One sentence of meaning, for listings.
    pub meaning: &'static str,
}

macro_rules! codes {
    (@lossy) => { false };
    (@lossy lossy) => { true };
    ($($constant:ident = $severity:ident $($lossy:ident)? $name:literal: $meaning:literal;)*) => {
        $(
            #[doc = $meaning]
            pub const $constant: Code = Code {
                name: $name,
                severity: Severity::$severity,
                lossy: codes!(@lossy $($lossy)?),
                meaning: $meaning,
            };
        )*
        /// All codes.
        pub const ALL: &[Code] = &[$($constant),*];
    };
}

codes! {
    AMBIGUOUS_NAME = Warning "ambiguous-name": "Two things derive the same Rust name; the second was given a suffix.";
    ASSUMED_TYPE = Warning "assumed-type": "A schema describes members or items and has no `type`: it is taken for that of objects or arrays, and other values are refused.";
    DANGLING_REF = Fault lossy "dangling-ref": "A `$ref` points at nothing.";
    DUPLICATE_API = Error "duplicate-api": "Two APIs of a client crate would be one module and one feature.";
    DUPLICATE_KEY = Fault "duplicate-key": "A mapping has the same key twice.";
    DUPLICATE_OPERATION_ID = Fault "duplicate-operation-id": "Two operations have the same operationId.";
    DUPLICATE_PARAMETER = Fault lossy "duplicate-parameter": "A parameter of the same name and place is listed twice.";
    FORBIDDEN_REF = Fault lossy "forbidden-ref": "A `$ref` leaves the specification's folder or asks for the network.";
    FOREIGN_EXTENSION = Warning "foreign-extension": "An extension of another tool cannot be read as one of ours; it is ignored.";
    IGNORED_KEY = Warning "ignored-key": "A key has no meaning where it stands and is ignored.";
    INVALID_BOUND = Fault "invalid-bound": "A bound has the wrong type, or no value can satisfy the bounds.";
    INVALID_DEFAULT = Warning "invalid-default": "A `default` is not valid for its own schema.";
    INVALID_EXTENSION = Error "invalid-extension": "The value of an `x-sdk-` extension is not what it should be.";
    INVALID_PATTERN = Fault "invalid-pattern": "A `pattern` is not a regular expression.";
    INVALID_REF = Fault lossy "invalid-ref": "The target of a `$ref` is of another kind than its place asks for.";
    INVALID_VALUE = Fault lossy "invalid-value": "A value is not one of those that its key allows.";
    LIMIT_EXCEEDED = Error "limit-exceeded": "The document is larger, deeper or more repetitive than is accepted.";
    MISSING_KEY = Fault lossy "missing-key": "A required key is missing.";
    NARROWING = Warning "narrowing": "A rule that only refuses values: the type holds all that are valid, and some that are not.";
    NO_SERVER = Warning "no-server": "No server with a host is described; clients must set `base_url`.";
    OTHER_VERSION = Fault "other-version": "A key or value has its meaning in another version of OpenAPI or JSON Schema only.";
    REF_CYCLE = Fault lossy "ref-cycle": "References lead back to themselves without any content.";
    SYNTAX = Error "syntax": "The text is not YAML or JSON.";
    TOLERATED = Warning "tolerated": "The document breaks a rule of OpenAPI, but leaves no doubt about what is meant.";
    UNDECLARED_PATH_PARAMETER = Fault "undeclared-path-parameter": "A path template names a parameter that no `in: path` parameter declares, or the reverse.";
    UNDECLARED_SECURITY = Fault lossy "undeclared-security": "A security requirement names a scheme that is not declared.";
    UNKNOWN_KEY = Fault "unknown-key": "A key is not one of those that OpenAPI defines for this object.";
    UNKNOWN_KEYWORD = Warning "unknown-keyword": "A schema has a key that JSON Schema does not define; it is ignored.";
    UNREADABLE_FILE = Error "unreadable-file": "The root file cannot be read.";
    UNSUPPORTED = Warning lossy "unsupported": "A feature of OpenAPI is not generated yet; the output degrades as the message says.";
    UNSUPPORTED_VERSION = Error "unsupported-version": "The document does not say that it is OpenAPI 3.";
    UNTYPED = Warning lossy "untyped": "A schema says too little for a Rust type; the value stays JSON.";
    WRONG_TYPE = Fault lossy "wrong-type": "A value is of another type than its key asks for.";
    YAML_AMBIGUITY = Warning "yaml-ambiguity": "A plain scalar means different things to YAML 1.1 and 1.2 readers.";
    YAML_FEATURE = Fault "yaml-feature": "A feature of YAML that JSON has no equivalent of: a merge key or a tag.";
}
