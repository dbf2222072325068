//! From the text of a description to named IR: what the stages promise each other.

use crate::diag::{Diagnostics, codes};
use crate::ir::{Api, Presence, TypeKind, TypeRef};
use crate::source::Sources;
use crate::{DateTimes, document, lower, pass, resolve};

fn api(text: &str) -> (Api, Diagnostics) {
    let mut diags = Diagnostics::default();
    let sources = Sources::load("api.yaml", &mut |_| Ok(text.to_owned()), &mut diags);
    let document = document::read(&sources, &mut diags);
    let resolved = resolve::resolve(&sources, &document, &mut diags);
    let mut api = lower::lower(&resolved, "test", DateTimes::Typed, &mut diags);
    pass::run_all(&mut api, &mut diags);
    (api, diags)
}

fn codes_of(diags: &Diagnostics) -> Vec<&'static str> {
    diags.iter().map(|d| d.code.name).collect()
}

#[test]
fn openapi_3_0_says_nullable_beside_a_reference() {
    let (api, diags) = api("
openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Tree:
      type: object
      required: [parent, kind]
      properties:
        parent:
          nullable: true
          allOf: [{$ref: '#/components/schemas/Tree'}]
        kind:
          type: string
          enum: [leaf, unknown]
");
    assert_eq!(codes_of(&diags), Vec::<&str>::new());
    let idents: Vec<&str> = api.types.iter().map(|ty| ty.ident.as_str()).collect();
    assert_eq!(idents, ["Tree", "TreeKind"]);
    let TypeKind::Struct(tree) = &api.types[0].kind else { panic!("Tree is a struct") };
    let [parent, _] = &tree.fields[..] else { panic!("two fields") };
    assert_eq!(parent.presence, Presence::Nullable);
    assert!(matches!(&parent.ty, TypeRef::Boxed(tree) if matches!(**tree, TypeRef::Named(_))));
}

#[test]
fn a_member_of_all_of_narrows_what_another_says() {
    let (api, diags) = api("
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      properties:
        kind: {type: string}
    Cat:
      allOf:
        - $ref: '#/components/schemas/Pet'
        - properties:
            kind: {const: cat}
");
    assert_eq!(codes_of(&diags), Vec::<&str>::new());
    let kind = api.types.iter().find(|ty| ty.ident.as_str() == "CatKind").map(|ty| &ty.kind);
    assert!(matches!(kind, Some(TypeKind::Enum(found)) if found.variants[0].wire == "cat"));
}

#[test]
fn what_is_not_generated_is_reported_where_it_is_written() {
    let (api, diags) = api("
openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://api.example.com}]
paths:
  /upload:
    post:
      operationId: upload
      requestBody:
        required: true
        content: {multipart/mixed: {schema: {type: array, items: {type: string}}}}
      responses: {'204': {description: Done.}}
");
    assert_eq!(api.operations.len(), 1);
    assert_eq!(codes_of(&diags), [codes::UNSUPPORTED.name]);
    assert!(diags.iter().all(|d| d.message.contains("`multipart/mixed` as a whole")));
}
