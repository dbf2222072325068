//! Responses: what a success and what a documented error carries.

use super::docs::code;
use super::response::{self, Envelopes};
use super::status::{self, covers, is_success};
use super::{Cx, header, media_type};
use crate::ir::{
    AnswerSet, AnswerType, AnswerVariant, Answers, Case, Docs, Envelope, Ident, Name, Payload,
    ResponseBody, ResponseDoc, SetKind, Status, TypeRef,
};
use crate::resolve::{self, Operation};
use crate::source::Value;

/// Both sides of an operation's answers.
pub(super) struct Lowered {
    pub(super) success: Answers,
    pub(super) errors: Answers,
    pub(super) documented: Vec<ResponseDoc>,
    /// The media types to ask for.
    pub(super) accept: Vec<String>,
    /// What the documentation tells of them.
    pub(super) facts: Vec<String>,
    /// The distinct envelopes.
    pub(super) envelopes: Vec<Envelope>,
    /// The types of the whole JSON bodies of successes, and whether each is what the call gives, too.
    pub(super) pages: Vec<(TypeRef, bool)>,
}

/// Lowers all responses. The words of `subject` begin the names of types.
pub(super) fn lower(cx: &mut Cx<'_>, operation: &Operation, subject: &str) -> Lowered {
    let mut envelopes = Envelopes::default();
    let mut documented = Vec::with_capacity(operation.responses.len());
    for response in &operation.responses {
        let bodies = response::lower(cx, operation, response, &mut envelopes);
        let docs = Docs {
            summary: response.summary.clone(),
            description: response.description.clone(),
            facts: response.links.iter().map(link).collect(),
            ..Docs::default()
        };
        let status = status::lower(response.status);
        let headers = response.headers.iter().map(|header| header::documented(cx, header));
        let headers = headers.collect();
        documented.push(ResponseDoc { status, docs, bodies, headers });
    }
    let (mut successes, errors): (Vec<&ResponseDoc>, Vec<&ResponseDoc>) =
        documented.iter().partition(|response| is_success(response.status));
    if successes.is_empty() {
        // Where no success is described, `default` is what one looks like, too.
        successes.extend(errors.iter().filter(|response| response.status == Status::Default));
    }
    let (silent, errors): (Vec<&ResponseDoc>, Vec<&ResponseDoc>) =
        errors.into_iter().partition(|response| response.bodies.is_empty());
    let mut accept = accept(successes.iter().chain(&errors));
    let facts = choices(&successes);
    let mut errors = side(cx, subject, errors, true);
    let claimed: Vec<Status> = silent
        .iter()
        .map(|response| response.status)
        .filter(|status| errors.cases.iter().any(|case| covers(case.status, *status)))
        .collect();
    let silent = |status| Case { status, media_type: String::new(), variant: None, envelope: None };
    errors.cases.extend(claimed.into_iter().map(silent));
    errors.cases.sort_by_key(|case| case.status);
    let error = of_failure(cx, &errors);
    for envelope in &mut envelopes.distinct {
        envelope.error = error;
    }
    let pages = pages(&successes, &envelopes);
    let success = if successes.is_empty() {
        accept.insert(0, "*/*".to_owned());
        undescribed()
    } else {
        side(cx, subject, successes, false)
    };
    Lowered {
        accept,
        facts,
        pages,
        success,
        errors,
        documented: documented.clone(),
        envelopes: envelopes.distinct,
    }
}

/// A success where none is described: whatever comes.
fn undescribed() -> Answers {
    let any = Case {
        status: Status::Range(2),
        media_type: String::new(),
        variant: Some(0),
        envelope: None,
    };
    Answers { ty: AnswerType::One(Payload::Bytes), cases: vec![any] }
}

/// What can be called with parts of an answer.
fn link(link: &resolve::Link) -> String {
    let inputs: Vec<String> = link
        .parameters
        .iter()
        .map(|(name, value)| match &value.value {
            Value::String(text) => code(&format!("{name}: {text}")),
            _ => code(name),
        })
        .collect();
    let with =
        if inputs.is_empty() { String::new() } else { format!(" with {}", inputs.join(", ")) };
    let target = link.target.as_deref().map_or("another operation".to_owned(), code);
    format!("Leads to {target}{with} (link {}).", code(&link.name))
}

/// The whole JSON bodies of successes, and whether they are payloads themselves.
fn pages(successes: &[&ResponseDoc], envelopes: &Envelopes) -> Vec<(TypeRef, bool)> {
    let whole = |(body, index): (&ResponseBody, usize), status| match envelopes.whole(status, index)
    {
        Some(whole) => Some((whole.clone(), false)),
        None => match &body.payload {
            Payload::Json(ty) => Some((ty.clone(), true)),
            Payload::Empty | Payload::Text | Payload::Bytes => None,
        },
    };
    let of = |response: &&ResponseDoc| {
        let status = response.status;
        response.bodies.iter().zip(0..).filter_map(|body| whole(body, status)).collect::<Vec<_>>()
    };
    successes.iter().flat_map(of).collect()
}

/// The variant of an error that comes in the envelope of a success: that of `default`, else of `4XX`, else
/// of the first 4xx that has a JSON body.
fn of_failure(cx: &Cx<'_>, errors: &Answers) -> Option<u32> {
    let is_json = |variant: u32| match &errors.ty {
        AnswerType::Empty => false,
        AnswerType::One(payload) => matches!(payload, Payload::Json(_)),
        AnswerType::Set(index) => {
            let variants = &cx.answers[*index as usize].variants;
            matches!(variants[variant as usize].payload, Payload::Json(_))
        }
    };
    let rank = |status: Status| match status {
        Status::Default => Some(0),
        Status::Range(4) => Some(1),
        Status::Code(code @ 400..=499) => Some(code),
        Status::Code(_) | Status::Range(_) => None,
    };
    let candidates = errors.cases.iter().filter_map(|case| {
        let variant = case.variant.filter(|variant| is_json(*variant))?;
        Some((rank(case.status)?, variant))
    });
    candidates.min().map(|(_, variant)| variant)
}

/// What is sent of a media type that is not what is asked for first.
const LESS: &str = ";q=0.9";

/// The media types to ask for: those of the bodies that come first, successes before errors, and then with less
/// weight those that are something else.
fn accept<'a>(responses: impl Iterator<Item = &'a &'a ResponseDoc>) -> Vec<String> {
    let (mut first, mut others): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for response in responses {
        for body in &response.bodies {
            let list = if body.payload == *response.payload() { &mut first } else { &mut others };
            if !list.contains(&body.accept) {
                list.push(body.accept.clone());
            }
        }
    }
    others.retain(|name| !first.contains(name));
    first.into_iter().chain(others.iter().map(|name| format!("{name}{LESS}"))).collect()
}

/// How one of several kinds of body is asked for.
fn choices(successes: &[&ResponseDoc]) -> Vec<String> {
    let choice = |response: &&&ResponseDoc| {
        let first = response.payload();
        response.bodies.iter().any(|body| body.payload != *first)
    };
    let names = |response: &ResponseDoc| {
        response.bodies.iter().map(|body| code(&body.accept)).collect::<Vec<_>>().join(" or ")
    };
    let mut facts: Vec<String> = Vec::new();
    for response in successes.iter().filter(choice) {
        let fact = format!(
            "Answers with {}; `with_header(\"accept\", …)` asks for one of them.",
            names(response)
        );
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts
}

/// A body of a status, or that it has none.
type Answered<'a> = (&'a ResponseDoc, Option<&'a ResponseBody>);

/// One side: its type, and which status and media type carries which variant.
fn side(cx: &mut Cx<'_>, subject: &str, mut side: Vec<&ResponseDoc>, errors: bool) -> Answers {
    side.sort_by_key(|response| response.status);
    let mut payloads: Vec<&Payload> = Vec::new();
    let mut answered: Vec<(Answered<'_>, u32)> = Vec::new();
    let mut cases = Vec::new();
    for response in &side {
        let bodies = response.bodies.iter().map(Some);
        let none = response.bodies.is_empty().then_some(None);
        let begin = answered.len();
        for body in bodies.chain(none) {
            let payload = body.map_or(&Payload::Empty, |body| &body.payload);
            let known = payloads.iter().position(|known| *known == payload);
            let variant = known.unwrap_or_else(|| {
                payloads.push(payload);
                payloads.len() - 1
            });
            let variant = u32::try_from(variant).expect("responses are counted in 32 bits");
            answered.push(((response, body), variant));
        }
        cases.extend(cases_of(response.status, &answered[begin..]));
    }
    let ty = match payloads[..] {
        [] | [Payload::Empty] => AnswerType::Empty,
        [payload] => AnswerType::One(payload.clone()),
        [_, _, ..] => {
            let variants = (0..).zip(&payloads).map(|(index, payload)| {
                let of_it = answered.iter().filter(|(_, variant)| *variant == index);
                variant(
                    cx,
                    payload,
                    &of_it.map(|(answered, _)| *answered).collect::<Vec<_>>(),
                    errors,
                )
            });
            let kind = if errors { SetKind::Errors } else { SetKind::Answers };
            let set = AnswerSet {
                name: Name(format!("{subject} {}", kind.word())),
                ident: Ident::PENDING,
                kind,
                variants: variants.collect(),
            };
            let index = u32::try_from(cx.answers.len()).expect("answers are counted in 32 bits");
            cx.answers.push(set);
            AnswerType::Set(index)
        }
    };
    Answers { ty, cases }
}

/// The cases of a status: one, unless the media type tells bodies apart.
fn cases_of(status: Status, answered: &[(Answered<'_>, u32)]) -> Vec<Case> {
    let case = |((_, body), variant): &(Answered<'_>, u32)| Case {
        status,
        media_type: body.map_or_else(String::new, |body| body.media_type.clone()),
        variant: Some(*variant),
        envelope: body.and_then(|body| body.envelope),
    };
    let mut cases: Vec<Case> = answered.iter().map(case).collect();
    let what = |case: &Case| (case.variant, case.envelope);
    if cases.iter().all(|case| what(case) == what(&cases[0])) {
        cases.truncate(1);
        cases.iter_mut().for_each(|case| case.media_type.clear());
    }
    cases
}

/// One body of several. A success is named after its status, or after itself where several statuses carry
/// it; an error after itself where its type has a name, so that operations whose errors have the same bodies
/// share one type, whatever their statuses: those are what the error tells besides. One of several bodies of
/// a status is named after itself, too, and where it has no name after its media type.
fn variant(
    cx: &Cx<'_>,
    payload: &Payload,
    answered: &[Answered<'_>],
    errors: bool,
) -> AnswerVariant {
    let docs = Docs::default();
    let named = |id: crate::ir::TypeId| cx.ty(id).name.clone();
    let is_choice = |response: &ResponseDoc| {
        response.bodies.iter().any(|body| body.payload != *response.payload())
    };
    let (name, docs) = match (answered, payload) {
        (_, Payload::Json(TypeRef::Named(id))) if errors => (named(*id), docs),
        ([(only, _)], _) if !is_choice(only) => {
            (Name(status::name(key(only.status))), of_status(only))
        }
        ([(only, Some(body))], _) => {
            let name = match payload {
                Payload::Json(TypeRef::Named(id)) => named(*id),
                _ => Name(media_type::words(&body.media_type)),
            };
            let mut docs = of_status(only);
            docs.facts.push(format!("Media type {}.", code(&body.media_type)));
            (name, docs)
        }
        (_, Payload::Json(TypeRef::Named(id))) => (named(*id), docs),
        (_, Payload::Json(_)) => (Name("json".to_owned()), docs),
        (_, Payload::Empty) => (Name("empty".to_owned()), docs),
        (_, Payload::Text) => (Name("text".to_owned()), docs),
        (_, Payload::Bytes) => (Name("bytes".to_owned()), docs),
    };
    AnswerVariant { name, ident: Ident::PENDING, payload: payload.clone(), docs }
}

fn of_status(response: &ResponseDoc) -> Docs {
    Docs {
        summary: response.docs.summary.clone(),
        description: response.docs.description.clone(),
        facts: vec![status::fact(response.status)],
        ..Docs::default()
    }
}

fn key(status: Status) -> resolve::Status {
    match status {
        Status::Code(code) => resolve::Status::Code(code),
        Status::Range(digit) => resolve::Status::Range(digit),
        Status::Default => resolve::Status::Default,
    }
}
