//! One tree on top of another: tables are merged key by key, and so are tables in a list by their `id`; everything
//! else is replaced as a whole.

use super::Damage;
use super::value::{Content, Node, Tree};
use crate::scenario::diagnostic::Diagnostic;
use std::ops::Range;

/// Puts one tree on top of another. What is replaced is remembered below what replaces it.
pub(super) fn merge(mut below: Tree, above: Tree) -> Tree {
    for (key, (span, node)) in above {
        let node = match below.remove(&key) {
            Some((_, old)) => node.over(old),
            None => node,
        };
        below.insert(key, (span, node));
    }
    below
}

impl Node {
    /// This value on top of another. A table in braces is one value, like a list.
    pub(super) fn over(mut self, below: Node) -> Node {
        match (self.content, below.content) {
            (Content::Table(above), Content::Table(old)) if !self.braces => {
                // What is in braces is one value, changed or not; a headed table is only more or less of it.
                let one = below.braces.then(|| Content::Table(old.clone()));
                let under = match one {
                    Some(content) => Some(Box::new(Node { content, ..below })),
                    None => below.under,
                };
                let content = Content::Table(merge(old, above));
                Node { content, under, ..self }
            }
            (Content::Table(above), Content::List(items))
                if !self.braces && items.iter().any(|item| item.id().is_some()) =>
            {
                let content = Content::List(merge_items(items, above));
                Node { content, under: below.under, span: below.span, ..self }
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

/// Puts tables on top of those in a list that have the same `id`; a table of another id comes after them.
fn merge_items(mut items: Vec<Node>, above: Tree) -> Vec<Node> {
    let mut above: Vec<_> = above.into_iter().collect();
    above.sort_by_key(|(_, (span, _))| span.start);
    for (key, (span, mut node)) in above {
        match items.iter().position(|item| item.id() == Some(key.as_str())) {
            Some(place) => {
                let old = items.remove(place);
                items.insert(place, node.over(old));
            }
            None => {
                if let Content::Table(tree) = &mut node.content {
                    let id = Node {
                        span: span.clone(),
                        content: Content::Text(key),
                        braces: false,
                        under: None,
                    };
                    tree.entry("id".to_owned()).or_insert((span, id));
                }
                items.push(node);
            }
        }
    }
    items
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
