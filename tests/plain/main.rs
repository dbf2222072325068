//! A consumer without an async runtime: the feature `blocking`, and no other dependency. Address and key
//! come from `CLERK_API_URL` and `CLERK_SECRET_KEY`; what is wrong panics.

use std::error::Error;

use tokensmith::{MemoryTransport, StatusCode, clerk};

fn main() -> Result<(), Box<dyn Error>> {
    in_memory()?;

    let clerk = clerk::Client::from_env()?;
    let machine = clerk.machines().get("mch_1").send().blocking()?;
    println!("{}", machine.name);
    Ok(())
}

fn in_memory() -> Result<(), Box<dyn Error>> {
    let transport = MemoryTransport::new();
    for ids in [["mch_1", "mch_2"], ["mch_3", "mch_4"]] {
        let data = ids.map(machine).join(", ");
        transport.answer_json(StatusCode::OK, format!(r#"{{"data": [{data}], "total_count": 4}}"#));
    }
    transport.answer_json(StatusCode::NOT_FOUND, r#"{"errors": []}"#);
    transport.answer_json(StatusCode::OK, machine("mch_1"));

    let builder = clerk::Client::builder().bearer_auth("sk_test");
    let clerk = builder.transport(transport.clone()).build()?;
    let mut ids = Vec::new();
    for machine in clerk.machines().list().limit(2).items().blocking() {
        ids.push(machine?.id);
    }
    assert_eq!(ids, ["mch_1", "mch_2", "mch_3", "mch_4"]);

    let error = clerk.machines().get("mch_9").send().blocking().unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert!(error.api().is_some_and(|body| body.errors.is_empty()));

    let answer = clerk.machines().get("mch_1").send_with_response().blocking()?;
    assert_eq!((answer.status(), answer.body().id.as_str()), (StatusCode::OK, "mch_1"));

    let targets: Vec<_> = transport.requests().iter().map(|r| r.uri().to_string()).collect();
    assert!(targets[1].ends_with("/machines?limit=2&offset=2"), "{targets:?}");
    assert_eq!(targets.len(), 4);
    Ok(())
}

fn machine(id: &str) -> String {
    format!(
        r#"{{"object": "machine", "id": "{id}", "name": "worker", "instance_id": "ins_1",
            "created_at": 1, "updated_at": 2, "scoped_machines": []}}"#
    )
}
