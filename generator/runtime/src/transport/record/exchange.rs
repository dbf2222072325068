//! One exchange, and its place in a file. Knows nothing of secrets: what it is given is written.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use bytes::Bytes;
use serde_json::{Map, Value, json};

use crate::transport::TransportErrorKind;

/// A request and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Exchange {
    pub(super) operation: String,
    pub(super) request: Request,
    pub(super) answer: Answer,
}

/// A request as it is written, and compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    pub(super) headers: Headers,
    pub(super) body: Content,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    Response {
        status: u16,
        headers: Headers,
        body: Content,
        /// Whether the body came to its end.
        complete: bool,
    },
    Error(TransportErrorKind),
}

/// Names and values, each as often as it came.
pub(super) type Headers = Vec<(String, String)>;

/// A body by what it can be shown as.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Nothing,
    Json(Value),
    Text(String),
    Binary(Bytes),
}

impl Content {
    /// The body `bytes` of this media type.
    pub(super) fn of(bytes: &Bytes, media_type: &str) -> Self {
        if bytes.is_empty() {
            return Self::Nothing;
        }
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        if essence.ends_with("json")
            && let Ok(value) = serde_json::from_slice(bytes)
        {
            return Self::Json(value);
        }
        match str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Binary(bytes.clone()),
        }
    }

    pub(super) fn to_bytes(&self) -> Bytes {
        match self {
            Self::Nothing => Bytes::new(),
            Self::Json(value) => value.to_string().into(),
            Self::Text(text) => text.clone().into(),
            Self::Binary(bytes) => bytes.clone(),
        }
    }

    fn to_json(&self) -> Option<Value> {
        match self {
            Self::Nothing => None,
            Self::Json(value) => Some(json!({ "json": value })),
            Self::Text(text) => Some(json!({ "text": text })),
            Self::Binary(bytes) => Some(json!({ "base64": BASE64_STANDARD.encode(bytes) })),
        }
    }

    fn from_json(value: Option<&Value>) -> Result<Self, &'static str> {
        let Some(value) = value else { return Ok(Self::Nothing) };
        if let Some(value) = value.get("json") {
            return Ok(Self::Json(value.clone()));
        }
        if let Some(text) = value.get("text").and_then(Value::as_str) {
            return Ok(Self::Text(text.to_owned()));
        }
        let bytes = value
            .get("base64")
            .and_then(Value::as_str)
            .and_then(|text| BASE64_STANDARD.decode(text).ok());
        bytes.map(|bytes| Self::Binary(bytes.into())).ok_or("a body is not json, text or base64")
    }
}

impl Exchange {
    /// The exchange as it stands in the file.
    pub(super) fn to_text(&self) -> String {
        let mut request = json!({
            "method": self.request.method,
            "target": self.request.target,
            "headers": headers_to_json(&self.request.headers),
        });
        if let Some(body) = self.request.body.to_json() {
            request["body"] = body;
        }
        let mut whole = json!({ "operation": self.operation, "request": request });
        match &self.answer {
            Answer::Error(kind) => whole["error"] = name(*kind).into(),
            Answer::Response { status, headers, body, complete } => {
                let mut response = json!({ "status": status, "headers": headers_to_json(headers) });
                if let Some(body) = body.to_json() {
                    response["body"] = body;
                }
                if !complete {
                    response["complete"] = false.into();
                }
                whole["response"] = response;
            }
        }
        format!("{whole:#}\n")
    }

    /// The exchange that stands in a file; the error is what is wrong with it.
    pub(super) fn from_json(value: &Value) -> Result<Self, &'static str> {
        let text = |value: &Value, what| value.as_str().map(str::to_owned).ok_or(what);
        let request = &value["request"];
        let answer = match value["error"].as_str() {
            Some(error) => Answer::Error(kind(error).ok_or("`error` is none that there is")?),
            None => {
                let response = &value["response"];
                let status = response["status"].as_u64().and_then(|status| status.try_into().ok());
                Answer::Response {
                    status: status.ok_or("`response.status` is no status")?,
                    headers: headers_from_json(&response["headers"])?,
                    body: Content::from_json(response.get("body"))?,
                    complete: response["complete"] != false,
                }
            }
        };
        Ok(Self {
            operation: text(&value["operation"], "`operation` is no text")?,
            request: Request {
                method: text(&request["method"], "`request.method` is no text")?,
                target: text(&request["target"], "`request.target` is no text")?,
                headers: headers_from_json(&request["headers"])?,
                body: Content::from_json(request.get("body"))?,
            },
            answer,
        })
    }
}

/// One text a name, or a list of texts where a name came several times.
fn headers_to_json(headers: &Headers) -> Value {
    let mut object = Map::new();
    for (name, value) in headers {
        let value = Value::from(value.as_str());
        match object.get_mut(name) {
            None => drop(object.insert(name.clone(), value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = json!([first.take(), value]),
        }
    }
    Value::Object(object)
}

fn headers_from_json(value: &Value) -> Result<Headers, &'static str> {
    const WHAT: &str = "a header is neither a text nor a list of texts";
    let mut headers = Headers::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        let values = value.as_array().map_or(core::slice::from_ref(value), Vec::as_slice);
        for value in values {
            headers.push((name.clone(), value.as_str().ok_or(WHAT)?.to_owned()));
        }
    }
    Ok(headers)
}

/// The kinds of errors by their names in files.
const KINDS: [(&str, TransportErrorKind); 7] = [
    ("connect", TransportErrorKind::Connect),
    ("connect-timeout", TransportErrorKind::ConnectTimeout),
    ("unprocessed", TransportErrorKind::Unprocessed),
    ("refused", TransportErrorKind::Refused),
    ("request", TransportErrorKind::Request),
    ("body", TransportErrorKind::Body),
    ("body-timeout", TransportErrorKind::BodyTimeout),
];

fn name(kind: TransportErrorKind) -> &'static str {
    KINDS.iter().find(|(_, known)| *known == kind).map_or("request", |(name, _)| name)
}

fn kind(name: &str) -> Option<TransportErrorKind> {
    KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}
