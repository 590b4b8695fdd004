//! What articles may be about, as it is typed.

/// The categories in a line that somebody typed, with commas between them: each once, in order.
#[must_use]
pub fn categories_in(line: &str) -> Vec<String> {
    let mut categories: Vec<String> = Vec::new();
    for name in line.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        if !categories.iter().any(|category| category == name) {
            categories.push(name.to_owned());
        }
    }
    categories
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_category_is_taken_once() {
        assert_eq!(categories_in(" Sport,Home affairs,, Sport , War"), ["Sport", "Home affairs", "War"]);
        assert!(categories_in(" , ").is_empty());
    }
}
