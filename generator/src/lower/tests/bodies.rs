use super::*;
use crate::ir::{Content, FieldValue, Form, FormField};
use crate::lower::{binary, demanded, fields_only};
use crate::resolve::Encoding;

impl Build {
    fn body(&mut self, id: &str, required: bool, media: MediaType) {
        let at = media.at;
        self.operation(id, |op| {
            op.body = Some(RequestBody {
                description: None,
                required: Some(required),
                content: vec![media],
                at,
            });
        });
    }

    fn encoded(&mut self, media: &mut MediaType, name: &str, content_type: &str) {
        let encoding = Encoding {
            is_nested: false,
            content_type: Some(content_type.to_owned()),
            headers: Vec::new(),
            style: None,
            explode: None,
            allow_reserved: false,
            at: self.at(),
        };
        media.encoding.push((name.to_owned(), encoding));
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data";

fn form(api: &ir::Api) -> &Form {
    api.operations[0].body.as_ref().unwrap().form().unwrap()
}

fn field<'a>(api: &'a ir::Api, wire: &str) -> &'a FormField {
    form(api).fields.iter().find(|field| field.wire == wire).unwrap()
}

#[test]
fn bytes_are_told_by_schema_or_by_the_media_type_of_the_part() {
    let mut build = Build::new();
    let value = build.string();
    let any = build.add(|_| ());
    let binary = build.add(|s| {
        s.types = vec![Type::String, Type::Null];
        s.format = Some("binary".to_owned());
    });
    let described = build.add(|s| s.reference = Some(binary));
    let null = build.typed(Type::Null);
    let optional = build.add(|s| s.any_of = vec![described, null]);
    let zip = build.add(|s| s.content.1 = Some("application/zip".to_owned()));
    let csv = build.string();
    build.schema(csv).content.1 = Some("text/csv".to_owned());
    let base64 = build.add(|s| s.content.0 = Some("base64".to_owned()));
    let list = build.add(|s| s.items = Some(described));
    let object = build.object(&[("a", value)]);
    let cases = [
        ("any", any, "", "file"),
        ("binary", binary, "", "file"),
        ("described", described, "", "file"),
        ("optional", optional, "", "file"),
        ("zip", zip, "", "file"),
        ("csv", csv, "", "value"),
        ("base64", base64, "", "file"),
        ("list", list, "", "files"),
        ("string", value, "", "value"),
        ("object", object, "", "value"),
        ("png", value, "image/png", "file"),
        ("several", value, "text/plain, image/png", "file"),
        ("text", binary, "text/plain", "value"),
        ("json", any, "application/vnd.x+json", "value"),
        ("xml", object, "application/xml", "file"),
        ("wild", value, "*/*", "file"),
    ];
    let members: Vec<_> = cases.iter().map(|(name, schema, ..)| (*name, *schema)).collect();
    let schema = build.object(&members);
    let mut media = build.media(PARTS, Some(schema));
    for (name, _, content_type, _) in cases.iter().filter(|(_, _, said, _)| !said.is_empty()) {
        build.encoded(&mut media, name, content_type);
    }
    build.body("op", true, media);
    let (api, _) = build.lower();
    for (name, _, content_type, expected) in &cases {
        let found = match field(&api, name).value {
            FieldValue::Typed(_) => "value",
            FieldValue::File => "file",
            FieldValue::Files => "files",
        };
        assert_eq!(found, *expected, "{name} as {content_type:?}");
    }
    assert_eq!(field(&api, "png").media_type, "image/png");
    assert_eq!(field(&api, "zip").media_type, "application/zip");
    assert_eq!(field(&api, "several").media_type, "", "the file says which");
}

#[test]
fn a_form_of_several_schemas_has_the_fields_of_all() {
    let mut build = Build::new();
    let value = build.string();
    let base = build.object(&[("a!", value)]);
    let base = build.named("Base", base);
    let own = build.object(&[("b", value)]);
    let both = build.add(|s| s.all_of = vec![base, own]);
    let only = build.add(|s| s.reference = Some(base));
    for (schema, expected) in [(both, &["a", "b"][..]), (only, &["a"]), (base, &["a"])] {
        let media = build.media(FORM, Some(schema));
        build.resolved.operations.clear();
        build.body("op", true, media);
        // So that the name has a type, which is then followed.
        let answer = build.media("application/json", Some(base));
        build.resolved.operations[0].responses =
            vec![build.response(Status::Code(200), vec![answer])];
        let (api, _) = build.lower();
        let names: Vec<_> = form(&api).fields.iter().map(|field| &*field.wire).collect();
        assert_eq!(names, expected);
    }
}

#[test]
fn a_body_that_may_be_left_out_asks_for_nothing_and_says_what_belongs_to_it() {
    let mut build = Build::new();
    let value = build.string();
    let schema = build.object(&[("a!", value), ("b", value)]);
    let media = build.media(FORM, Some(schema));
    build.body("op", false, media);
    let (api, _) = build.lower();
    assert!(form(&api).fields.iter().all(|field| !field.required));
    assert_eq!(field(&api, "a").docs.facts, ["Required where a body is sent."]);
    assert!(field(&api, "b").docs.facts.is_empty());
}

#[test]
fn names_that_only_forms_use_have_no_type() {
    let mut build = Build::new();
    let value = build.string();
    let file = build.add(|s| {
        s.types = vec![Type::String];
        s.format = Some("binary".to_owned());
    });
    let file = build.named("File", file);
    let row = build.object(&[("a", value)]);
    let row = build.named("Row", row);
    let upload = build.object(&[("file", file), ("row", row)]);
    let upload = build.named("Upload", upload);
    let media = build.media(PARTS, Some(upload));
    build.body("op", true, media);
    build.check(|cx| assert_eq!(fields_only::schemas(cx), [file, upload].into()));
    let (api, diags) = build.lower();
    let names: Vec<_> = api.types.iter().map(|ty| &*ty.name.0).collect();
    assert_eq!(names, ["Row"]);
    assert_eq!(codes_of(&diags), Vec::<&str>::new());

    let answer = build.media("application/json", Some(upload));
    build.resolved.operations[0].responses = vec![build.response(Status::Code(200), vec![answer])];
    build.check(|cx| assert!(fields_only::schemas(cx).is_empty()));
}

#[test]
fn a_range_is_said_by_the_caller_unless_a_stand_in_is_in_it() {
    for (name, required, sent, must) in [
        ("image/*", true, "application/octet-stream", true),
        ("image/*", false, "application/octet-stream", false),
        ("*/*", true, "application/octet-stream", false),
        ("text/*", true, "text/plain", false),
    ] {
        let mut build = Build::new();
        let media = build.media(name, None);
        build.body("op", required, media);
        let (api, _) = build.lower();
        let body = api.operations[0].body.as_ref().unwrap();
        assert!(matches!(body.content, Content::Text(_) | Content::Bytes(_)));
        assert_eq!((&*body.media_type, body.range.as_ref().unwrap().required), (sent, must));
    }
}

#[test]
fn references_that_lead_in_a_circle_say_nothing_of_bytes() {
    let mut build = Build::new();
    let first = build.add(|_| ());
    let second = build.add(|s| s.reference = Some(first));
    build.schema(first).reference = Some(second);
    build.check(|cx| assert!(!binary::is_part(cx, first)));
}

#[test]
fn what_many_ways_lead_to_is_asked_once_whether_it_requires_something() {
    for requires in [false, true] {
        let mut build = Build::new();
        let value = build.string();
        let mut schema = build.object(&[("a", value)]);
        if requires {
            build.schema(schema).required = vec!["a".to_owned()];
        }
        for _ in 0..6 {
            // Sixty million million ways lead down.
            schema = build.add(|s| match requires {
                true => s.one_of = vec![schema; 200],
                false => s.all_of = vec![schema; 200],
            });
        }
        let media = build.media("application/json", Some(schema));
        build.body("create", false, media);
        let operation = &mut build.resolved.operations[0];
        operation.method = "POST".into();
        operation.body.as_mut().unwrap().required = None;
        let operation = &build.resolved.operations[0];
        let body = operation.body.as_ref().unwrap();
        assert_eq!(demanded::is_demanded(&build.resolved, operation, body), requires);
    }
}
