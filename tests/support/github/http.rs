//! The server's connections: requests read, answered, and broken on request.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use serde_json::Value;

use super::faults::Fault;
use super::{Shared, description, routes};

/// A request, read to its end.
pub(crate) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) target: String,
    pub(super) token: Option<String>,
    pub(super) body: Value,
}

/// An answer, not yet sent.
#[derive(Clone)]
pub(crate) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Value>,
}

impl Response {
    pub(super) fn new(status: u16, body: Value) -> Self {
        Self { status, headers: Vec::new(), body: Some(body) }
    }

    pub(super) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: None }
    }

    pub(super) fn error(status: u16, message: &str) -> Self {
        let body = serde_json::json!({"message": message, "documentation_url": "https://docs.github.com/rest"});
        Self::new(status, body)
    }

    fn bytes(&self) -> Vec<u8> {
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        let mut out = format!("HTTP/1.1 {} Status\r\n", self.status);
        for (name, value) in &self.headers {
            out.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 204 {
            let length = body.len();
            out.push_str(&format!("content-type: application/json; charset=utf-8\r\ncontent-length: {length}\r\n"));
        }
        out.push_str("\r\n");
        out.push_str(&body);
        out.into_bytes()
    }
}

pub(super) fn serve(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming().flatten() {
        if is_over(shared) {
            return;
        }
        let shared = Arc::clone(shared);
        std::thread::spawn(move || converse(stream, &shared));
    }
}

fn is_over(shared: &Shared) -> bool {
    shared.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner).over
}

/// Answers the requests of one connection, one after the other.
fn converse(mut stream: TcpStream, shared: &Shared) {
    // Without this a small answer waits for the acknowledgment of its head.
    let _ = stream.set_nodelay(true);
    let mut buffer = Vec::new();
    while let Some(request) = next_request(&mut stream, &mut buffer) {
        if is_over(shared) {
            return;
        }
        let fault = {
            let mut state = shared.state.lock().expect("the state");
            state.requests.push(format!("{} {}", request.method, request.target));
            state.take_fault(&request.method, &request.target)
        };
        match fault {
            None => {
                let answer = answer(&request, shared);
                if stream.write_all(&answer.bytes()).is_err() || shared.behind_proxy {
                    return;
                }
            }
            Some(fault) => {
                if !fail(&mut stream, &request, shared, fault) {
                    return;
                }
            }
        }
    }
}

/// Fails as asked; whether the connection goes on.
fn fail(stream: &mut TcpStream, request: &Request, shared: &Shared, fault: Fault) -> bool {
    match fault {
        Fault::CutBefore => false,
        Fault::CutAfterEffect => {
            answer(request, shared);
            false
        }
        Fault::CutWithin => {
            let bytes = answer(request, shared).bytes();
            let _ = stream.write_all(&bytes[..bytes.len() - bytes.len() / 3]);
            false
        }
        Fault::CutAfter => {
            let _ = stream.write_all(&answer(request, shared).bytes());
            false
        }
        Fault::Silence => {
            answer(request, shared);
            // Until the client gives up.
            let _ = stream.read(&mut [0; 1]);
            false
        }
        Fault::AnswerAfterEffect(status, text) => {
            answer(request, shared);
            stream.write_all(&Response::error(status, text).bytes()).is_ok()
        }
        Fault::Answer(status, text, headers) => {
            let mut answer = Response::error(status, text);
            answer.headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            stream.write_all(&answer.bytes()).is_ok()
        }
        Fault::Twice => {
            answer(request, shared);
            stream.write_all(&answer(request, shared).bytes()).is_ok()
        }
        Fault::Meanwhile(happens) => {
            happens(&mut shared.state.lock().expect("the state"));
            stream.write_all(&answer(request, shared).bytes()).is_ok()
        }
        Fault::Afterwards(happens) => {
            let answer = answer(request, shared);
            happens(&mut shared.state.lock().expect("the state"));
            stream.write_all(&answer.bytes()).is_ok()
        }
    }
}

/// Does what a request asks, and holds both sides to GitHub's description.
fn answer(request: &Request, shared: &Shared) -> Response {
    let mut state = shared.state.lock().expect("the state");
    let mut answer = match description::request_violation(request) {
        Some(violation) => {
            state.violations.push(violation.clone());
            Response::error(422, &violation)
        }
        None => routes::answer(request, &mut state, &shared.url),
    };
    if shared.behind_proxy {
        answer.headers.push(("connection".to_owned(), "close".to_owned()));
    }
    if let Some(violation) = description::answer_violation(request, answer.status, answer.body.as_ref()) {
        state.violations.push(violation);
    }
    answer
}

fn next_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Request> {
    loop {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut parsed = httparse::Request::new(&mut headers);
        if let Ok(httparse::Status::Complete(start)) = parsed.parse(buffer) {
            let header = |name: &str| {
                let found = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
                String::from_utf8(found.value.to_vec()).ok()
            };
            let length = header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
            if buffer.len() >= start + length {
                // A blank is written in two ways.
                let target = parsed.path.unwrap_or("/").replace('+', "%20");
                let (path, query) = target.split_once('?').unwrap_or((&target, ""));
                let token = header("authorization").and_then(|text| Some(text.split_once(' ')?.1.to_owned()));
                let request = Request {
                    method: parsed.method.unwrap_or("GET").to_owned(),
                    path: path.to_owned(),
                    query: query.split('&').filter_map(|pair| pair.split_once('=')).map(decoded_pair).collect(),
                    token,
                    body: serde_json::from_slice(&buffer[start..start + length]).unwrap_or(Value::Null),
                    target: target.clone(),
                };
                buffer.drain(..start + length);
                return Some(request);
            }
        }
        let mut bytes = [0; 16_384];
        match stream.read(&mut bytes) {
            Ok(0) | Err(_) => return None,
            Ok(count) => buffer.extend_from_slice(&bytes[..count]),
        }
    }
}

fn decoded_pair((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), decoded(&value.replace('+', " ")))
}

/// A part of an address in its own letters.
pub(super) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}
