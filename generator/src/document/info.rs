//! The Info Object, with Contact and License.

use super::Version;
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// `info`.
#[derive(Clone, PartialEq, Debug)]
pub struct Info {
    /// `title`; empty where it is missing.
    pub title: String,
    /// `summary`, new in 3.1.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `termsOfService`.
    pub terms_of_service: Option<String>,
    /// `contact`.
    pub contact: Option<Contact>,
    /// `license`.
    pub license: Option<License>,
    /// `version`; empty where it is missing.
    pub version: String,
    /// Where it is written.
    pub at: At,
}

impl Read for Info {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the info object", cx)?;
        let title = object.required("title");
        let summary = object.since(Version::V3_1, "summary");
        let description = object.optional("description");
        let terms_of_service = object.optional("termsOfService");
        let contact = object.optional("contact");
        let license = object.optional("license");
        let version = object.required("version");
        object.finish();
        Some(Self {
            title: title.unwrap_or_default(),
            summary,
            description,
            terms_of_service,
            contact,
            license,
            version: version.unwrap_or_default(),
            at: node.at,
        })
    }
}

/// `info.contact`.
#[derive(Clone, PartialEq, Debug)]
pub struct Contact {
    /// `name`.
    pub name: Option<String>,
    /// `url`.
    pub url: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// Where it is written.
    pub at: At,
}

impl Read for Contact {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the contact", cx)?;
        let name = object.optional("name");
        let url = object.optional("url");
        let email = object.optional("email");
        object.finish();
        Some(Self { name, url, email, at: node.at })
    }
}

/// `info.license`.
#[derive(Clone, PartialEq, Debug)]
pub struct License {
    /// `name`.
    pub name: String,
    /// `identifier`, new in 3.1.
    pub identifier: Option<String>,
    /// `url`.
    pub url: Option<String>,
    /// Where it is written.
    pub at: At,
}

impl Read for License {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the license", cx)?;
        let name = object.required("name");
        let identifier = object.since(Version::V3_1, "identifier");
        let url = object.optional("url");
        object.finish();
        Some(Self { name: name.unwrap_or_default(), identifier, url, at: node.at })
    }
}
