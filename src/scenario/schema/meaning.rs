//! What a key means, in the words of the schema.

use serde_json::Value;

/// What the key at the end of this way through a scenario means, where the schema says it.
pub fn meaning(way: &[String]) -> Option<String> {
    let schema = super::scenario();
    let mut here = vec![&schema];
    for key in way {
        let mut forms = Vec::new();
        here.into_iter().for_each(|node| add_forms(&schema, node, &mut forms));
        here = forms.into_iter().filter_map(|node| step(node, key)).collect();
    }
    let mut forms = Vec::new();
    here.iter().for_each(|node| add_forms(&schema, node, &mut forms));
    let said = here.into_iter().chain(forms).find_map(|node| node["description"].as_str());
    said.filter(|_| !way.is_empty()).map(str::to_owned)
}

/// Adds a node of the schema, and all that binds the same value.
fn add_forms<'a>(schema: &'a Value, node: &'a Value, forms: &mut Vec<&'a Value>) {
    forms.push(node);
    let target =
        node["$ref"].as_str().and_then(|name| schema.pointer(name.trim_start_matches('#')));
    let alternatives = ["allOf", "anyOf", "oneOf"].iter().filter_map(|key| node[*key].as_array());
    for one in target.into_iter().chain(alternatives.flatten()) {
        add_forms(schema, one, forms);
    }
}

/// What a key of a table, or an id in a list of tables, leads to.
fn step<'a>(node: &'a Value, key: &str) -> Option<&'a Value> {
    let ways = [&node["properties"][key], &node["items"], &node["additionalProperties"]];
    ways.into_iter().find(|way| way.is_object())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(way: &[&str]) -> Option<String> {
        meaning(&way.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn every_key_down_to_a_limit_and_a_consequence_says_what_it_means() {
        for way in [
            &["opens"] as &[&str],
            &["courts", "foreign"],
            &["decide", "district", "stay", "odds"],
            &["channel", "us-ie-mlat", "consequence"],
            &["channel", "us-ie-mlat", "stage", "b4", "limit"],
            &["channel", "us-ie-mlat", "stage", "b4", "limit", "period"],
            &["channel", "us-ie-mlat", "stage", "b4", "outcome", "accepted", "p"],
        ] {
            let said = of(way).unwrap_or_else(|| panic!("{way:?}"));
            assert!(said.ends_with('.') && said.len() > 8, "{way:?}: {said}");
        }
        assert_eq!(of(&["nothing"]), None);
    }
}
