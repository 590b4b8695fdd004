//! Dependencies run down the map in the crate docs, the core knows no browser, and no files import each
//! other, be it in a circle. Read from the sources, so that a break names its file; test code inside a file is free.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// Crates that only a browser program may name.
const WEB_CRATES: [&str; 6] = ["gloo", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys", "yew"];

/// A source file: the module it is, and the paths it names.
struct Source {
    file: PathBuf,
    /// `["core", "edit", "history"]`.
    module: Vec<String>,
    /// Every path in the code, in full: `["crate", "core", "text", "Text"]`.
    paths: BTreeSet<Vec<String>>,
    /// Those that a private `use` brings in. A `pub use` only shows what is there already.
    imports: BTreeSet<Vec<String>>,
}

#[test]
fn dependencies_run_down_the_map() {
    let map = layers();
    let rank = |module: &[String]| map.iter().position(|layer| module.starts_with(layer));
    let mut faults = Vec::new();
    for source in sources() {
        // Files above every layer (`lib.rs`, `core/mod.rs`) only declare modules.
        let Some(own) = rank(&source.module) else { continue };
        for path in source.paths.iter().filter(|path| path[0] == "crate") {
            if rank(&path[1..]).is_some_and(|used| used < own) {
                faults.push(format!("{} uses {}", source.file.display(), path.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "against the map in src/lib.rs:\n{}", faults.join("\n"));
}

#[test]
fn every_module_is_on_the_map() {
    let map = layers();
    for source in sources() {
        let module = &source.module;
        let declares = matches!(module.as_slice(), [] | [_]) && source.file.ends_with("mod.rs") || module.is_empty();
        let known = map.iter().any(|layer| module.starts_with(layer));
        assert!(known || declares || module[0] == "bin", "{} is not on the map in src/lib.rs", source.file.display());
    }
}

#[test]
fn the_core_knows_no_browser() {
    for source in sources().iter().filter(|source| source.module.first().is_some_and(|first| first == "core")) {
        let web = source.paths.iter().find(|path| WEB_CRATES.contains(&path[0].as_str()));
        assert_eq!(web, None, "{} names a crate of the browser", source.file.display());
    }
}

#[test]
fn no_files_import_each_other() {
    let sources = sources();
    let by_module: BTreeMap<&[String], usize> =
        sources.iter().enumerate().map(|(index, source)| (source.module.as_slice(), index)).collect();
    // The file that a path leads to: that of its longest part which is a module.
    let file_of = |path: &Vec<String>| {
        let inside = path.strip_prefix(&["crate".to_owned()])?;
        (1..=inside.len()).rev().find_map(|length| by_module.get(&inside[..length]).copied())
    };
    let edges: BTreeSet<(usize, usize)> = sources
        .iter()
        .enumerate()
        .flat_map(|(from, source)| source.imports.iter().filter_map(file_of).map(move |to| (from, to)))
        .collect();
    // What imports none that is left, or is imported by none, is in no circle.
    let mut left: BTreeSet<usize> = (0..sources.len()).collect();
    loop {
        let among = |file: usize| left.contains(&file);
        let imports = |file: usize| edges.iter().any(|&(from, to)| from == file && to != file && among(to));
        let is_imported = |file: usize| edges.iter().any(|&(from, to)| to == file && from != file && among(from));
        let in_circles: BTreeSet<usize> =
            left.iter().copied().filter(|&file| imports(file) && is_imported(file)).collect();
        if in_circles.len() == left.len() {
            break;
        }
        left = in_circles;
    }
    let named: Vec<String> = left.iter().map(|&file| sources[file].file.display().to_string()).collect();
    assert!(named.is_empty(), "these import each other in a circle:\n{}", named.join("\n"));
}

/// The rows of the map in the crate docs, top to bottom, without `bin`.
fn layers() -> Vec<Vec<String>> {
    let docs = fs::read_to_string("src/lib.rs").expect("the crate has a lib.rs");
    let rows = docs.lines().filter_map(|line| line.strip_prefix("//! | ")?.split('|').next());
    let names = rows.filter_map(|cell| cell.split('`').nth(1)).filter(|name| !name.starts_with("bin/"));
    let layers: Vec<Vec<String>> = names.map(|name| name.split("::").map(str::to_owned).collect()).collect();
    assert!(layers.len() > 8, "the map in src/lib.rs has lost its rows: {layers:?}");
    layers
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    files.into_iter().map(read).collect()
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

fn read(file: PathBuf) -> Source {
    let inside = file.strip_prefix("src").expect("it was found there").with_extension("");
    let mut module: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| last == "mod" || last == "lib") {
        module.pop();
    }
    let code = fs::read_to_string(&file).expect("sources are readable");
    let parsed = syn::parse_file(&code).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut source = Source { file, module, paths: BTreeSet::new(), imports: BTreeSet::new() };
    source.visit_file(&parsed);
    source
}

impl Source {
    /// A path from the crate's root, where it starts there or at `self` or `super`.
    fn resolve(&self, path: Vec<String>) -> Vec<String> {
        let supers = path.iter().take_while(|part| *part == "super").count();
        let from_here = supers > 0 || path[0] == "self";
        if !from_here {
            return path;
        }
        let kept = &self.module[..self.module.len().saturating_sub(supers)];
        let rest = path.into_iter().skip(supers.max(1));
        std::iter::once("crate".to_owned()).chain(kept.iter().cloned()).chain(rest).collect()
    }

    fn add_use(&mut self, tree: &syn::UseTree, before: &[String], private: bool) {
        let with = |part: &syn::Ident| [before, &[part.to_string()]].concat();
        let path = match tree {
            syn::UseTree::Path(path) => return self.add_use(&path.tree, &with(&path.ident), private),
            syn::UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.add_use(tree, before, private));
            }
            syn::UseTree::Name(name) => with(&name.ident),
            syn::UseTree::Rename(rename) => with(&rename.ident),
            syn::UseTree::Glob(_) => before.to_vec(),
        };
        let path = self.resolve(path);
        if private {
            self.imports.insert(path.clone());
        }
        self.paths.insert(path);
    }
}

impl<'ast> Visit<'ast> for Source {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !module.attrs.iter().any(|attribute| attribute.path().is_ident("cfg") && mentions_test(attribute)) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_use(&item.tree, &[], matches!(item.vis, syn::Visibility::Inherited));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let path_parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if path_parts.len() > 1 {
            let resolved = self.resolve(path_parts);
            self.paths.insert(resolved);
        }
        visit::visit_path(self, path);
    }
}

fn mentions_test(attribute: &syn::Attribute) -> bool {
    attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
}
