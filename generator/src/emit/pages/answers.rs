//! What an operation answers: statuses, bodies, headers, and a sample of each.

use super::notes;
use super::page::{Page, cell};
use super::site::{Place, Site};
use crate::emit::ty::file_name;
use crate::emit::{markdown, sample};
use crate::ir::{HeaderDoc, Json, Operation, OperationId, Presence, ResponseDoc, Status};

/// A sample of more lines is folded.
const LONG: usize = 60;

/// The table of all documented responses, and samples of their bodies.
pub(super) fn responses(
    site: &Site<'_>,
    id: OperationId,
    place: Place,
    told: &mut Told,
    page: &mut Page,
) {
    let operation = site.cx.api.operation(id);
    page.paragraph("**Responses**");
    let mut documented: Vec<&ResponseDoc> = operation.responses.iter().collect();
    documented.sort_by_key(|response| !is_success(response.status));
    let rows: Vec<Vec<String>> =
        documented.iter().map(|response| row(site, operation, response, place)).collect();
    page.table(&["Status", "Description", "Type", "Content type", "Headers"], &rows);
    if rows.is_empty() {
        page.paragraph("The description documents none.");
    }
    headers(site, operation, &documented, place, page);
    errors(site, operation, place, page);
    samples(site, id, &documented, place, told, page);
}

fn row(
    site: &Site<'_>,
    operation: &Operation,
    response: &ResponseDoc,
    place: Place,
) -> Vec<String> {
    let bodies = response.bodies.iter().map(|body| {
        let ty = site.payload(&body.payload, place);
        match body.envelope.and_then(|i| operation.envelopes.get(i as usize)) {
            Some(envelope) => format!("{ty}, from {}", markdown::code(&envelope.payload)),
            None => ty,
        }
    });
    let mut types: Vec<String> = Vec::new();
    for ty in bodies {
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    let media_types = response.bodies.iter().map(|body| markdown::code(&body.media_type));
    let media_types = media_types.collect::<Vec<_>>().join(", ");
    let headers: Vec<String> =
        response.headers.iter().map(|header| markdown::code(&header.name)).collect();
    vec![
        status(response.status),
        cell(&response.docs),
        types.join(" or "),
        media_types,
        headers.join(", "),
    ]
}

/// The bodies of successes, and folded those of errors, unless an operation above has them.
fn samples(
    site: &Site<'_>,
    id: OperationId,
    documented: &[&ResponseDoc],
    place: Place,
    told: &mut Told,
    page: &mut Page,
) {
    let operation = site.cx.api.operation(id);
    let mut samples: Vec<Sample> = Vec::new();
    for response in documented {
        let Some(body) = sample::response(site.cx, operation, response) else { continue };
        let is_error = !is_success(response.status);
        let status = status(response.status);
        match samples.iter_mut().find(|known| known.is_error == is_error && known.body == body) {
            Some(known) => known.statuses.push(status),
            None => samples.push(Sample { is_error, statuses: vec![status], body }),
        }
    }
    let (errors, successes): (Vec<Sample>, Vec<Sample>) =
        samples.into_iter().partition(|sample| sample.is_error);
    for sample in &successes {
        sample.write(page);
    }
    if errors.is_empty() {
        return;
    }
    match told.iter().find(|(_, known)| errors.iter().all(|sample| known.contains(sample))) {
        Some((above, _)) => {
            let method = markdown::code(file_name(&site.cx.api.operation(*above).method));
            let link = site.operation(*above, Some(place)).unwrap_or_default();
            page.paragraph(format!("Samples of errors: see [{method}]({link})."));
        }
        None => {
            page.folded("Samples of errors", |page| {
                errors.iter().for_each(|sample| sample.write(page));
            });
            told.push((id, errors));
        }
    }
}

/// The samples of errors on a page so far.
pub(super) type Told = Vec<(OperationId, Vec<Sample>)>;

/// A body as it is sent, and the statuses that it comes with.
#[derive(PartialEq, Eq)]
pub(super) struct Sample {
    is_error: bool,
    statuses: Vec<String>,
    body: Json,
}

impl Sample {
    fn write(&self, page: &mut Page) {
        page.paragraph(format!("{}:", notes::listed(&self.statuses, "and")));
        let body = self.body.pretty();
        if body.lines().nth(LONG).is_some() {
            page.folded("JSON", |page| page.json(&body));
        } else {
            page.json(&body);
        }
    }
}

/// What the headers mean, each once.
fn headers(
    site: &Site<'_>,
    operation: &Operation,
    documented: &[&ResponseDoc],
    place: Place,
    page: &mut Page,
) {
    let mut told: Vec<&HeaderDoc> = Vec::new();
    for header in documented.iter().flat_map(|response| &response.headers) {
        if !told.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
            told.push(header);
        }
    }
    let rows: Vec<Vec<String>> = told
        .iter()
        .map(|header| {
            let always = if header.required { "yes" } else { "" }.to_owned();
            let bounds: Vec<String> = header.docs.bounds().map(super::page::fact).collect();
            vec![markdown::code(&header.name), always, cell(&header.docs), bounds.join(" ")]
        })
        .collect();
    page.table(&["Header", "Always", "Description", "Bounds"], &rows);
    if let Some(ty) = &operation.headers {
        let ty = site.linked(ty, Presence::Required, place);
        page.paragraph(format!("`send_with_response()` gives those of a success as {ty}."));
    }
    if let Some(ty) = &operation.error_headers {
        let ty = site.linked(ty, Presence::Required, place);
        page.paragraph(format!("`error.typed_headers()` gives those of an error as {ty}."));
    }
}

/// What the error type of the call is.
fn errors(site: &Site<'_>, operation: &Operation, place: Place, page: &mut Page) {
    let errors = site.side(&operation.errors, place);
    let how = "[How to handle errors](README.md#errors).";
    page.paragraph(if errors.is_empty() {
        format!("No body of an error is documented. {how}")
    } else {
        format!("`error.api()` gives the body of a documented error as {errors}. {how}")
    });
}

/// Whether a status is one of a success.
pub(super) fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

/// A key of the responses.
pub(super) fn status(status: Status) -> String {
    match status {
        Status::Code(code) => format!("`{code}`"),
        Status::Range(digit) => format!("`{digit}XX`"),
        Status::Default => "any other".to_owned(),
    }
}
