use super::*;
use crate::tests::emitted_api as api;
use crate::{MemoryTransport, Transport};

fn from(variables: &[(&str, &str)]) -> Result<ClientBuilder, ConfigError> {
    ClientBuilder::from_variables(api(), &|name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| OsString::from(value))
    })
}

fn given(builder: &ClientBuilder) -> Vec<usize> {
    builder.credentials.given().collect()
}

#[test]
fn the_environment_gives_credentials_and_the_base_url() {
    let builder =
        from(&[("CLERK_SECRET_KEY", "sk"), ("CLERK_API_URL", "https://other/v2/")]).unwrap();
    assert_eq!(given(&builder), [0]);
    let client = builder.transport(MemoryTransport::new()).build().unwrap();
    assert_eq!(client.config().base_url.as_str(), "https://other/v2");
}

#[test]
fn basic_needs_both_of_its_variables() {
    assert_eq!(given(&from(&[("CLERK_USER", "u"), ("CLERK_PASSWORD", "p")]).unwrap()), [1]);
    let error = |variables: &[_]| from(variables).unwrap_err().to_string();
    let half = error(&[("CLERK_SECRET_KEY", "sk"), ("CLERK_USER", "u")]);
    assert!(half.ends_with("needs CLERK_PASSWORD too, because CLERK_USER is set"), "{half}");
    let half = error(&[("CLERK_USER", ""), ("CLERK_PASSWORD", "canary")]);
    assert!(half.ends_with("needs CLERK_USER too, because CLERK_PASSWORD is set"), "{half}");
}

#[test]
fn a_password_can_be_empty_and_a_user_name_cannot() {
    assert_eq!(given(&from(&[("CLERK_USER", "u"), ("CLERK_PASSWORD", "")]).unwrap()), [1]);
    let both = [("CLERK_SECRET_KEY", "sk"), ("CLERK_USER", ""), ("CLERK_PASSWORD", "")];
    assert_eq!(given(&from(&both).unwrap()), [0], "both count as unset");
}

#[test]
fn an_environment_without_credentials_is_an_error_that_names_the_variables() {
    for variables in [&[][..], &[("CLERK_SECRET_KEY", "")]] {
        let error = from(variables).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no credential for clerk in the environment; \
             set CLERK_SECRET_KEY or CLERK_USER or CLERK_PASSWORD"
        );
    }
}

#[test]
fn a_bad_variable_is_named_and_its_value_is_not() {
    let build = |variables: &[(&str, &str)]| from(variables).unwrap().build().unwrap_err();
    let error = build(&[("CLERK_SECRET_KEY", "sk\n")]).to_string();
    assert!(error.contains("CLERK_SECRET_KEY") && error.contains("line break"), "{error}");
    let error = build(&[("CLERK_SECRET_KEY", "sk"), ("CLERK_API_URL", "h/v1")]).to_string();
    assert!(error.contains("CLERK_API_URL") && error.contains("https://"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_is_an_error() {
    use std::os::unix::ffi::OsStringExt;
    let error = ClientBuilder::from_variables(api(), &|_| Some(OsString::from_vec(vec![0xff])));
    assert_eq!(
        error.unwrap_err().to_string(),
        "the environment variable CLERK_API_URL is not valid Unicode"
    );
}

/// Threat E2.
#[test]
fn credentials_do_not_travel_in_clear_unless_told_so() {
    let builder = || ClientBuilder::new(api()).transport(MemoryTransport::new());
    let token = || Credential::token("t");
    assert!(builder().base_url("http://h").build().is_ok(), "without credentials");
    assert!(builder().base_url("http://h").credential(0, token()).build().is_err());
    assert!(builder().base_url("http://h").header("Authorization", "x").build().is_err());
    assert!(builder().base_url("http://h").header("x-api-key", "x").build().is_err(), "a scheme's");
    assert!(builder().base_url("http://h").query("api_key", "x").build().is_err(), "a scheme's");
    assert!(builder().base_url("http://h").header("x-a", "x").query("q", "x").build().is_ok());
    assert!(builder().base_url("http://h").credential(0, token()).allow_http().build().is_ok());
    assert!(builder().base_url("http://localhost:1").credential(0, token()).build().is_ok());
}

#[test]
fn the_first_problem_of_a_setter_comes_out_of_build() {
    let builder = ClientBuilder::new(api()).header("host", "a").header("x\n", "b");
    let error = builder.build().unwrap_err().to_string();
    assert_eq!(error, "the header `host` is written by the transport alone");
    assert!(ClientBuilder::new(api()).user_agent("a\nb").build().is_err());
}

#[test]
fn a_shared_transport_is_a_transport() {
    let transport: Arc<dyn Transport> = Arc::new(MemoryTransport::new());
    assert!(ClientBuilder::new(api()).transport(transport).build().is_ok());
}

mod self_hosted {
    use super::*;
    use crate::api::{Scheme, SchemeKind};

    static API: Api = Api {
        name: "saltant",
        servers: &["https://saltant.example.com/api"],
        server_env: Some("SALTANT_API_URL"),
        self_hosted: true,
        schemes: &[Scheme {
            name: "token",
            kind: SchemeKind::Http("Token"),
            env: &["SALTANT_AUTH_TOKEN"],
        }],
        user_agent: "tokensmith/0.1.0",
        ..Api::DEFAULT
    };

    fn from(variables: &[(&str, &str)]) -> Result<ClientBuilder, ConfigError> {
        ClientBuilder::from_variables(&API, &|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    const URL: (&str, &str) = ("SALTANT_API_URL", "https://jobs.example.org/api/");
    const TOKEN: (&str, &str) = ("SALTANT_AUTH_TOKEN", "canary");

    #[test]
    fn both_variables_make_a_client_and_a_slash_at_the_end_does_not_matter() {
        for url in ["https://jobs.example.org/api/", "https://jobs.example.org/api"] {
            let builder = from(&[("SALTANT_API_URL", url), TOKEN]).unwrap();
            let client = builder.transport(MemoryTransport::new()).build().unwrap();
            assert_eq!(client.config().base_url.as_str(), "https://jobs.example.org/api");
        }
    }

    #[test]
    fn what_is_missing_is_named_all_at_once_the_address_first() {
        let cases = [
            (
                &[TOKEN][..],
                "no base URL for saltant in the environment; set SALTANT_API_URL to the URL of your \
                 server, such as `https://saltant.example.com/api`",
                &["SALTANT_API_URL"][..],
            ),
            (
                &[URL],
                "no credential for saltant in the environment; set SALTANT_AUTH_TOKEN",
                &["SALTANT_AUTH_TOKEN"],
            ),
            (
                &[("SALTANT_API_URL", "")],
                "neither base URL nor credential for saltant in the environment; set \
                 SALTANT_API_URL to the URL of your server, such as \
                 `https://saltant.example.com/api`, and SALTANT_AUTH_TOKEN",
                &["SALTANT_API_URL", "SALTANT_AUTH_TOKEN"],
            ),
        ];
        for (variables, message, missing) in cases {
            let error = from(variables).unwrap_err();
            assert_eq!(
                (error.to_string().as_str(), &error.missing_variables()[..]),
                (message, missing)
            );
        }
    }

    #[test]
    fn the_example_is_never_asked() {
        let builder = ClientBuilder::new(&API).transport(MemoryTransport::new());
        let error = builder.credential(0, Credential::token("t")).build().unwrap_err();
        assert_eq!(
            error.to_string(),
            "no base URL for saltant, whose servers are everybody's own; call `base_url` with that of \
             yours, such as `https://saltant.example.com/api`, or set SALTANT_API_URL and use `from_env`"
        );
        assert!(error.missing_variables().is_empty());
    }

    #[test]
    fn an_address_without_a_scheme_is_an_error_that_names_the_variable() {
        for url in
            ["jobs.example.org/api", "//jobs.example.org", "ftp://jobs.example.org", "https://"]
        {
            let error = from(&[("SALTANT_API_URL", url), TOKEN]).unwrap().build().unwrap_err();
            let text = error.to_string();
            assert!(text.contains("SALTANT_API_URL") && !text.contains("canary"), "{text}");
        }
    }
}
