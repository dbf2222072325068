//! The credentials of one attempt: chosen by what the client holds, fetched if they must be, and
//! fetched anew once the server refuses them.

use super::{Placed, ProviderError, Source, describe};
use crate::api::Scheme;
use crate::call::Inputs;
use crate::error::{CredentialsError, CredentialsProblem, Error};
use crate::secret::Secret;

/// What one attempt may send beside the credentials that are always the same.
#[derive(Default)]
pub(crate) struct Granted {
    fetched: Vec<Fetched>,
}

struct Fetched {
    /// The index of its scheme.
    scheme: usize,
    token: Secret,
    placed: Placed,
}

impl Granted {
    /// Whether nothing was fetched.
    pub(crate) fn is_empty(&self) -> bool {
        self.fetched.is_empty()
    }

    /// Whether another token was fetched than for the other ones.
    pub(crate) fn differs(&self, other: &Self) -> bool {
        let same = |(one, other): (&Fetched, &Fetched)| {
            one.scheme == other.scheme && one.token == other.token
        };
        self.fetched.len() != other.fetched.len()
            || !self.fetched.iter().zip(&other.fetched).all(same)
    }
}

impl Inputs {
    /// Whether some of the credentials that the operation asks for must be fetched.
    pub(crate) fn fetches_credentials(&self) -> Result<bool, Error> {
        Ok(self.client.config().credentials.fetches()
            && self.chosen()?.any(|(.., source)| source.fetches()))
    }

    /// The credentials that the operation asks for; those that are not at hand are fetched.
    pub(crate) async fn credentials(&self) -> Result<Granted, Error> {
        let mut granted = Granted::default();
        for (index, scheme, source) in self.chosen()? {
            match source {
                Source::Ready(_) => {}
                Source::Provided(provider) => {
                    let token = provider.token().await;
                    self.grant(&mut granted, index, scheme, token)?;
                }
                Source::Issued(issuer) => {
                    let token = issuer.token().await.map_err(Into::into);
                    self.grant(&mut granted, index, scheme, token)?;
                }
            }
        }
        Ok(granted)
    }

    /// The credentials for a request that is not sent: nothing is fetched.
    pub(crate) fn credentials_at_hand(&self) -> Result<Granted, Error> {
        let mut granted = Granted::default();
        for (index, scheme, source) in self.chosen()? {
            let held = match source {
                Source::Ready(_) => continue,
                Source::Provided(_) => None,
                Source::Issued(issuer) => issuer.held(),
            };
            let Some(token) = held else {
                return Err(self.credentials_error(CredentialsProblem::NotFetched(scheme.name)));
            };
            self.grant(&mut granted, index, scheme, Ok(token))?;
        }
        Ok(granted)
    }

    /// The credentials of an attempt in their places, those that were granted to it among them.
    pub(crate) fn placed<'a>(
        &'a self,
        granted: &'a Granted,
    ) -> Result<impl Iterator<Item = &'a Placed> + Clone, Error> {
        let fetched = |index| granted.fetched.iter().find(move |fetched| fetched.scheme == index);
        Ok(self.chosen()?.filter_map(move |(index, _, source)| match source {
            Source::Ready(placed) => Some(placed),
            Source::Provided(_) | Source::Issued(_) => fetched(index).map(|found| &found.placed),
        }))
    }

    /// Takes note that the server refused these credentials; whether there could be others.
    pub(crate) fn invalidate(&self, refused: &Granted) -> bool {
        let credentials = &self.client.config().credentials;
        for Fetched { scheme, token, .. } in &refused.fetched {
            match credentials.get(*scheme) {
                Some(Source::Provided(provider)) => provider.invalidate(token),
                Some(Source::Issued(issuer)) => issuer.invalidate(token),
                Some(Source::Ready(_)) | None => {}
            }
        }
        !refused.fetched.is_empty()
    }

    /// The schemes of the alternative that is used, and where their credentials come from.
    fn chosen(
        &self,
    ) -> Result<impl Iterator<Item = (usize, &'static Scheme, &Source)> + Clone, Error> {
        self.check()?;
        let config = self.client.config();
        let schemes = config.api.schemes;
        let alternatives = self.operation.security(config.api);
        let Some(needed) = config.credentials.choose(alternatives) else {
            let needed = describe(alternatives, schemes);
            return Err(self.credentials_error(CredentialsProblem::Missing(needed)));
        };
        Ok(needed.iter().filter_map(move |index| {
            Some((*index, schemes.get(*index)?, config.credentials.get(*index)?))
        }))
    }

    /// Puts a fetched token in its place.
    fn grant(
        &self,
        granted: &mut Granted,
        index: usize,
        scheme: &'static Scheme,
        token: Result<Secret, ProviderError>,
    ) -> Result<(), Error> {
        let token = token.map_err(|source| {
            self.credentials_error(CredentialsProblem::Failed {
                scheme: scheme.name,
                source: source.into_source(),
            })
        })?;
        let placed = Placed::token(scheme, &token).map_err(|what| {
            self.credentials_error(CredentialsProblem::Unusable { scheme: scheme.name, what })
        })?;
        granted.fetched.push(Fetched { scheme: index, token, placed });
        Ok(())
    }

    fn credentials_error(&self, problem: CredentialsProblem) -> Error {
        Error::Credentials(Box::new(CredentialsError { operation: self.operation, problem }))
    }
}
