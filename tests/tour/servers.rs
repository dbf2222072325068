//! Where calls go, and who they say is asking.

use super::header;

pub(super) fn all() {
    servers();
    identities();
}

fn servers() {
    use kitchen_sink::client_servers::{Client, Server, ServerRegion};

    let uris = |client: Client| {
        let things = client.things();
        [things.create().url(), things.list().url(), things.put().url()]
            .map(|url| url.unwrap().to_string())
    };
    let files = "https://files.example.com/things";
    let own = |client| uris(client);
    assert_eq!(
        own(Client::new("k").unwrap()),
        ["https://api.example.com/v1/things", files, "https://api.example.com/v2/things"]
    );
    let at = |server| Client::builder().key("k").server(server).build();
    let region = Server::RegionExampleComPortV1 {
        region: ServerRegion::UsEast1,
        port: "8443".to_owned(),
    };
    assert_eq!(
        own(at(region).unwrap()),
        [
            "https://us-east-1.example.com:8443/v1/things",
            files,
            "https://us-east-1.example.com:8443/v2/things"
        ]
    );
    let tenant = |name: &str| Server::TenantExampleComRegion {
        tenant: name.to_owned(),
        region: ServerRegion::Eu,
    };
    assert_eq!(own(at(tenant("me")).unwrap())[0], "https://me.example.com/eu/things");
    for elsewhere in ["evil.test/", "evil.test#", "me@evil.test", "a.evil.test:1/?"] {
        assert!(at(tenant(elsewhere)).is_err(), "{elsewhere}");
    }
    // Nothing leaves a server that someone chose by its address.
    let chosen = Client::builder().key("k").base_url("https://own.test/x").build().unwrap();
    assert_eq!(own(chosen), ["https://own.test/x/things"; 3]);
    let client = Client::new("k").unwrap();
    let url = client.things().list().with_base_url("https://own.test").url().unwrap();
    assert_eq!(url, "https://own.test/things");
}

fn identities() {
    use kitchen_sink::client_oauth::Client;

    let person = Client::builder().identity("id").build().unwrap();
    let request = person.things().of_a_person().request().unwrap();
    assert_eq!(header(request.headers(), "authorization"), "Bearer id");
    let both = Client::builder().identity("id").person("p").build().unwrap();
    let request = both.things().of_a_person().request().unwrap();
    assert_eq!(header(request.headers(), "authorization"), "Bearer p", "the first alternative");

    use kitchen_sink::client_http_schemes::Client as Certified;
    let client = Certified::builder().token("t").build().unwrap();
    let request = client.things().by_certificate_alone().request().unwrap();
    assert!(!request.headers().contains_key("authorization"), "the transport says who is asking");
    let request = client.things().by_certificate().request().unwrap();
    assert_eq!(header(request.headers(), "authorization"), "Token t");
}
