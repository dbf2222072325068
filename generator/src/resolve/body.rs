//! Request bodies, responses, and what both consist of.

use indexmap::IndexMap;

use super::resolver::Resolver;
use super::{Encoding, Header, Link, MediaType, RequestBody, Response, Status, Style};
use crate::diag::codes;
use crate::document::encoding::{Encoding as WrittenEncoding, Within};
use crate::document::example::Example;
use crate::document::extension::Streaming;
use crate::document::header::Header as WrittenHeader;
use crate::document::media_type::Content;
use crate::document::reference::RefOr;
use crate::document::request_body::RequestBody as WrittenBody;
use crate::document::responses::Responses;
use crate::document::{Version, suggest};
use crate::source::Node;

impl Resolver<'_> {
    pub(super) fn request_body(&mut self, item: &RefOr<WrittenBody>) -> Option<RequestBody> {
        let held = self.object(item)?;
        Some(RequestBody {
            description: held.description(held.description.as_ref()),
            required: held.required,
            content: self.content(&held.content),
            at: held.at,
        })
    }

    pub(super) fn responses(&mut self, written: &Responses) -> Vec<Response> {
        let mut responses = Vec::with_capacity(written.0.len());
        for (status, item) in &written.0 {
            let Some(held) = self.object(item) else { continue };
            if let Some((is_error, at)) = held.is_error
                && is_error == matches!(status, Status::Code(100..=399) | Status::Range(1..=3))
            {
                let message = "`x-ms-error-response` is ignored: a status tells whether an answer is an error";
                let help =
                    "use a status from 400 for errors, and one from 200 to 299 for successes";
                self.report_once(codes::FOREIGN_EXTENSION, at, message, help);
            }
            let content = self.content(&held.content);
            let headers = self.headers(&held.headers);
            let mut links = Vec::new();
            for (name, link) in &held.links {
                let Some(link) = self.object(link) else { continue };
                links.push(Link {
                    name: name.clone(),
                    target: link.operation_id.clone().or_else(|| link.operation_ref.clone()),
                    parameters: link.parameters.clone().into_iter().collect(),
                    description: link.description(link.description.as_ref()),
                });
            }
            responses.push(Response {
                status: *status,
                summary: held.summary(held.summary.as_ref()),
                description: held.description(held.description.as_ref()),
                content,
                headers,
                links,
                at: held.at,
            });
        }
        responses
    }

    /// Makes the JSON of successes a stream, or adds a stream to it where the request has to ask for one.
    pub(super) fn stream(&mut self, responses: &mut [Response], streaming: &Streaming) {
        let name = if streaming.events { "text/event-stream" } else { "application/x-ndjson" };
        let piece = streaming.piece.as_ref().map(|piece| self.schema(piece));
        let successes = responses.iter_mut().filter(|response| {
            matches!(response.status, Status::Code(200..=299) | Status::Range(2))
        });
        for response in successes {
            let content = &mut response.content;
            let is_json = |media: &&MediaType| media.name.to_ascii_lowercase().contains("json");
            if content.iter().any(|media| media.name == name) {
                continue;
            }
            let Some(json) = content.iter().find(is_json) else { continue };
            let stream =
                MediaType { name: name.to_owned(), schema: piece.or(json.schema), ..json.clone() };
            if !streaming.asked {
                content.retain(|media| !is_json(&media));
            }
            content.push(stream);
        }
    }

    pub(super) fn content(&mut self, content: &Content) -> Vec<MediaType> {
        let mut types = Vec::with_capacity(content.0.len());
        for (name, written) in &content.0 {
            let Some(written) = self.object(written) else { continue };
            let schema = written.schema.as_ref().map(|schema| self.schema(schema));
            let item = written.item_schema.as_ref().map(|schema| self.schema(schema));
            let has_styles = self.version != Version::V3_0 || is_urlencoded(name);
            let encoding = written.encoding.named.iter();
            let encoding =
                encoding.map(|(name, said)| (name.clone(), self.encoding(said, has_styles)));
            let encoding = encoding.collect();
            types.push(MediaType {
                name: name.clone(),
                schema,
                item,
                events: Vec::new(),
                description: written.description(written.description.as_ref()),
                examples: self.examples(written.example.as_ref(), &written.examples),
                unwrap: written.unwrap.clone(),
                encoding,
                at: written.at,
            });
        }
        types
    }

    fn headers(&mut self, written: &IndexMap<String, RefOr<WrittenHeader>>) -> Vec<Header> {
        let mut headers = Vec::with_capacity(written.len());
        for (name, header) in written {
            let Some(header) = self.object(header) else { continue };
            let of_content = self.content(&header.content).into_iter().next();
            let of_media = of_content.as_ref().and_then(|media| media.schema);
            let own = header.schema.as_ref().map(|schema| self.schema(schema));
            headers.push(Header {
                name: name.clone(),
                description: header.description(header.description.as_ref()),
                required: header.required,
                deprecated: header.deprecated,
                schema: own.or(of_media),
                explode: header.explode.unwrap_or(false),
                content: of_content.map(|media| media.name),
                at: header.at,
            });
        }
        headers
    }

    /// Where a media type has no styles, `style`, `explode` and `allowReserved` are ignored (OpenAPI 3.0,
    /// "Encoding Object").
    fn encoding(&mut self, written: &WrittenEncoding, has_styles: bool) -> Encoding {
        let mut headers = self.headers(&written.headers);
        // Said by `contentType` and by the property (OpenAPI 3.1, "Encoding Object"; RFC 7578, section 4.2).
        headers.retain(|header| {
            let name = header.name.to_ascii_lowercase();
            !matches!(name.as_str(), "content-type" | "content-disposition")
        });
        let allowed = [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject];
        let said = written.style.filter(|_| has_styles);
        let style = said.filter(|style| allowed.contains(style));
        if let (Some(wrong), None) = (said, style) {
            let words = allowed.map(Style::as_str);
            let message = format!("a field of a form cannot have the style `{}`", wrong.as_str());
            let at = self.member_at(written.at, "style");
            let help = format!("its styles are {}", suggest::list(&words));
            self.report_once(codes::INVALID_VALUE, at, message, &help);
        }
        Encoding {
            content_type: written.content_type.clone(),
            headers,
            style,
            explode: written.explode.filter(|_| has_styles),
            allow_reserved: written.allow_reserved && has_styles,
            is_nested: written.within != Within::default(),
            at: written.at,
        }
    }

    /// `example`, then the values of `examples`.
    pub(super) fn examples(
        &mut self,
        example: Option<&Node>,
        examples: &IndexMap<String, RefOr<Example>>,
    ) -> Vec<Node> {
        let mut values: Vec<Node> = example.into_iter().cloned().collect();
        for example in examples.values() {
            let value = self.object(example).and_then(|example| example.value.clone());
            values.extend(value);
        }
        values
    }
}

fn is_urlencoded(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}
