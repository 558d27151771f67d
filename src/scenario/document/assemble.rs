//! A scenario from several texts: the file, the files it is based on, the files of its channels, and the
//! values set on the command line.

use super::merge::{merge, shift, shift_damage, shift_found};
use super::set::{self, Change};
use super::value::{Content, Node, Tree};
use super::{Damage, Document, Spanned};
use crate::law::channel::MOST_CHANNELS;
use crate::scenario::diagnostic::{Diagnostic, Source, Sources, listing, nearest};
use crate::scenario::library::{self, Found, NotFound, Sort};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The name of a text that was set on top of the files.
pub const SET: &str = "--set";
/// How many files may be based on one another.
pub const MOST_BASES: usize = 8;

/// Puts a scenario together and says all that is wrong with its texts. `sets` are `key.path=value` and go on
/// top of all files. Paths in `text` are relative to `folder`; without one, only files that come with the
/// program are within reach and nothing is read from the disk.
pub fn assemble(
    name: &str,
    text: &str,
    sets: &[String],
    folder: Option<&Path>,
) -> (Document, Vec<Diagnostic>) {
    let mut source = Source::new(name, text);
    let (tree, found, damage) = super::read(&mut source);
    let mut parts = Parts {
        sources: source.into(),
        folders: vec![folder.map(Path::to_path_buf)],
        damage: vec![damage],
        found,
    };
    let mut root = parts.bases(tree, library::identity_of(name));
    let (early, late) = parts.sets(sets);
    parts.apply(&mut root, early);
    let channels = parts.channels(&mut root);
    parts.apply(&mut root, late);
    let Parts { sources, damage, found, .. } = parts;
    (Document { sources, root, start: 0..0, damage, channels }, found)
}

/// What is known of the texts read so far.
struct Parts {
    sources: Sources,
    /// For each text, the folder that paths in it are relative to.
    folders: Vec<Option<PathBuf>>,
    damage: Vec<Damage>,
    found: Vec<Diagnostic>,
}

impl Parts {
    fn add(&mut self, source: Source, folder: Option<PathBuf>) -> usize {
        self.folders.push(folder);
        self.sources.add(source)
    }

    /// The folder that a path is relative to that stands at this address.
    fn folder(&self, at: usize) -> Option<&Path> {
        let (base, _) = self.sources.at(at);
        let number = self.sources.iter().position(|(start, _)| start == base)?;
        self.folders.get(number)?.as_deref()
    }

    /// Reads a further file. `named` is where another file calls for it.
    fn read(&mut self, file: Found, named: &Range<usize>) -> (Tree, Damage) {
        let mut source = Source::new(file.name, file.text);
        let (mut tree, mut found, mut damage) = super::read(&mut source);
        let name = source.name.clone();
        let base = self.add(source, file.folder);
        shift(&mut tree, base);
        shift_damage(&mut damage, base);
        shift_found(&mut found, base);
        // What concerns the file as a whole is said where it is called for.
        let placed = found.into_iter().map(|mut one| {
            if one.labels.is_empty() && one.code == "too-large" {
                one.message = format!("`{name}`: {}", one.message);
                one = one.at(named.clone(), "this file");
            }
            one
        });
        self.found.extend(placed);
        (tree, damage)
    }

    /// The tree of a file on top of those it is based on.
    fn bases(&mut self, main: Tree, identity: String) -> Tree {
        let mut known = vec![identity];
        let mut layers = vec![main];
        while let Some((name, at)) = layers.last().and_then(|top| self.base_of(top)) {
            if layers.len() > MOST_BASES {
                let message = format!("more than {MOST_BASES} files are based on one another");
                let mistake = Diagnostic::error("too-deep", message).at(at, "one too many");
                self.give_up(mistake.help("join some of them into one file"));
                break;
            }
            let file = match library::open(&name, self.folder(at.start), Sort::Scenario) {
                Ok(file) => file,
                Err(NotFound { message, help }) => {
                    let mistake = Diagnostic::error("unknown-base", message);
                    self.give_up(mistake.at(at, "the scenario this file is based on").help(help));
                    break;
                }
            };
            if known.contains(&file.identity) {
                let message = format!("`{}` is based on itself", file.name);
                let mistake =
                    Diagnostic::error("base-cycle", message).at(at, "back to where it began");
                self.give_up(mistake.help("take one `base` out: a file may not be under itself"));
                break;
            }
            known.push(file.identity.clone());
            let (tree, damage) = self.read(file, &at);
            self.damage.push(damage);
            layers.push(tree);
        }
        let mut root = Tree::new();
        for (depth, mut layer) in layers.into_iter().enumerate().rev() {
            if depth > 0 {
                layer.remove("base");
            }
            root = merge(root, layer, &mut self.found);
        }
        root
    }

    /// What a file is based on, and where it says so.
    fn base_of(&mut self, tree: &Tree) -> Option<(String, Range<usize>)> {
        let (_, node) = tree.get("base")?;
        match &node.content {
            Content::Text(name) => Some((name.clone(), node.span.clone())),
            // A value that could not be read has been reported as such.
            _ if node.span.is_empty() => None,
            _ => {
                let message =
                    format!("`base` should be text in quotes, but it is {}", node.shape());
                let mistake = Diagnostic::error("wrong-type", message);
                let help = "write the name of a scenario or the path of a file: base = \"...\"";
                self.give_up(mistake.at(node.span.clone(), "expected a name or a path").help(help));
                None
            }
        }
    }

    /// Without a base nothing else can be judged: half of the scenario is not there.
    fn give_up(&mut self, mistake: Diagnostic) {
        self.found.push(mistake);
        self.damage.push(Damage::refused());
    }

    /// Reads what is set: first what says which channels there are, then the rest.
    fn sets(&mut self, sets: &[String]) -> (Vec<Change>, Vec<Change>) {
        // The command line lies in the folder the user stands in, if it is a command line.
        let folder = self.folders.first().cloned().flatten().map(|_| PathBuf::new());
        let (mut early, mut late) = (Vec::new(), Vec::new());
        for text in sets {
            let base = self.add(Source::new(SET, text), folder.clone());
            match set::read(text, base) {
                Err(mistakes) => self.found.extend(mistakes),
                Ok(change) => match change.path[..] {
                    [Spanned { ref value, ref span }] if value == "base" => {
                        let message =
                            "`base` cannot be set: it is the file that everything else changes";
                        let mistake =
                            Diagnostic::error("bad-set", message).at(span.clone(), "here");
                        self.found
                            .push(mistake.help("name the other scenario instead of this one"));
                    }
                    [Spanned { ref value, .. }] if value == "channels" || value == "channel" => {
                        early.push(change);
                    }
                    _ => late.push(change),
                },
            }
        }
        (early, late)
    }

    fn apply(&mut self, root: &mut Tree, changes: Vec<Change>) {
        for change in changes {
            if let Err(mistake) = set::apply(root, change) {
                self.found.push(mistake);
            }
        }
    }

    /// Puts the file of each channel below its table in `[channel]`.
    fn channels(&mut self, root: &mut Tree) -> Vec<Spanned<String>> {
        let mut named: Vec<Spanned<String>> = Vec::new();
        let mut names = texts(root, "channels");
        if let Some(beyond) = names.get(MOST_CHANNELS) {
            let message = format!("a case may have at most {MOST_CHANNELS} channels");
            let mistake = Diagnostic::error("too-many", message);
            self.found.push(mistake.at(beyond.span.clone(), "one too many"));
            names.truncate(MOST_CHANNELS);
        }
        for name in names {
            let Some(id) = self.channel(root, &name) else { continue };
            if let Some(first) = named.iter().find(|known| known.value == id) {
                let message = format!("the channel `{id}` is named twice");
                let mistake = Diagnostic::error("duplicate-id", message)
                    .at(name.span, "named a second time")
                    .also(first.span.clone(), "first named here");
                self.found.push(mistake.help("name it once"));
                continue;
            }
            named.push(Spanned { value: id, span: name.span });
        }
        named
    }

    /// The name of a channel's table, when all of the channel is there.
    fn channel(&mut self, root: &mut Tree, name: &Spanned<String>) -> Option<String> {
        let is_shipped = library::CHANNELS.iter().any(|shipped| shipped.name == name.value);
        let own = table(root, "channel").and_then(|all| table(all, &name.value));
        if !is_shipped && own.is_some_and(|own| own.contains_key("stage")) {
            return Some(name.value.clone());
        }
        let half = own.is_some();
        let file = match library::open(&name.value, self.folder(name.span.start), Sort::Channel) {
            Ok(file) => file,
            Err(NotFound { message, help }) => {
                self.found.push(no_channel(root, name, half, message, help));
                return None;
            }
        };
        let stem =
            Path::new(&file.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let (tree, damage) = self.read(file, &name.span);
        // A channel that could not be read at all leaves the rest of the scenario to be judged.
        let refused = damage.refused;
        self.damage.push(Damage { refused: false, ..damage });
        if refused {
            return None;
        }
        let id = match tree.get("id") {
            _ if is_shipped => name.value.clone(),
            Some((_, Node { content: Content::Text(id), .. })) => id.clone(),
            _ => stem?,
        };
        let start = self.sources.iter().last().map_or(0, |(start, _)| start);
        let below = Node::table(tree, start..start + 1);
        let span = name.span.clone();
        let (_, all) = root
            .entry("channel".to_owned())
            .or_insert_with(|| (span.clone(), Node::table(Tree::new(), span.clone())));
        // A `channel` that is no table is the reader's to report.
        let Content::Table(all) = &mut all.content else { return None };
        let (span, whole) = match all.remove(&id) {
            Some((at, change)) => (at, change.over(below, &id, &mut self.found)),
            None => (span, below),
        };
        all.insert(id.clone(), (span, whole));
        Some(id)
    }
}

/// The mistake of a channel that is nowhere.
fn no_channel(
    root: &Tree,
    name: &Spanned<String>,
    half: bool,
    message: String,
    help: String,
) -> Diagnostic {
    let mistake =
        Diagnostic::error("unknown-channel", message).at(name.span.clone(), "unknown channel");
    if half {
        let key = &name.value;
        return mistake.help(format!("to define it here, give `[channel.{key}]` its stages"));
    }
    let own = table(root, "channel").into_iter().flat_map(Tree::keys).map(String::as_str);
    let shipped = library::CHANNELS.iter().map(|shipped| shipped.name);
    let near = nearest(&name.value, own.clone().chain(shipped));
    let described: Vec<&str> = own.collect();
    let described =
        (!described.is_empty()).then(|| format!("described here: {}", listing(&described)));
    mistake
        .help(help)
        .help_if(described)
        .help_if(near.map(|near| format!("did you mean `{near}`?")))
}

fn table<'a>(tree: &'a Tree, key: &str) -> Option<&'a Tree> {
    match &tree.get(key)?.1.content {
        Content::Table(inner) => Some(inner),
        _ => None,
    }
}

/// The texts in the list at a key; what else it holds is the reader's to report.
fn texts(tree: &Tree, key: &str) -> Vec<Spanned<String>> {
    let Some((_, Node { content: Content::List(items), .. })) = tree.get(key) else {
        return Vec::new();
    };
    let text = |item: &Node| match &item.content {
        Content::Text(text) => Some(Spanned { value: text.clone(), span: item.span.clone() }),
        _ => None,
    };
    items.iter().filter_map(text).collect()
}
