//! The page in a browser, as a file and on the local server: what `tests/browser/*.mjs` claim of it. They need node, a
//! Chromium (`COMITY_CHROMIUM`, or /usr/bin/chromium) and the packages of `tests/browser/package.json`, whose folder
//! `COMITY_BROWSER` names; `.ci/run` makes one.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::serve::Served;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn write_page(scenario: &str, to: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    let done =
        command.args(["page", scenario, "-n", "500", "-o"]).arg(to).status().expect("it runs");
    assert!(done.success(), "comity page {scenario}");
}

/// The packages, unless there are none.
fn modules() -> Option<OsString> {
    let modules = env::var_os("COMITY_BROWSER");
    if modules.is_none() {
        println!("left out: COMITY_BROWSER names no folder with playwright-core and axe-core");
    }
    modules
}

/// Runs the checks of a script.
fn check(script: &str, modules: &OsStr, arguments: &[&OsStr]) {
    let mut node = Command::new("node");
    node.arg(format!("{ROOT}/tests/browser/{script}")).arg(modules).args(arguments);
    let output = node.output().expect("node starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_page_does_in_a_browser_what_it_promises() {
    let Some(modules) = modules() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let (page, hostile) = (folder.path().join("page.html"), folder.path().join("hostile.html"));
    write_page("microsoft-ireland", &page);
    let case = fs::read_to_string(format!("{ROOT}/scenarios/microsoft-ireland.toml")).expect("it");
    let title = "title = \"</script><img src=x onerror=alert(1)>\"";
    let file = folder.path().join("hostile.toml");
    fs::write(&file, case.replacen("title = \"Microsoft Ireland\"", title, 1)).expect("a file");
    write_page(file.to_str().expect("UTF-8"), &hostile);
    let lesson = folder.path().join("lesson.html");
    write_page("lesson-3-stay", &lesson);
    check("page.mjs", &modules, &[page.as_os_str(), hostile.as_os_str(), lesson.as_os_str()]);
}

#[test]
fn the_server_does_in_a_browser_what_it_promises() {
    let Some(modules) = modules() else { return };
    let served = Served::start();
    check("serve.mjs", &modules, &[OsStr::new(served.address())]);
}
