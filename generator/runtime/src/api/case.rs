//! Which statuses an operation answers with, and what each of them carries.

use http::{HeaderMap, StatusCode};

use super::{Envelope, Outcome};
use crate::media_type::MediaType;

/// A documented response: which statuses, and which variant of the answer's type.
///
/// A status is a key of the "Responses Object" as a number: `404` itself, `4` for the class `4XX`, and 0 for
/// `default`, which among successes is any other `2XX` and among errors anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The statuses of this case.
    pub statuses: &'static [u16],
    /// The media type or range of the body, where a status has bodies of several kinds; empty otherwise.
    pub media_type: &'static str,
    /// What [`Answer::turn`](crate::answer::Answer::turn) is asked for; `None` when there is no body
    /// to decode.
    pub variant: Option<usize>,
    /// Where the payload is, if it is not the whole body.
    pub envelope: Option<&'static Envelope>,
}

impl Case {
    /// A case for `statuses` that answer with `variant`.
    #[must_use]
    pub const fn new(statuses: &'static [u16], variant: usize) -> Self {
        Self { statuses, media_type: "", variant: Some(variant), envelope: None }
    }

    /// A case for `statuses` whose payload, `variant`, is within an envelope.
    #[must_use]
    pub const fn enveloped(
        statuses: &'static [u16],
        variant: usize,
        envelope: &'static Envelope,
    ) -> Self {
        Self { statuses, media_type: "", variant: Some(variant), envelope: Some(envelope) }
    }

    /// A case for error `statuses` that carry nothing; they end as
    /// [`Error::Status`](crate::error::Error::Status), whatever more general keys say.
    #[must_use]
    pub const fn without_body(statuses: &'static [u16]) -> Self {
        Self { statuses, media_type: "", variant: None, envelope: None }
    }

    /// The same case for bodies of this media type or range alone.
    #[must_use]
    pub const fn of(mut self, media_type: &'static str) -> Self {
        self.media_type = media_type;
        self
    }

    pub(super) fn success(&self) -> Outcome {
        let envelope = self.envelope;
        self.variant.map_or(Outcome::Unexpected, |variant| Outcome::Success { variant, envelope })
    }

    pub(super) fn error(&self) -> Outcome {
        let envelope = self.envelope;
        self.variant.map_or(Outcome::Unexpected, |variant| Outcome::Error { variant, envelope })
    }

    /// How closely the case describes a status; `any` tells whether `default` applies.
    fn rank(&self, status: StatusCode, any: bool) -> Option<u8> {
        let code = status.as_u16();
        let rank = |key: &u16| match *key {
            0 => any.then_some(0),
            key if key == code => Some(EXACT),
            key => (key == code / 100).then_some(1),
        };
        self.statuses.iter().filter_map(rank).max()
    }
}

/// The cases of the key that `status` is told by, if media types tell them apart.
pub(crate) fn choices(cases: &'static [Case], status: StatusCode) -> &'static [Case] {
    let Some((_, first)) = best(cases, status, true, &HeaderMap::new()) else {
        return &[];
    };
    // Lists are short, and cases of one status stand together.
    let begin = cases.iter().position(|case| case.statuses == first.statuses).unwrap_or(0);
    let count = cases[begin..].iter().take_while(|case| case.statuses == first.statuses).count();
    &cases[begin..begin + count]
}

/// The rank of a case that names the status itself.
pub(super) const EXACT: u8 = 2;

/// The most specific match with its rank; `any` tells whether `default` applies. Of the cases of one status
/// that which describes the media type best, and the first where none does.
pub(super) fn best<'a>(
    cases: &'a [Case],
    status: StatusCode,
    any: bool,
    headers: &HeaderMap,
) -> Option<(u8, &'a Case)> {
    let mut found: Option<((u8, u8), &Case)> = None;
    for case in cases {
        let Some(rank) = case.rank(status, any) else { continue };
        let fit = match case.media_type {
            "" => 0,
            media_type => MediaType::of(headers).fit(media_type),
        };
        if found.is_none_or(|(best, _)| (rank, fit) > best) {
            found = Some(((rank, fit), case));
        }
    }
    found.map(|((rank, _), case)| (rank, case))
}
