//! What `encoding` says of a part beside its media type (OpenAPI 3.1.1, "Encoding Object"): the style of its
//! value, and headers.

use percent_encoding::percent_decode_str;

use super::{Parts, Piece, head};
use crate::api::{Parameter, Style};
use crate::call::Call;
use crate::content::Content;
use crate::header;
use crate::input::{self, pairs};
use crate::json::WriteJson;
use crate::payload::Payload;
use crate::problem::{Place, Problem, shown};
use crate::style;

/// A header of all parts of a name.
#[derive(Clone)]
pub(super) struct PartHeader {
    /// The name of the parts.
    part: &'static str,
    /// The name of the header, as it is described.
    name: &'static str,
    /// The header with the end of its line.
    line: String,
    /// Whether it is sent unasked, and so is lost to nobody where its part is not given.
    constant: bool,
}

impl Call {
    /// Sets a part by its style: what would be a pair of a query is a part of text, as it is and not
    /// percent-encoded. Absent and null take it away.
    pub fn part_as(&mut self, part: &Parameter, value: &dyn WriteJson) {
        let pieces = if value.is_absent() { Ok(Vec::new()) } else { styled(part, value) };
        self.set_parts(part.name, pieces);
    }

    /// Sets a header of all parts of a name, style `simple`; absent and null take it away. A call whose parts
    /// of that name are never set cannot be sent.
    pub fn part_header(&mut self, part: &'static str, header: &Parameter, value: &dyn WriteJson) {
        let Some(line) = self.kept(described_line(header, value)) else { return };
        if line.is_some() || matches!(self.inner.body, Content::Parts(_)) {
            self.change_parts(|parts| parts.set_header(part, header.name, line, false));
        }
    }

    /// Sets a header that all parts of a name have, where there already is a multipart body.
    pub fn part_constant(&mut self, part: &'static str, header: &Parameter, value: &dyn WriteJson) {
        let Some(line) = self.kept(described_line(header, value)) else { return };
        if let Content::Parts(parts) = &mut self.inner.body {
            parts.set_header(part, header.name, line, true);
        }
    }
}

impl Parts {
    /// The lines of the headers of all parts of a name that one of them does not have itself.
    pub(super) fn headers_of(&self, part: &str, piece: &Piece) -> String {
        let headers = self.headers.iter();
        let headers = headers.filter(|header| {
            header.part == part
                && !piece.own.iter().any(|own| own.eq_ignore_ascii_case(header.name))
        });
        headers.map(|header| header.line.as_str()).collect()
    }

    /// What is wrong where a caller gave a header of parts that were never set: it would be lost.
    pub(crate) fn check(&self) -> Result<(), Problem> {
        let is_set = |part: &str| self.names().any(|name| name == part);
        match self.headers.iter().find(|header| !header.constant && !is_set(header.part)) {
            None => Ok(()),
            Some(PartHeader { part, name, .. }) => {
                let what = format!("is of the part `{}`, which is not given", shown(part));
                Err(Problem::new(Place::Header, name, what))
            }
        }
    }

    fn set_header(
        &mut self,
        part: &'static str,
        name: &'static str,
        line: Option<String>,
        constant: bool,
    ) {
        self.headers.retain(|known| known.part != part || !known.name.eq_ignore_ascii_case(name));
        self.headers.extend(line.map(|line| PartHeader { part, name, line, constant }));
    }
}

/// The line of a described header; `None` where its value is absent or null.
fn described_line(header: &Parameter, value: &dyn WriteJson) -> Result<Option<String>, Problem> {
    let param = input::param(Place::Header, header.name, header, value)?;
    let text = style::header(header, &param)
        .map_err(|what| Problem::new(Place::Header, header.name, what))?;
    text.map(|text| line(header.name, &text)).transpose()
}

/// A header of a part as a line with its end.
pub(super) fn line(name: &str, value: &str) -> Result<String, Problem> {
    let (header, value) = header::checked(name, value)?;
    if matches!(header.as_str(), "content-type" | "content-disposition") {
        return Err(Problem::new(Place::Header, name, "is written with the part"));
    }
    let value = value.to_str().map_err(|_| Problem::new(Place::Header, name, "is no text"))?;
    Ok(format!("{header}: {value}\r\n"))
}

/// The parts of a value by its style.
fn styled(how: &Parameter, value: &dyn WriteJson) -> Result<Vec<Piece>, Problem> {
    // Nothing is percent-encoded within a part, so a comma between values cannot be told from one in them.
    if how.style == Style::Form && !how.explode {
        let param = input::param(Place::Field, how.name, how, value)?;
        if param.pieces().any(|piece| piece.contains(',')) {
            let what = "has a comma within an item, which would be read as two";
            return Err(Problem::new(Place::Field, how.name, what));
        }
    }
    let how = Parameter { allow_reserved: false, ..*how };
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    pairs(Place::Field, how.name, &how, value)?
        .iter()
        .map(|pair| {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            Ok(Piece {
                head: head(&decoded(name), None, "text/plain")?,
                own: Vec::new(),
                payload: Payload::from(decoded(text)),
            })
        })
        .collect()
}
