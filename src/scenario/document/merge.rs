//! One tree on top of another: tables are merged key by key, and a table on top of a list of tables changes
//! those in it that it names by their ids. Everything else is replaced as a whole.

use super::value::{Content, Node, Tree};
use super::{Damage, Spanned};
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use std::ops::Range;

/// Puts one tree on top of another. What is replaced is remembered below what replaces it. A name that no
/// list below has is a mistake, added to `found`.
pub(super) fn merge(mut below: Tree, above: Tree, found: &mut Vec<Diagnostic>) -> Tree {
    for (key, (span, node)) in above {
        let node = match below.remove(&key) {
            Some((_, old)) => node.over(old, &key, found),
            None => node,
        };
        below.insert(key, (span, node));
    }
    below
}

/// Changes the tables in the list at `key` that are named by their ids.
fn merge_list(
    mut items: Vec<Node>,
    above: Tree,
    key: &str,
    found: &mut Vec<Diagnostic>,
) -> Vec<Node> {
    for (value, (span, node)) in above {
        let Some(place) = items.iter().position(|item| item.id() == Some(value.as_str())) else {
            found.push(not_in_list(key, &Spanned { value, span }, &items));
            continue;
        };
        let old = items.remove(place);
        items.insert(place, node.over(old, &value, found));
    }
    items
}

/// The mistake of an id that nothing in a list has.
pub(super) fn not_in_list(list: &str, id: &Spanned<String>, items: &[Node]) -> Diagnostic {
    let ids: Vec<&str> = items.iter().filter_map(Node::id).collect();
    let help = match ids[..] {
        [] => Some("its parts have no `id`: give the whole list".to_owned()),
        _ => did_you_mean(&id.value, ids.iter().copied()),
    };
    let message = format!("`{list}` is a list, and nothing in it is called `{}`", id.value);
    Diagnostic::error("unknown-id", message).at(id.span.clone(), "unknown id").help_if(help)
}

impl Node {
    /// This value on top of another at the same key. A table in braces is one value, like a list.
    pub(super) fn over(mut self, below: Node, key: &str, found: &mut Vec<Diagnostic>) -> Node {
        match (self.content, below.content) {
            (Content::Table(above), Content::Table(old)) if !self.braces => {
                // What is in braces is one value, changed or not; a headed table is only more or less of it.
                let one = below.braces.then(|| Content::Table(old.clone()));
                let under = match one {
                    Some(content) => Some(Box::new(Node { content, ..below })),
                    None => below.under,
                };
                let content = Content::Table(merge(old, above, found));
                Node { content, under, ..self }
            }
            (Content::Table(above), Content::List(items))
                if !self.braces && items.iter().any(|item| item.id().is_some()) =>
            {
                let content = Content::List(merge_list(items, above, key, found));
                Node { content, ..below }
            }
            (above, old) => {
                self.content = above;
                self.under = Some(Box::new(Node { content: old, ..below }));
                self
            }
        }
    }

    /// A table that no text has: `span` is what made it necessary.
    pub(super) fn table(tree: Tree, span: Range<usize>) -> Node {
        Node { span, content: Content::Table(tree), braces: false, under: None }
    }

    /// What it is, in a message.
    pub(super) fn shape(&self) -> &'static str {
        match self.content {
            Content::Text(_) => "text",
            Content::Integer(_) | Content::Float(_) | Content::BadNumber => "a number",
            Content::Truth(_) => "true or false",
            Content::Date(_) | Content::BadDate => "a date",
            Content::List(_) => "a list",
            Content::Table(_) => "a table",
        }
    }

    /// What identifies a table in a list of tables: its `id`, or else its `name`.
    pub(super) fn id(&self) -> Option<&str> {
        let Content::Table(tree) = &self.content else { return None };
        let text = |key: &str| match tree.get(key) {
            Some((_, Node { content: Content::Text(text), .. })) => Some(text.as_str()),
            _ => None,
        };
        text("id").or_else(|| text("name"))
    }
}

/// Moves all places of a tree that was read on its own to where its text begins among all.
pub(super) fn shift(tree: &mut Tree, by: usize) {
    for (span, node) in tree.values_mut() {
        shift_span(span, by);
        shift_node(node, by);
    }
}

fn shift_node(node: &mut Node, by: usize) {
    shift_span(&mut node.span, by);
    match &mut node.content {
        Content::List(items) => items.iter_mut().for_each(|item| shift_node(item, by)),
        Content::Table(tree) => shift(tree, by),
        _ => {}
    }
}

fn shift_span(span: &mut Range<usize>, by: usize) {
    *span = span.start + by..span.end + by;
}

/// The same for the mistakes found in it.
pub(super) fn shift_found(found: &mut [Diagnostic], by: usize) {
    for label in found.iter_mut().flat_map(|one| &mut one.labels) {
        shift_span(&mut label.span, by);
    }
}

/// The same for what could not be read of it.
pub(super) fn shift_damage(damage: &mut Damage, by: usize) {
    damage.lines.iter_mut().for_each(|line| shift_span(line, by));
}
