use tokensmith::clerk::types::MachineScope;

fn created(scope: MachineScope) -> i64 {
    let MachineScope { object: _, from_machine_id: _, to_machine_id: _, created_at } = scope;
    created_at
}

fn main() {
    let _ = created;
}
