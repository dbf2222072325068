//! What of an exchange may be written down. Takes requests and responses, gives them without secrets.

use bytes::Bytes;
use http::header::{
    AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderName, LOCATION,
    PROXY_AUTHORIZATION, SET_COOKIE, TRANSFER_ENCODING,
};
use http::{HeaderMap, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::exchange::{Answer, Content, Headers, Request};
use crate::api::{Api, SchemeKind};
use crate::secret::Secret;

/// What stands where a secret was.
const REDACTED: &str = "REDACTED";

/// Fields of forms, queries and JSON that hold credentials by the standards of OAuth 2 and OpenID Connect.
const NAMES: &[&str] = &[
    "access_token",
    "assertion",
    "client_assertion",
    "client_secret",
    "id_token",
    "password",
    "refresh_token",
];

/// Texts shorter than this are not looked for elsewhere: they could be a part of any word.
const SHORTEST: usize = 8;

/// The rules for one exchange. It learns the secrets of the request, and knows them in the response.
pub(super) struct Redact {
    api: &'static Api,
    secrets: Vec<Secret>,
    /// Whether this is a request for a token.
    token: bool,
}

impl Redact {
    pub(super) fn new(api: &'static Api) -> Self {
        Self { api, secrets: Vec::new(), token: false }
    }

    /// A request as it may be written.
    pub(super) fn request(&mut self, parts: &http::request::Parts, body: &Bytes) -> Request {
        let media_type = text(&parts.headers, &CONTENT_TYPE);
        let form = media_type.starts_with("application/x-www-form-urlencoded");
        self.learn(&parts.headers);
        let query = parts.uri.query().unwrap_or_default();
        for (name, value) in pairs(query) {
            if self.is_secret(&name) {
                self.learn_text(value);
                self.learn_text(&decoded(value));
            }
        }
        let content = match Content::of(body, media_type) {
            Content::Text(text) if form => {
                self.token = pairs(&text).any(|(name, _)| name == "grant_type");
                Content::Text(self.form(&text))
            }
            other => self.content(other),
        };
        let mut target = parts.uri.path().to_owned();
        if parts.uri.query().is_some() {
            target.push('?');
            target.push_str(&self.form(query));
        }
        Request {
            method: parts.method.to_string(),
            target: self.known(&target),
            headers: self.headers(&parts.headers),
            body: content,
        }
    }

    /// A response as it may be written.
    pub(super) fn response(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: &Bytes,
        complete: bool,
    ) -> Answer {
        let content = Content::of(body, text(headers, &CONTENT_TYPE));
        Answer::Response {
            status: status.as_u16(),
            headers: self.headers(headers),
            body: self.content(content),
            complete,
        }
    }

    /// Whether a field of this name holds a credential.
    fn is_secret(&self, name: &str) -> bool {
        let key = |kind| matches!(kind, SchemeKind::ApiKeyQuery(key) if key == name);
        NAMES.contains(&name)
            || self.api.secret_members.contains(&name)
            || self.api.schemes.iter().any(|scheme| key(scheme.kind))
    }

    fn is_secret_header(&self, name: &HeaderName) -> bool {
        let key = |kind| matches!(kind, SchemeKind::ApiKeyHeader(key) if name.as_str().eq_ignore_ascii_case(key));
        [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE].contains(name)
            || self.api.schemes.iter().any(|scheme| key(scheme.kind))
    }

    fn learn(&mut self, headers: &HeaderMap) {
        for (name, value) in headers {
            if value.is_sensitive() || self.is_secret_header(name) {
                let value = String::from_utf8_lossy(value.as_bytes());
                self.learn_text(&value);
                // `Bearer …`, and cookies.
                value.split([' ', ';', '=']).for_each(|part| self.learn_text(part));
            }
        }
    }

    fn learn_text(&mut self, text: &str) {
        if text.len() >= SHORTEST && self.secrets.iter().all(|known| known.expose_secret() != text)
        {
            self.secrets.push(Secret::from(text));
        }
    }

    /// The text without the secrets of the request.
    fn known(&self, text: &str) -> String {
        self.secrets.iter().fold(text.to_owned(), |text, secret| {
            if text.contains(secret.expose_secret()) {
                text.replace(secret.expose_secret(), REDACTED)
            } else {
                text
            }
        })
    }

    fn headers(&self, headers: &HeaderMap) -> Headers {
        let framing = [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING];
        let kept = headers.iter().filter(|(name, _)| !framing.contains(name));
        let line = |(name, value): (&HeaderName, &http::HeaderValue)| {
            let secret = value.is_sensitive() || self.is_secret_header(name);
            let value = match str::from_utf8(value.as_bytes()) {
                Ok(_) | Err(_) if secret => REDACTED.to_owned(),
                Ok(value) if *name == LOCATION => self.known(&self.url(value)),
                Ok(value) => self.known(value),
                Err(_) => self.known(&String::from_utf8_lossy(value.as_bytes())),
            };
            (name.as_str().to_owned(), value)
        };
        kept.map(line).collect()
    }

    /// A URL or a part of one.
    fn url(&self, url: &str) -> String {
        match url.split_once('?') {
            Some((path, query)) => format!("{path}?{}", self.form(query)),
            None => url.to_owned(),
        }
    }

    /// A query or a form.
    fn form(&self, form: &str) -> String {
        let field = |field: &str| match field.split_once('=') {
            Some((name, _)) if self.token || self.is_secret(&decoded(name)) => {
                format!("{name}={REDACTED}")
            }
            // The query as a whole.
            _ if self.is_raw_json_with_secrets(&decoded(field)) => REDACTED.to_owned(),
            _ => field.to_owned(),
        };
        self.known(&form.split('&').map(field).collect::<Vec<_>>().join("&"))
    }

    fn content(&self, content: Content) -> Content {
        match content {
            Content::Json(mut value) => {
                let token = self.token || value.get("access_token").is_some();
                self.json(&mut value, token);
                Content::Json(value)
            }
            Content::Text(_) if self.token => Content::Text(REDACTED.to_owned()),
            Content::Text(text) if self.is_raw_json_with_secrets(&text) => {
                Content::Text(REDACTED.to_owned())
            }
            Content::Binary(bytes)
                if self.is_raw_json_with_secrets(&String::from_utf8_lossy(&bytes)) =>
            {
                Content::Text(REDACTED.to_owned())
            }
            Content::Text(text) => Content::Text(self.known(&text)),
            Content::Nothing | Content::Binary(_) => content,
        }
    }

    /// Whether this begins as JSON does, and names a secret: where its value ends is not looked for.
    fn is_raw_json_with_secrets(&self, text: &str) -> bool {
        let names = NAMES.iter().chain(self.api.secret_members);
        text.trim_start().starts_with(['{', '['])
            && names.copied().any(|name| text.contains(&format!("\"{name}\"")))
    }

    /// Goes through a value, whose depth is what the reader of JSON allows. Below a secret name all texts go.
    fn json(&self, value: &mut Value, secret: bool) {
        match value {
            Value::String(text) if secret => *text = REDACTED.to_owned(),
            Value::String(text) => *text = self.known(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.json(item, secret)),
            Value::Object(members) => {
                for (name, value) in members {
                    // A client that does not find the type of a token would not use it.
                    let secret = secret && name != "token_type" || self.is_secret(name);
                    self.json(value, secret);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The decoded names of a query or a form with their values as they are.
fn pairs(form: &str) -> impl Iterator<Item = (String, &str)> {
    form.split('&')
        .filter_map(|field| field.split_once('='))
        .map(|(name, value)| (decoded(name), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    static API: Api = Api { secret_members: &["secret_key"], ..Api::DEFAULT };

    #[test]
    fn a_query_that_is_json_as_a_whole_is_written_without_its_secrets() {
        let target = |uri: &str| {
            let (parts, ()) = http::Request::get(uri).body(()).unwrap().into_parts();
            Redact::new(&API).request(&parts, &Bytes::new()).target
        };
        assert_eq!(target("https://h/x?%7B%22secret_key%22%3A%22canary%3D%22%7D"), "/x?REDACTED");
        assert_eq!(target("https://h/x?%7B%22secret_key%22:%22canary=%22%7D"), "/x?REDACTED");
        let plain = "/x?%7B%22page%22%3A1%7D";
        assert_eq!(target(&format!("https://h{plain}")), plain);
    }
}
