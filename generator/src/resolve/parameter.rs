//! Parameters with their defaults filled in.

use super::resolver::Resolver;
use super::{MediaType, Parameter, Place, Rename, SchemaId, Style};
use crate::diag::codes;
use crate::document::Version;
use crate::document::parameter::Parameter as Written;
use crate::document::path_item::is_token;
use crate::document::reference::RefOr;
use crate::document::suggest;

/// What queries are unless something else is said.
const FORM: &str = "application/x-www-form-urlencoded";

/// Headers that HTTP itself decides; OpenAPI says to ignore parameters of these names.
const RESERVED_HEADERS: &[&str] = &["accept", "content-type", "authorization"];

/// Headers that frame the message or name the host, in lower case. The runtime refuses the same ones.
#[doc(hidden)]
pub const FRAMING_HEADERS: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

impl Resolver<'_> {
    /// A list of parameters, without those that stand in it twice.
    pub(super) fn parameters(&mut self, written: &[RefOr<Written>]) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::with_capacity(written.len());
        for item in written {
            let Some(parameter) = self.parameter(item) else { continue };
            match parameters.iter().find(|known| same(known, &parameter)) {
                Some(first) => {
                    let first = first.at;
                    let place = match item {
                        RefOr::Ref(reference) => reference.to_at,
                        RefOr::Item(parameter) => parameter.name_at,
                    };
                    let message = format!(
                        "the {} parameter `{}` is listed twice",
                        parameter.place.as_str(),
                        parameter.name
                    );
                    self.report(codes::DUPLICATE_PARAMETER, place, message)
                        .help("remove one of the two")
                        .label(first, "first listed here");
                }
                None => parameters.push(parameter),
            }
        }
        parameters
    }

    fn parameter(&mut self, item: &RefOr<Written>) -> Option<Parameter> {
        let held = self.object(item)?;
        let written: &Written = &held;
        if written.place == Place::Header
            && RESERVED_HEADERS.contains(&written.name.to_ascii_lowercase().as_str())
        {
            let message = format!("the header `{}` is not a parameter", written.name);
            let help = "remove it: media types and security schemes say what this header holds";
            self.report_once(codes::IGNORED_KEY, written.name_at, message, help);
            return None;
        }
        if written.place == Place::Header
            && FRAMING_HEADERS.contains(&written.name.to_ascii_lowercase().as_str())
        {
            let message = format!("the header `{}` is not a parameter", written.name);
            let help = "remove it: the transport alone writes this header";
            self.report_once(codes::IGNORED_KEY, written.name_at, message, help);
            return None;
        }
        if written.name.is_empty() {
            let message = "a parameter has an empty name";
            let help = "write the name that it has in the request";
            self.report_once(codes::INVALID_VALUE, written.name_at, message, help);
            return None;
        }
        if written.place == Place::Header && !is_token(&written.name) {
            let message = format!("no header can be called `{}`", written.name);
            let help = "write the name that it has in the request";
            self.report_once(codes::INVALID_VALUE, written.name_at, message, help);
            return None;
        }
        self.require(written);
        let style = self.style(written);
        self.report_misplaced(written);
        let (schema, content) = self.shape(written);
        let examples = self.examples(written.example.as_ref(), &written.examples);
        Some(Parameter {
            name: written.name.clone(),
            place: written.place,
            description: held.description(written.description.as_ref()),
            required: written.required.unwrap_or(false) || written.place == Place::Path,
            deprecated: written.deprecated,
            allow_empty: written.allow_empty_value && written.place == Place::Query,
            allow_reserved: written.allow_reserved && self.allows_reserved(written.place),
            style,
            explode: written.explode.unwrap_or(matches!(style, Style::Form | Style::Cookie)),
            schema,
            content,
            examples,
            rename: Rename { name: written.rename.clone(), values: Vec::new() },
            of_path: false,
            at: written.at,
        })
    }

    /// Whether `allowReserved` means something there: where values are percent-encoded, and before 3.2 in the query
    /// alone ("Parameter Object").
    fn allows_reserved(&self, place: Place) -> bool {
        match place {
            Place::Query => true,
            Place::Path | Place::Cookie => self.version >= Version::V3_2,
            Place::QueryString | Place::Header => false,
        }
    }

    /// Reports what has no meaning for parameters of this place.
    fn report_misplaced(&mut self, written: &Written) {
        let keys = [
            ("allowReserved", written.allow_reserved && !self.allows_reserved(written.place)),
            ("allowEmptyValue", written.allow_empty_value && written.place != Place::Query),
        ];
        for (key, _) in keys.into_iter().filter(|(_, misplaced)| *misplaced) {
            let message =
                format!("`{key}` has no effect on a {} parameter", written.place.as_str());
            let at = self.member_at(written.at, key);
            self.report_once(codes::IGNORED_KEY, at, message, "remove it");
        }
    }

    fn require(&mut self, written: &Written) {
        if written.place == Place::Path && written.required != Some(true) {
            let message =
                format!("the path parameter `{}` does not say `required: true`", written.name);
            let at = self.member_at(written.at, "required");
            self.report_once(
                codes::TOLERATED,
                at,
                message,
                "add it: a path is never without its parts",
            );
        }
    }

    /// The style, or its default for the place. deepObject and its like have no meaning outside the query.
    fn style(&mut self, written: &Written) -> Style {
        let (default, allowed): (Style, &[Style]) = match written.place {
            Place::Path => (Style::Simple, &[Style::Simple, Style::Label, Style::Matrix]),
            Place::Query => (
                Style::Form,
                &[Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject],
            ),
            Place::Header => (Style::Simple, &[Style::Simple]),
            // Said by its media type.
            Place::QueryString => (Style::Form, &[Style::Form]),
            Place::Cookie => (Style::Form, &[Style::Form, Style::Cookie]),
        };
        let style = written.style.unwrap_or(default);
        if allowed.contains(&style) {
            return style;
        }
        let words: Vec<&str> = allowed.iter().map(|style| style.as_str()).collect();
        let place = written.place.as_str();
        let message = format!("a {place} parameter cannot have the style `{}`", style.as_str());
        let help = format!("its styles are {}", suggest::list(&words));
        self.report_once(codes::INVALID_VALUE, written.style_at, message, &help);
        default
    }

    /// The schema, and the media type where `content` has it.
    fn shape(&mut self, written: &Written) -> (SchemaId, Option<MediaType>) {
        if let Some(schema) = &written.schema {
            if !written.content.0.is_empty() {
                let message = "`content` beside `schema` has no effect";
                let at = self.member_at(written.at, "content");
                self.report_once(codes::IGNORED_KEY, at, message, "keep one of the two");
            }
            let schema = self.schema(schema);
            return (schema, self.as_a_form(written, schema));
        }
        if written.content.0.len() > 1 {
            let at = self.member_at(written.at, "content");
            let message = "the content of a parameter has one media type only";
            self.report_once(codes::INVALID_VALUE, at, message, "keep one of them");
        }
        match self.content(&written.content).into_iter().next() {
            Some(media) => {
                let schema = media.schema.unwrap_or_else(|| self.anything(media.at));
                (schema, Some(media))
            }
            None => {
                let message =
                    format!("the parameter `{}` has neither `schema` nor `content`", written.name);
                self.report_once(
                    codes::TOLERATED,
                    written.at,
                    message,
                    "add `schema: {type: string}`",
                );
                let schema = self.anything(written.at);
                let of_all = written.place == Place::QueryString;
                (schema, of_all.then(|| MediaType::of(FORM, schema, written.at)))
            }
        }
    }

    /// What a query is that has a `schema`, which says nothing of how it is written: a form, as all others.
    fn as_a_form(&mut self, written: &Written, schema: SchemaId) -> Option<MediaType> {
        if written.place != Place::QueryString {
            return None;
        }
        let at = self.member_at(written.at, "schema");
        let message = format!("`schema` does not say how the query `{}` is written", written.name);
        let help = "move it to `content`, below `application/x-www-form-urlencoded`";
        self.report_once(codes::TOLERATED, at, message, help);
        Some(MediaType::of(FORM, schema, written.at))
    }

    /// Reports parameters of a query that is described as a whole.
    pub(super) fn report_two_queries(&mut self, parameters: &[Parameter]) {
        let find = |place| parameters.iter().find(|known| known.place == place);
        let (Some(whole), Some(part)) = (find(Place::QueryString), find(Place::Query)) else {
            return;
        };
        let message = format!(
            "the query parameter `{}` stands beside `{}`, which is all of the query",
            part.name, whole.name
        );
        let help = "describe it as a part of that, or each part as a parameter `in: query`";
        let (part, whole) = (part.at, whole.at);
        if self.reported_parameters.insert((part, "querystring".to_owned())) {
            self.report(codes::INVALID_VALUE, part, message)
                .help(help)
                .label(whole, "all of the query");
        }
    }

    /// Reports what belongs to an object once, however many operations refer to it.
    pub(super) fn report_once(
        &mut self,
        code: crate::diag::Code,
        at: crate::source::At,
        message: impl Into<String>,
        help: &str,
    ) {
        if self.reported_parameters.insert((at, code.name.to_owned())) {
            self.report(code, at, message).help(help);
        }
    }
}

/// Whether two parameters are one: names of headers have no case.
pub(super) fn same(left: &Parameter, right: &Parameter) -> bool {
    left.place == right.place
        && match left.place {
            Place::Header => left.name.eq_ignore_ascii_case(&right.name),
            Place::Path | Place::Query | Place::Cookie => left.name == right.name,
            // There is one query.
            Place::QueryString => true,
        }
}
