//! IR to IR: names, boxes, what is used where. Each pass is one file and one `run`.
