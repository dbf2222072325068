use super::*;
use Presence::Required;

fn branch(name: &str, ty: TypeRef, tags: &[&str]) -> Branch {
    Branch {
        name: Name(name.to_owned()),
        ident: Ident::PENDING,
        docs: Docs::default(),
        ty,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        is_default: false,
        fixed: Vec::new(),
        closed: false,
        at: AT,
    }
}

impl Api {
    fn union(&mut self, name: &str, tag: Option<&str>, branches: Vec<Branch>) -> TypeId {
        let tag = tag.map(str::to_owned);
        let unknown_ident = Ident::PENDING;
        self.add(
            name,
            false,
            TypeKind::Union(Union { tag, branches, unknown_ident, secret: false }),
        )
    }

    fn branches(&self, id: TypeId) -> &[Branch] {
        match &self.ty(id).kind {
            TypeKind::Union(found) => &found.branches,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn recursion_through_a_union_has_one_box() {
    let mut api = api();
    let not = TypeRef::Named(TypeId(1));
    let union = api.union("Filter", None, vec![branch("not", not.clone(), &[])]);
    let not_id = api.structure("Not", false, vec![field("not", TypeRef::Named(union), Required)]);
    let mut diags = Diagnostics::default();
    cycles::run(&mut api, &mut diags);
    assert_eq!(api.branches(union)[0].ty, not);
    let boxed = TypeRef::Boxed(Box::new(TypeRef::Named(union)));
    assert_eq!((&api.fields(not_id)[0].ty, api.fields(not_id)[0].presence), (&boxed, Required));
    assert_eq!(codes_of(&diags), [""; 0], "a union takes any value, so one that ends too");
}

#[test]
fn unions_of_each_other_are_cut_and_reported() {
    let mut api = api();
    let (left, right) = (TypeRef::Named(TypeId(0)), TypeRef::Named(TypeId(1)));
    let text = || branch("text", TypeRef::String, &[]);
    let left_id = api.union("Left", None, vec![text(), branch("right", right, &[])]);
    let right_id = api.union("Right", None, vec![branch("left", left, &[]), text()]);
    let mut diags = Diagnostics::default();
    cycles::run(&mut api, &mut diags);
    assert_eq!((api.branches(left_id).len(), api.branches(right_id).len()), (2, 1));
    assert_eq!(codes_of(&diags), [codes::UNTYPED.name]);
}

#[test]
fn a_tag_with_one_value_is_constant_unless_unions_disagree() {
    let mut api = api();
    let one = |wire: &str| vec![field(wire, TypeRef::String, Required)];
    let cat = api.structure("Cat", false, one("kind"));
    let dog = api.structure("Dog", false, one("kind"));
    let named = |id| TypeRef::Named(id);
    let both = vec![branch("cat", named(cat), &["cat"]), branch("dog", named(dog), &["dog"])];
    api.union("Pet", Some("kind"), both);
    api.union("Other", Some("kind"), vec![branch("dog", named(dog), &["hound"])]);
    unions::tags(&mut api, &mut Diagnostics::default());
    assert_eq!(api.fields(cat)[0].constant, Some(Scalar::String("cat".to_owned())));
    assert_eq!(api.fields(dog)[0].constant, None);
}

#[test]
fn a_union_knows_whether_a_secret_is_anywhere_in_it() {
    let mut api = api();
    let key = api.structure("Key", false, vec![field("key", TypeRef::Secret, Required)]);
    let list = TypeRef::List(Box::new(TypeRef::Named(key)));
    let holder = api.structure("Holder", false, vec![field("keys", list, Required)]);
    let text = api.structure("Plain", false, vec![field("text", TypeRef::String, Required)]);
    let secret = api.union("Secret", None, vec![branch("holder", TypeRef::Named(holder), &[])]);
    let open = api.union("Open", None, vec![branch("plain", TypeRef::Named(text), &[])]);
    unions::run(&mut api, &mut Diagnostics::default());
    let is_secret = |id: TypeId| matches!(&api.ty(id).kind, TypeKind::Union(u) if u.secret);
    assert!(is_secret(secret) && !is_secret(open));
}

#[test]
fn branches_beside_an_open_one_keep_other_members_through_unions_in_unions() {
    let mut api = api();
    let named = TypeRef::Named;
    let ids = ["Within", "Beside", "Told", "Apart"].map(|name| api.structure(name, false, vec![]));
    let [within, beside, told, apart] = ids;
    let inner = api.union("Inner", None, vec![branch("within", named(within), &[])]);
    let open = TypeRef::Map(Box::new(TypeRef::Json));
    let middle = vec![branch("inner", named(inner), &[]), branch("open", open, &[])];
    let middle = api.union("Middle", None, middle);
    let outer = [branch("middle", named(middle), &[]), branch("beside", named(beside), &[])];
    let outer = outer.into_iter().chain([branch("told", named(told), &["told"])]).collect();
    api.union("Outer", None, outer);
    api.union("Other", None, vec![branch("apart", named(apart), &[])]);
    extras::run(&mut api, &mut Diagnostics::default());
    let keeps = |id| matches!(&api.ty(id).kind, TypeKind::Struct(found) if found.extra);
    assert_eq!([within, beside, told, apart].map(keeps), [true, true, false, false]);
}
