//! Dependencies run down the map in the crate docs, the core knows no browser, and no files use each other, be it in a
//! circle. Read from the sources, so that a break names its file; test code inside a file is free.
//!
//! A path is followed through each `use` to the file that defines what it names: a module that only shows something by
//! `pub use` does not use it. Methods have no path, so that of a call on a value nothing is known.
#![cfg(not(target_arch = "wasm32"))]

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use syn::ext::IdentExt;
use syn::visit::{self, Visit};

/// Crates that only a browser program may name.
const WEB_CRATES: [&str; 6] = ["gloo", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys", "yew"];

#[test]
fn dependencies_run_down_the_map() {
    let (map, sources) = (layers(), &*SOURCES);
    let rank = |module: &[String]| map.iter().position(|layer| module.starts_with(layer));
    let mut faults = Vec::new();
    for (file, source) in sources.files.iter().enumerate() {
        // Files above every layer (`lib.rs`, `core/mod.rs`) only declare modules.
        let Some(own) = rank(&source.module) else { continue };
        for path in source.used.iter().chain(source.brought.values()) {
            let used = sources.find(file, path).and_then(|used| rank(&sources.files[used].module));
            if used.is_some_and(|used| used < own) {
                faults.push(format!("{} uses {}", source.file.display(), path.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "against the map in src/lib.rs:\n{}", faults.join("\n"));
}

#[test]
fn every_module_is_on_the_map() {
    let map = layers();
    for Source { file, module, .. } in &SOURCES.files {
        let declares = matches!(module.as_slice(), [] | [_]) && file.ends_with("mod.rs") || module.is_empty();
        let known = map.iter().any(|layer| module.starts_with(layer));
        assert!(known || declares || module[0] == "bin", "{} is not on the map in src/lib.rs", file.display());
    }
}

#[test]
fn the_core_knows_no_browser() {
    for source in SOURCES.files.iter().filter(|source| source.module.first().is_some_and(|it| it == "core")) {
        let mut paths = source.used.iter().chain(source.brought.values());
        let web = paths.find(|path| WEB_CRATES.contains(&path[0].as_str()));
        assert_eq!(web, None, "{} names a crate of the browser", source.file.display());
    }
}

#[test]
fn no_files_use_each_other() {
    let sources = &*SOURCES;
    let edges: Vec<BTreeSet<usize>> = (0..sources.files.len()).map(|file| sources.used_by(file)).collect();
    let circles: BTreeSet<Vec<usize>> = (0..edges.len()).filter_map(|file| circle(file, &edges)).collect();
    let name = |&file: &usize| sources.files[file].file.display().to_string();
    let named = circles.iter().map(|files| files.iter().map(name).collect::<Vec<_>>().join(" -> "));
    assert!(circles.is_empty(), "these use each other in a circle:\n{}", named.collect::<Vec<_>>().join("\n"));
}

/// The shortest way from a file over others back to it, if there is one, told from the first of these files on.
fn circle(start: usize, edges: &[BTreeSet<usize>]) -> Option<Vec<usize>> {
    let mut ways = VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for &next in &edges[*way.last()?] {
            if next == start {
                let first = (0..way.len()).min_by_key(|&at| way[at])?;
                return Some([&way[first..], &way[..first]].concat());
            }
            if seen.insert(next) {
                ways.push_back([&way[..], &[next]].concat());
            }
        }
    }
    None
}

/// The rows of the map in the crate docs, top to bottom, without `bin`; in place of that of the page those of its own map.
fn layers() -> Vec<Vec<String>> {
    let of_page = || rows("src/ui/mod.rs").into_iter().map(|row| [vec!["ui".to_owned()], row].concat());
    let rows = rows("src/lib.rs").into_iter().filter(|row| row[0] != "bin");
    rows.flat_map(|row| if row == ["ui"] { of_page().collect() } else { vec![row] }).collect()
}

/// The modules that a table in the docs of a file has rows for.
fn rows(file: &str) -> Vec<Vec<String>> {
    let docs = fs::read_to_string(file).expect("sources are readable");
    let rows = docs.lines().filter_map(|line| line.strip_prefix("//! | ")?.split('|').next());
    let names = rows.filter_map(|cell| cell.split('`').nth(1));
    let parts = |name: &str| name.replace('/', "::").split("::").map(str::to_owned).collect();
    let layers: Vec<Vec<String>> = names.map(parts).collect();
    assert!(layers.len() > 8, "the map in {file} has lost its rows: {layers:?}");
    layers
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

/// All files, by which a path is followed.
struct Sources {
    files: Vec<Source>,
    by_module: BTreeMap<Vec<String>, usize>,
}

static SOURCES: LazyLock<Sources> = LazyLock::new(Sources::read);

impl Sources {
    fn read() -> Self {
        let mut found = Vec::new();
        rust_files(Path::new("src"), &mut found);
        let files: Vec<Source> = found.into_iter().map(Source::read).collect();
        let by_module = files.iter().enumerate().map(|(index, source)| (source.module.clone(), index)).collect();
        Self { files, by_module }
    }

    /// The other files that one uses.
    fn used_by(&self, file: usize) -> BTreeSet<usize> {
        let source = &self.files[file];
        // Of words without a path, those that its own `pub use` brings: all others are its own, or imported.
        let words = source.words.difference(&source.locals).filter(|word| source.brought.contains_key(*word));
        let shown = words.filter_map(|word| self.find(file, std::slice::from_ref(word)));
        let used = source.used.iter().filter_map(|path| self.find(file, path));
        used.chain(shown).filter(|&used| used != file).collect()
    }

    /// The file that defines what a path in a file names; `None` if another crate does.
    fn find(&self, file: usize, path: &[String]) -> Option<usize> {
        let by_globs = || self.files[file].globs.iter().filter_map(|glob| self.find_by_name(file, glob));
        let by_glob = || by_globs().find_map(|from| self.find(from, path));
        self.find_by_name(file, path).or_else(by_glob)
    }

    /// The same of what each `use` brings by its name.
    fn find_by_name(&self, file: usize, path: &[String]) -> Option<usize> {
        let Some((first, rest)) = path.split_first() else { return Some(file) };
        let source = &self.files[file];
        let child = self.by_module.get(&[&source.module[..], std::slice::from_ref(first)].concat());
        let brought = source.brought.get(first).filter(|path| match child {
            Some(_) => rest.is_empty(),
            // Else a crate from which something comes that is called as itself.
            None => path[0] != *first,
        });
        if first == "crate" {
            self.find(self.by_module[&[][..]], rest)
        } else if source.defines.contains(first) {
            Some(file)
        } else if let Some(brought) = brought {
            self.find(file, &[brought, rest].concat())
        } else if let Some(&child) = child {
            // What it has not got a macro defines there.
            self.find(child, rest).or(Some(child))
        } else {
            None
        }
    }
}

/// A source file: the module it is, and what it names. Paths that begin with `self` or `super` begin with `crate` here.
struct Source {
    file: PathBuf,
    /// `["core", "edit", "history"]`.
    module: Vec<String>,
    /// What is defined at its top.
    defines: BTreeSet<String>,
    /// The names that each `use` brings, and what they stand for.
    brought: BTreeMap<String, Vec<String>>,
    /// The modules of which it brings everything.
    globs: BTreeSet<Vec<String>>,
    /// The paths of the code, and those of each private `use`. A `pub use` only shows what is there already.
    used: BTreeSet<Vec<String>>,
    /// The names in the code that stand alone, and those of variables.
    words: BTreeSet<String>,
    locals: BTreeSet<String>,
}

impl Source {
    fn read(file: PathBuf) -> Self {
        let inside = file.strip_prefix("src").expect("it was found there").with_extension("");
        let mut module: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "lib") {
            module.pop();
        }
        let code = fs::read_to_string(&file).expect("sources are readable");
        let parsed = syn::parse_file(&code).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut source = Self {
            file,
            module,
            defines: parsed.items.iter().filter_map(name).collect(),
            brought: BTreeMap::new(),
            globs: BTreeSet::new(),
            used: BTreeSet::new(),
            words: BTreeSet::new(),
            locals: BTreeSet::new(),
        };
        source.visit_file(&parsed);
        source
    }

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
        let (path, name) = match tree {
            syn::UseTree::Path(path) => return self.add_use(&path.tree, &with(&path.ident), private),
            syn::UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.add_use(tree, before, private));
            }
            syn::UseTree::Name(name) if name.ident == "self" => (before.to_vec(), before.last().cloned()),
            syn::UseTree::Name(name) => (with(&name.ident), Some(name.ident.to_string())),
            syn::UseTree::Rename(rename) => (with(&rename.ident), Some(rename.rename.to_string())),
            syn::UseTree::Glob(_) => (before.to_vec(), None),
        };
        let path = self.resolve(path);
        if private {
            self.used.insert(path.clone());
        }
        match name {
            Some(name) => drop(self.brought.insert(name, path)),
            None => drop(self.globs.insert(path)),
        }
    }

    fn add_path(&mut self, mut path: Vec<String>) {
        if path.len() > 1 {
            let path = self.resolve(path);
            self.used.insert(path);
        } else {
            self.words.extend(path.pop());
        }
    }

    /// What stands in a macro, such as `html!`, may be no Rust: of that, all that looks like a path.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    if colons != 2 && !path.is_empty() {
                        self.add_path(std::mem::take(&mut path));
                    }
                    path.push(word.unraw().to_string());
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                other => {
                    if !path.is_empty() {
                        self.add_path(std::mem::take(&mut path));
                    }
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.add_tokens(group.stream());
                    }
                }
            }
        }
        if !path.is_empty() {
            self.add_path(path);
        }
    }
}

/// What an item is called.
fn name(item: &syn::Item) -> Option<String> {
    let name = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Macro(item) => item.ident.as_ref()?,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
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

    /// In whose sight something is says nothing of what is used.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.add_path(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_pat_ident(&mut self, local: &'ast syn::PatIdent) {
        self.locals.insert(local.ident.to_string());
        visit::visit_pat_ident(self, local);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.add_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}

fn mentions_test(attribute: &syn::Attribute) -> bool {
    attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
}
