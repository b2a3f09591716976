/*!
The HTML report in a real browser, with real clicks and keys: `cargo test --test browser -- --ignored`.

It needs Chromium (`chromium` on the path, or named by `CHROMIUM`), and `sh` and `mkfifo`. `.ci/run` installs
Chromium where it can and says so where it cannot. The browser is told what to do over a pair of pipes, in
the DevTools protocol, so that nothing else has to be installed.
*/

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the tests play the user, whose files these are")]
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, and helpers have none")]

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long the browser may take for any one thing.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser and one page of it.
struct Browser {
    child: Child,
    to: File,
    from: Receiver<Value>,
    session: String,
    sent: u64,
    /// What the page was told to fetch, and what it complained of.
    requests: Vec<String>,
    complaints: Vec<String>,
}

impl Browser {
    fn start(folder: &Path) -> Self {
        let [to, from] = ["to", "from"].map(|name| folder.join(name));
        assert!(Command::new("mkfifo").args([&to, &from]).status().unwrap().success());
        let program = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
        let child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<\"$TO\" 4>\"$FROM\"", &program])
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"])
            .args(["--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .envs([("TO", &to), ("FROM", &from)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let writer = OpenOptions::new().write(true).open(&to).unwrap();
        let reader = File::open(&from).unwrap();
        let (send, receive) = channel();
        thread::spawn(move || {
            for message in BufReader::new(reader).split(0).map_while(Result::ok) {
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if send.send(value).is_err() {
                    break;
                }
            }
        });
        let mut browser = Self {
            child,
            to: writer,
            from: receive,
            session: String::new(),
            sent: 0,
            requests: Vec::new(),
            complaints: Vec::new(),
        };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let session =
            browser.call("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = session["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page", "Network", "Log", "Runtime"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser.screen(1200, "light", "screen");
        browser
    }

    /// Asks for something and waits for the answer, which must be no error.
    fn call(&mut self, method: &str, params: Value) -> Value {
        self.try_call(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    fn try_call(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.sent += 1;
        let id = self.sent;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let value = self.from.recv_timeout(PATIENCE).unwrap_or_else(|e| panic!("{method}: {e}"));
            if value["id"] == id {
                return if value["error"].is_null() { Ok(value["result"].clone()) } else { Err(value) };
            }
            match value["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    self.requests.push(value["params"]["request"]["url"].to_string());
                }
                Some("Log.entryAdded" | "Runtime.exceptionThrown" | "Runtime.consoleAPICalled") => {
                    self.complaints.push(value["params"].to_string());
                }
                _ => {}
            }
        }
    }

    /// What an expression of the page's is.
    fn ask(&mut self, expression: &str) -> Value {
        let answer =
            self.call("Runtime.evaluate", json!({ "expression": expression, "returnByValue": true }));
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression holds. While a page goes and another comes there is nobody to ask.
    fn wait(&mut self, expression: &str) {
        let start = Instant::now();
        let question = json!({ "expression": expression, "returnByValue": true });
        let holds = |answer: Value| answer["result"]["value"] == true;
        while !self.try_call("Runtime.evaluate", question.clone()).is_ok_and(holds) {
            assert!(start.elapsed() < PATIENCE, "never: {expression}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn open(&mut self, path: &Path) {
        let url = format!("file://{}", path.display());
        self.call("Page.navigate", json!({ "url": url }));
        self.wait(&format!("location.href === {} && document.readyState === 'complete'", json!(url)));
    }

    /// Clicks with the mouse on what `expression` gives, in its middle.
    fn click(&mut self, expression: &str) {
        let at = self.ask(&format!(
            "(() => {{ const it = {expression}; it.scrollIntoView({{ block: 'center' }}); \
             const r = it.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    fn press(&mut self, key: &str, code: u32, text: &str) {
        let event = json!({ "type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
        self.call("Input.dispatchKeyEvent", event);
        let event = json!({ "type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": code });
        self.call("Input.dispatchKeyEvent", event);
    }

    fn screen(&mut self, width: u32, scheme: &str, media: &str) {
        let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size);
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", json!({ "media": media, "features": features }));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A post that would run, load and rewrite what it can, damaged so that its text is shown everywhere.
const HOSTILE: &str = "---\ntitle: \"</title><script>pwned=1</script>\"\n---\n\n\
    <script>pwned = 2</script> <img src=x onerror=\"pwned=3\"> \u{202e}turned\u{202c} \u{1b}[31mred. \
    The river is wide here. Nobody has bridged it yet.\n\n---END---\n\n\
    </div></details><script>pwned = 4</script> <a href=\"javascript:pwned=5\">x</a>. \
    The river is wide here. Nobody has bridged it yet.\n\nA ferry <svg onload=pwned=6> crosses twice a day \"' ></style>.\n";

const PLAIN: &str = "# Bread\n\nFlour and water rest for an hour. Salt is worked in after that.\n\n---END---\n\n\
    Flour and water rest for an hour. Salt is worked in after that.\n\n\
    The oven is heated while the loaf rises. It bakes for forty minutes, and it cools for as long again. Then it is \
    cut, and whoever is in the house comes by for a slice of it, with butter, or with nothing at all.\n";

#[test]
#[ignore = "needs Chromium: cargo test --test browser -- --ignored"]
fn the_report_works_in_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap();
    fs::create_dir(root.join("posts")).unwrap();
    for (name, text) in [
        ("bread & \"salt\" #1.md", PLAIN),
        ("hostile<script>pwned=7;<img src=x onerror=pwned=8>.md", HOSTILE),
        ("whole.md", "# Tea\n\nWater is heated first.\n"),
    ] {
        fs::write(root.join("posts").join(name), text).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_restitch"))
        .args(["check", "posts", "--format", "html", "--output-dir", "report"])
        .current_dir(&root)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    let mut page = Browser::start(&root);

    // The table: most damaged first, sorted by a click and by a key, the sort said aloud.
    page.open(&root.join("report/index.html"));
    let order = "[...document.querySelectorAll('tbody th')].map(e => e.textContent[6]).join('')";
    let state = "document.querySelector('th[aria-sort]').textContent + document.querySelector('th[aria-sort]').ariaSort";
    assert_eq!(page.ask(state), "Goesdescending");
    let worst = page.ask(order);
    page.click("document.querySelector('th button')");
    assert_eq!((page.ask(state), page.ask(order)), (json!("Postascending"), json!("bh")));
    page.press("Enter", 13, "\r");
    assert_eq!((page.ask(state), page.ask(order)), (json!("Postdescending"), json!("hb")));
    page.click("[...document.querySelectorAll('th button')].find(e => e.textContent === 'Goes')");
    assert_eq!(page.ask(order), worst);
    assert_eq!(page.ask("document.querySelectorAll('tbody svg[role=img][aria-label]').length"), 2);

    // A post: from the table by a link, then a passage opens, and a link leads to where it survives.
    page.click("[...document.querySelectorAll('tbody a')].find(e => e.textContent.includes('bread'))");
    page.wait(
        "document.title.startsWith('posts/bread & \"salt\" #1.md') && document.readyState === 'complete'",
    );
    assert_eq!(page.ask("document.querySelector('.drop').open"), false);
    page.click("document.querySelector('.drop > summary')");
    assert_eq!(page.ask("document.querySelector('.drop').open"), true);
    let gone = "Flour and water rest for an hour. Salt is worked in after that.";
    assert!(page.ask("document.querySelector('.gone').innerText").as_str().unwrap().contains(gone));
    page.click("document.querySelector('.why a')");
    page.wait("document.querySelectorAll('.hit').length > 0");
    assert_eq!(page.ask("[...document.querySelectorAll('.hit')].map(e => e.textContent).join('')"), gone);
    let seen = "(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('.hit').getBoundingClientRect())";
    page.wait(seen);

    // Both sides, and back; a link into the hidden article brings it back too.
    let toggle =
        "[...document.querySelectorAll('.tools button')].find(e => e.textContent.includes('side by side'))";
    page.click(toggle);
    assert_eq!(page.ask(&format!("{toggle}.ariaPressed")), "true");
    assert_eq!(page.ask("document.querySelector('.article').checkVisibility()"), false);
    let sides = page
        .ask("[...document.querySelectorAll('.both tbody tr')].map(r => [...r.cells].map(c => c.innerText))");
    let side = |i: usize| -> String {
        sides.as_array().unwrap().iter().map(|row| row[i].as_str().unwrap()).collect::<Vec<_>>().join("\n")
    };
    assert_eq!((side(0).matches(gone).count(), side(1).matches(gone).count()), (2, 1));
    assert!(side(0).contains("---END---") && !side(1).contains("---END---"));
    page.click("document.querySelector('.legend a')");
    page.wait("document.querySelector('.article').checkVisibility() && !document.querySelector('.both').checkVisibility()");

    // The map leads to its text.
    page.click("document.querySelector('.bar rect[data-to=p1s1]')");
    page.wait("document.querySelector(':target').id === 'p1s1'");

    // By keyboard alone: the first stop is the way past the head, and passages open by a key.
    page.ask("(document.activeElement.blur(), scrollTo(0, 0), getSelection().empty(), 0)");
    page.open(&root.join("report/index.html"));
    page.press("Tab", 9, "");
    assert_eq!(page.ask("document.activeElement.className"), "skip");
    assert_eq!(page.ask("getComputedStyle(document.activeElement).outlineStyle"), "solid");

    // Text that would do harm is text.
    page.click("[...document.querySelectorAll('tbody a')].find(e => e.textContent.includes('hostile'))");
    page.wait("document.title.includes('hostile<script>') && document.readyState === 'complete'");
    page.click("document.querySelector('.tools button')");
    assert_eq!(
        page.ask(
            "document.querySelectorAll('script, img, [onload], [onerror], [href^=\"javascript\"]').length"
        ),
        1
    );
    assert_eq!(page.ask("typeof pwned"), "undefined");
    let text = page.ask("document.querySelector('.article').textContent");
    let text = text.as_str().unwrap();
    assert!(
        text.contains("<script>pwned = 2</script>") && text.contains("\\u{202e}turned\\u{202c}"),
        "{text}"
    );
    assert!(!text.contains(['\u{202e}', '\u{1b}']));
    assert_eq!(page.complaints, [""; 0]);
    // Were there a hole, the policy would shut it.
    page.ask("(document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"pwned=8\">'), 0)");
    page.ask("(document.body.append(Object.assign(document.createElement('script'), { textContent: 'pwned=9' })), 0)");
    // Whatever the image was to do, it was to do before this one failed to load.
    let late = "new Promise(done => { const i = new Image(); i.onerror = () => done(1); i.src = 'y'; })";
    page.call("Runtime.evaluate", json!({ "expression": late, "awaitPromise": true }));
    assert_eq!(page.ask("typeof pwned"), "undefined");
    assert!(page.complaints.iter().all(|c| c.contains("Content Security Policy")), "{:?}", page.complaints);
    assert!(!page.complaints.is_empty());

    // Narrow screens, the dark, and paper.
    page.screen(360, "light", "screen");
    assert_eq!(page.ask("document.documentElement.scrollWidth <= innerWidth"), true);
    let paper = page.ask("getComputedStyle(document.body).backgroundColor");
    page.screen(1200, "dark", "screen");
    assert_ne!(page.ask("getComputedStyle(document.body).backgroundColor"), paper);
    page.screen(1200, "dark", "print");
    assert_eq!(page.ask("getComputedStyle(document.body).backgroundColor"), paper);
    assert_eq!(page.ask("document.querySelector('.tools').checkVisibility()"), false);
    let foreign: Vec<&String> = page.requests.iter().filter(|url| !url.starts_with("\"file://")).collect();
    assert!(foreign.iter().all(|url| *url == "\"about:blank\""), "{foreign:?}");
}
