//! One value changed from outside the file: `key.path=value`, as `--set` has it.

use super::syntax;
use super::value::{Content, Node, Tree};
use super::{Spanned, merge};
use crate::scenario::diagnostic::Diagnostic;
use std::ops::Range;

/// A change read: the way to a key, and what to put there. All places are addresses among all texts.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) path: Vec<Spanned<String>>,
    pub(super) value: Node,
}

/// Reads `key.path=value`. The value is TOML; what is not, and does not begin like TOML, is text.
pub(super) fn read(text: &str, base: usize) -> Result<Change, Vec<Diagnostic>> {
    let Some(at) = equals(text) else {
        let message = format!("`--set {text}` has no `=`");
        return Err(vec![refusal(message, base..base + text.len(), "expected key=value")]);
    };
    let value = at + 1..text.len();
    let bare = text[value.clone()].trim();
    let (mut tree, mut found) = parse(text);
    if !found.is_empty()
        && !bare.is_empty()
        && !bare.starts_with(['"', '\'', '[', '{'])
        && !is_like_a_day(bare)
    {
        // The shell has eaten the quotes, or there never were any: it is plain what is meant.
        let (mut plain, other) = parse(&format!("{}0", &text[..value.start]));
        if other.is_empty() {
            let start = value.start + (text[value.clone()].len() - text[value].trim_start().len());
            let leaf = Node {
                span: start..start + bare.len(),
                content: Content::Text(bare.to_owned()),
                braces: false,
                under: None,
            };
            replace_leaf(&mut plain, leaf);
            (tree, found) = (plain, Vec::new());
        }
    }
    merge::shift_found(&mut found, base);
    merge::shift(&mut tree, base);
    if !found.is_empty() {
        return Err(found);
    }
    single(tree).ok_or_else(|| {
        let message = "one --set sets one key".to_owned();
        vec![refusal(message, base..base + text.len(), "this is more, or less, than one")]
    })
}

/// Reads a dotted key on its own, such as `decide."x y".odds`; nothing if it is none.
pub(super) fn read_key(text: &str) -> Option<Vec<Spanned<String>>> {
    let (tree, found) = parse(&format!("{text} = 0"));
    let change = found.is_empty().then(|| single(tree)).flatten()?;
    let whole = matches!(change.value.content, Content::Integer(0));
    whole.then_some(change.path)
}

/// Whether a text was meant as a date, right or wrong.
fn is_like_a_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 3 && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn parse(text: &str) -> (Tree, Vec<Diagnostic>) {
    match syntax::read(text) {
        Ok((tree, found, _)) => (tree, found),
        Err(span) => (Tree::new(), vec![super::too_deep(span)]),
    }
}

fn refusal(message: String, span: Range<usize>, label: &str) -> Diagnostic {
    Diagnostic::error("bad-set", message).at(span, label).help(
        "write --set key=value, such as --set courts.foreign=ie; several keys take several --set",
    )
}

/// The first `=` outside quotes.
fn equals(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '=') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Puts a value at the end of a tree that is one long key.
fn replace_leaf(tree: &mut Tree, leaf: Node) {
    let Some((_, node)) = tree.values_mut().next() else { return };
    match &mut node.content {
        Content::Table(inner) => replace_leaf(inner, leaf),
        _ => *node = leaf,
    }
}

/// The one key of a tree and its value, if it has one and no more.
fn single(mut tree: Tree) -> Option<Change> {
    let mut path = Vec::new();
    loop {
        let (key, (span, node)) = tree.pop_first()?;
        if !tree.is_empty() {
            return None;
        }
        path.push(Spanned { value: key, span });
        match node.content {
            Content::Table(inner) if !node.braces => tree = inner,
            _ => return Some(Change { path, value: node }),
        }
    }
}

/// Makes a change. Goes through tables, headed or in braces, and through lists of tables by `id`.
pub(super) fn apply(tree: &mut Tree, change: Change) -> Result<(), Diagnostic> {
    let mut path = change.path.into_iter();
    let Some(first) = path.next() else { return Ok(()) };
    put(tree, first, path, change.value)
}

type Rest = std::vec::IntoIter<Spanned<String>>;

fn put(
    tree: &mut Tree,
    key: Spanned<String>,
    mut rest: Rest,
    value: Node,
) -> Result<(), Diagnostic> {
    let Some(next) = rest.next() else {
        let value = match tree.remove(&key.value) {
            // What is set is never a headed table, so nothing in it can be missing below.
            Some((_, old)) => value.over(old, &key.value, &mut Vec::new()),
            None => value,
        };
        tree.insert(key.value, (key.span, value));
        return Ok(());
    };
    let span = key.span.clone();
    let (_, node) = tree
        .entry(key.value.clone())
        .or_insert_with(|| (span.clone(), Node::table(Tree::new(), span)));
    let shape = node.shape();
    if node.braces {
        // It is one value, and this changes it.
        node.under = Some(Box::new(node.clone()));
        node.span = key.span.clone();
    }
    match &mut node.content {
        Content::Table(inner) => put(inner, next, rest, value),
        Content::List(items) => put_in_list(items, &key, next, rest, value),
        _ => Err(Diagnostic::error("bad-set", format!("`{}` is {shape}, not a table", key.value))
            .at(next.span, format!("`{}` has no keys", key.value))
            .help(format!("set the whole of it: leave out what comes after `{}`", key.value))),
    }
}

fn put_in_list(
    items: &mut [Node],
    list: &Spanned<String>,
    id: Spanned<String>,
    mut rest: Rest,
    value: Node,
) -> Result<(), Diagnostic> {
    let Some(place) = items.iter().position(|item| item.id() == Some(id.value.as_str())) else {
        return Err(merge::not_in_list(&list.value, &id, items));
    };
    let Some(item) = items.get_mut(place) else { return Ok(()) };
    match (rest.next(), &mut item.content) {
        (Some(next), Content::Table(inner)) => put(inner, next, rest, value),
        _ => {
            let old = item.clone();
            *item = value.over(old, &id.value, &mut Vec::new());
            Ok(())
        }
    }
}
