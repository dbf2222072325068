//! What is sent under names that the description does not have, and what is several objects deep.

use kitchen_sink::Part;

use super::requests::parts;
use super::{header, target, text};

pub(super) fn all() {
    any_name();
    several_objects();
    deep_objects();
}

fn any_name() {
    use kitchen_sink::bodies_any_name::{Client, types::Note};

    let client = Client::new().unwrap();
    let things = client.things();
    let files = [("b", Part::new("2").file_name("two.txt").content_type("text/plain")), ("c", "3".into())];
    let request = things.upload_files("t").other_fields(files).request().unwrap();
    let octets = "content-type: application/octet-stream";
    assert_eq!(
        parts(&request),
        [
            "content-disposition: form-data; name=\"title\"\ncontent-type: text/plain\n\nt".to_owned(),
            "content-disposition: form-data; name=\"b\"; filename=\"two.txt\"\ncontent-type: text/plain\n\n2"
                .to_owned(),
            format!("content-disposition: form-data; name=\"c\"; filename=\"c\"\n{octets}\n\n3"),
        ]
    );
    let request = things.replace_files([("x", "1"), ("x", "2")]).request().unwrap();
    let part = |content| {
        format!("content-disposition: form-data; name=\"x\"; filename=\"x\"\n{octets}\n\n{content}")
    };
    assert_eq!(parts(&request), [part("1"), part("2")], "a name may come twice");
    let notes = [("a", Note::new().with_text("n"))];
    let request = things.describe_files().body(notes).request().unwrap();
    assert_eq!(
        parts(&request),
        ["content-disposition: form-data; name=\"a\"\ncontent-type: application/json\n\n{\"text\":\"n\"}"]
    );
    let request = things.mix_files("multipart/mixed; boundary=b", "--b--").request().unwrap();
    assert_eq!(header(request.headers(), "content-type"), "multipart/mixed; boundary=b");
}

fn several_objects() {
    use kitchen_sink::bodies_any_name::types::{ByCode, ByCodeClaims, ByRefresh};

    let client = kitchen_sink::bodies_any_name::Client::new().unwrap();
    let refresh = ByRefresh::new("r&");
    let request = client.things().create_token(refresh.clone()).request().unwrap();
    assert_eq!(header(request.headers(), "content-type"), "application/x-www-form-urlencoded");
    assert_eq!(text(&request), "grant_type=refresh_token&refresh_token=r%26");
    let code = ByCode::new("c")
        .with_scopes(vec!["a".to_owned(), "b".to_owned()])
        .with_claims(ByCodeClaims::new().with_name("n"));
    let request = client.things().create_token(code).request().unwrap();
    assert_eq!(
        text(&request),
        "grant_type=authorization_code&code=c&scopes=a&scopes=b&claims=%7B%22name%22%3A%22n%22%7D"
    );
    let request = client.things().upload_token(refresh).request().unwrap();
    assert_eq!(
        parts(&request),
        [
            "content-disposition: form-data; name=\"grant_type\"\ncontent-type: text/plain\n\nrefresh_token",
            "content-disposition: form-data; name=\"refresh_token\"\ncontent-type: text/plain\n\nr&",
        ]
    );
}

fn deep_objects() {
    use kitchen_sink::parameters_deep_object::{Client, types::{Filter, Range}};

    let client = Client::new().unwrap();
    let things = client.things();
    let plain = |call: kitchen_sink::parameters_deep_object::things::List| {
        target(&call.request().unwrap()).replace("%5B", "[").replace("%5D", "]")
    };
    let named = |name: &str| Filter::new().with_name(name);
    let filter = named("a&b")
        .with_created(Range::new().with_gt(1))
        .with_not(named("c"))
        .with_any(vec![named("d"), named("e")]);
    assert_eq!(
        plain(things.list().filter(filter).expand(["x", "y"]).created(Range::new().with_lt(2))),
        "/v1/things?filter[name]=a%26b&filter[created][gt]=1&filter[not][name]=c\
         &filter[any][0][name]=d&filter[any][1][name]=e&expand[0]=x&expand[1]=y&created[lt]=2"
    );
    assert_eq!(plain(things.list().created(5)), "/v1/things?created=5");
    let request = things.create().items(vec![Range::new().with_gt(1)]).request().unwrap();
    assert_eq!(text(&request), "items%5B0%5D%5Bgt%5D=1");
}
