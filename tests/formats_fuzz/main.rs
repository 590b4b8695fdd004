//! Readers are given damaged files: none panics or hangs, an error says where, and what is read can be written and
//! read again. A few inputs each here; `scripts/fuzz` gives each a million, in portions that `SEED` makes different.

#[path = "../any_project/mod.rs"]
mod any_project;
mod damage;

use any_project::{any_project, export, read_as};
use damage::Chance;
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use postil::core::article::Article;
use postil::core::formats::{
    self, Difference, Fault, FileError, FolderWriter, Format, FormatError, MemoryFolder, Problem, ReadFolder,
    WriteFolder, ZipFolder,
};
use postil::core::project::Project;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many whole files there are to damage.
const FILES: usize = 200;
/// No small file takes longer to read.
const LONGEST: Duration = Duration::from_secs(2);

fn number(variable: &str) -> Option<usize> {
    std::env::var(variable).ok().and_then(|number| number.parse().ok())
}

fn inputs() -> usize {
    number("INPUTS").unwrap_or(300)
}

fn seed() -> u8 {
    number("SEED").unwrap_or(0) as u8
}

fn projects() -> Vec<Project> {
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed(); 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), chance);
    let project = |_| any_project().new_tree(&mut runner).unwrap().current();
    (0..FILES).map(project).filter(|project| !project.articles.is_empty()).collect()
}

/// Reads damaged files; `read` gives what one holds.
fn fuzz<F: Clone>(
    files: &[F],
    damage: impl Fn(&mut Chance, &F) -> F,
    show: impl Fn(&F) -> String,
    read: impl Fn(F) -> Result<Vec<Arc<Article>>, Complaint>,
) {
    let mut chance = Chance::new(seed());
    let began = Instant::now();
    let mut slowest = Duration::ZERO;
    let mut good = 0;
    let written_one_of = (inputs() / 1_000).max(20);
    for _ in 0..inputs() {
        let file = &files[chance.below(files.len())];
        let input = damage(&mut chance, file);
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| read(input.clone())));
        let Ok(result) = result else { panic!("a panic from {}", show(&input)) };
        let mut took = start.elapsed();
        if took > LONGEST {
            // Once more: another process may have had the core.
            let start = Instant::now();
            let _ = read(input.clone());
            took = start.elapsed();
            assert!(took < LONGEST, "it takes long to read {}", show(&input));
        }
        slowest = slowest.max(took);
        match result {
            Ok(articles) => {
                good += 1;
                // It takes a thousand times as long as to read.
                if good % written_one_of == 1 {
                    write_and_read(&articles, || show(&input));
                }
            }
            Err(Complaint { says_where, sentence }) => assert!(says_where, "{sentence}\nof {}", show(&input)),
        }
    }
    assert!(good * 50 > inputs(), "hardly anything was read: {good}");
    // scripts/fuzz adds these up.
    println!("fuzzed {} {:.1} {:.1}", inputs(), began.elapsed().as_secs_f64(), slowest.as_secs_f64() * 1_000.0);
}

/// Whatever was read, a file of it can be read in its turn, and nothing more changes.
fn write_and_read(articles: &[Arc<Article>], show: impl Fn() -> String) {
    let project = formats::collect(articles.iter().map(|article| Ok(Article::clone(article))));
    // A label that a schema refuses has no project.
    let Some(project) = project.ok().filter(|project| !project.articles.is_empty()) else { return };
    let again = |project: &Project| {
        let read = read_as(&export(project, Format::Jsonl), Format::Jsonl);
        read.unwrap_or_else(|error| panic!("{error}\nof what was read from {}", show()))
    };
    let once = again(&project);
    assert!(again(&once).articles == once.articles, "not the same after writing and reading {}", show());
    // A byte order mark that is the first word is lost where words are joined.
    let can_be_held = |article: &&Arc<Article>| !article.text.as_str().trim_start().starts_with('\u{feff}');
    for article in once.articles.iter().filter(can_be_held) {
        for format in Format::ALL {
            let differences = formats::read_back(article, format).unwrap();
            let unreadable = differences.iter().any(|it| matches!(it, Difference::Unreadable { .. }));
            let label = formats::check(article, format).iter().any(|it| it.problem == Problem::Label);
            assert!(label || !unreadable, "{differences:?} in {} of {}", format.name(), show());
        }
    }
}

/// What a reader says of a file that it refuses.
struct Complaint {
    sentence: String,
    says_where: bool,
}

impl From<FormatError> for Complaint {
    /// It names a line or a field, or is about the whole file.
    fn from(error: FormatError) -> Self {
        let whole = matches!(
            error.fault,
            Fault::Empty | Fault::Binary(_) | Fault::NotUtf8(_) | Fault::Document(_) | Fault::Unknown(_)
        );
        Self { sentence: error.to_string(), says_where: whole || error.line.is_some() || error.field.is_some() }
    }
}

fn fuzz_files(format: Format) {
    let files: Vec<Vec<u8>> = projects().iter().map(|project| export(project, format)).collect();
    let damage = |chance: &mut Chance, file: &Vec<u8>| {
        let mut bytes = file.clone();
        let other = &files[chance.below(files.len())];
        chance.damage(&mut bytes, other);
        bytes
    };
    let show = |bytes: &Vec<u8>| format!("{:?}", String::from_utf8_lossy(bytes));
    fuzz(&files, damage, show, |bytes| {
        // Telling the format must not panic either.
        let _ = formats::read(bytes.clone());
        Ok(read_as(&bytes, format)?.articles)
    });
}

/// What is packed is damaged before it is packed: damage to the packing is found by its checksum.
fn fuzz_packed(format: Format) {
    let unpack = |project: &Project| {
        let mut bytes = Vec::new();
        ZlibDecoder::new(&export(project, format)[..]).read_to_end(&mut bytes).unwrap();
        bytes
    };
    let files: Vec<Vec<u8>> = projects().iter().map(unpack).collect();
    let damage = |chance: &mut Chance, file: &Vec<u8>| {
        let mut bytes = file.clone();
        let other = &files[chance.below(files.len())];
        chance.damage_packed(&mut bytes, other);
        bytes
    };
    fuzz(
        &files,
        damage,
        |bytes| format!("{bytes:?}"),
        |bytes| {
            let mut packed = Vec::new();
            ZlibEncoder::new(&bytes[..], Compression::fast()).read_to_end(&mut packed).unwrap();
            Ok(read_as(&packed, format)?.articles)
        },
    );
}

fn fuzz_folders(format: Format) {
    let folders: Vec<MemoryFolder> = projects().iter().map(|project| folder(project, format)).collect();
    let damage = |chance: &mut Chance, folder: &MemoryFolder| {
        let mut folder = folder.clone();
        damage_one(chance, &mut folder);
        folder
    };
    let show = |folder: &MemoryFolder| {
        let file = |(name, bytes): (&String, &Vec<u8>)| format!("{name}: {:?}", String::from_utf8_lossy(bytes));
        folder.0.iter().map(file).collect::<Vec<_>>().join("\n")
    };
    fuzz(&folders, damage, show, |folder| {
        let articles = formats::folder_articles(folder, Some(format)).map_err(|error| *error.error)?;
        articles.map(|article| Ok(Arc::new(article.map_err(|error| *error.error)?))).collect()
    });
}

/// ZIP files of folders: their own bytes are damaged, or what is packed in them, which then is not found by its checksum.
fn fuzz_zips() {
    let formats = [Format::Brat, Format::Hf, Format::CasJson, Format::Tsv3];
    let folders = projects().into_iter().zip(formats.into_iter().cycle());
    let mut files: Vec<Vec<u8>> = folders.map(|(project, format)| zipped(&folder(&project, format))).collect();
    // One that is packed: those of ours are not.
    files.push(include_bytes!("../fixtures/packed.zip").to_vec());
    let damage = |chance: &mut Chance, file: &Vec<u8>| {
        let mut bytes = file.clone();
        if chance.below(2) == 0 {
            let other = &files[chance.below(files.len())];
            chance.damage_packed(&mut bytes, other);
            return bytes;
        }
        let mut folder = unzipped(&bytes);
        damage_one(chance, &mut folder);
        zipped(&folder)
    };
    let show = |bytes: &Vec<u8>| format!("{bytes:?}");
    fuzz(&files, damage, show, |bytes| {
        // What is wrong with the packing is about the whole; of a file in it, its name may be all there is to say.
        let whole = |error: FormatError| Complaint { sentence: error.to_string(), says_where: true };
        let in_file = |FileError { file, error }: FileError| {
            let complaint = Complaint::from(*error);
            Complaint { says_where: complaint.says_where || !file.is_empty(), ..complaint }
        };
        let articles = formats::folder_articles(formats::unzip(&bytes).map_err(whole)?, None).map_err(in_file)?;
        articles.map(|article| article.map(Arc::new).map_err(in_file)).collect()
    });
}

fn unzipped(bytes: &[u8]) -> MemoryFolder {
    let zip = formats::unzip(bytes).unwrap();
    let read = |name: String| (name.clone(), zip.bytes_in(&name).unwrap());
    MemoryFolder(zip.names().unwrap().into_iter().map(read).collect())
}

fn zipped(folder: &MemoryFolder) -> Vec<u8> {
    let mut zip = ZipFolder::default();
    folder.0.iter().for_each(|(name, content)| zip.append(name, content).unwrap());
    let mut pieces = zip.finish().unwrap();
    pieces.sort_by_key(|piece| piece.place);
    pieces.into_iter().flat_map(|piece| piece.bytes).collect()
}

fn folder(project: &Project, format: Format) -> MemoryFolder {
    let mut folder = MemoryFolder::default();
    let mut writer = FolderWriter::new(format).unwrap();
    project.articles.iter().for_each(|article| writer.write(article, &mut folder).unwrap());
    writer.finish(&mut folder).unwrap();
    folder
}

/// Damages one of the files of a folder.
fn damage_one(chance: &mut Chance, folder: &mut MemoryFolder) {
    let place = chance.below(folder.0.len());
    let file = folder.0.values_mut().nth(place).unwrap();
    let whole = file.clone();
    chance.damage(file, &whole);
}

macro_rules! formats {
    ($($name:ident: $fuzz:ident($format:expr);)*) => {
        $(#[test] fn $name() { $fuzz($format); })*
    };
}

#[test]
fn zip() {
    fuzz_zips();
}

formats! {
    project: fuzz_files(Format::Project);
    jsonl: fuzz_files(Format::Jsonl);
    spacy: fuzz_files(Format::Spacy);
    spacy_json: fuzz_files(Format::SpacyJson);
    docbin: fuzz_packed(Format::Docbin);
    prodigy: fuzz_files(Format::Prodigy);
    doccano: fuzz_files(Format::Doccano);
    label_studio: fuzz_files(Format::LabelStudio);
    conll: fuzz_files(Format::Conll);
    bilou: fuzz_files(Format::Bilou);
    conllu_plus: fuzz_files(Format::ConlluPlus);
    autotrain: fuzz_files(Format::Autotrain);
    gliner: fuzz_files(Format::Gliner);
    csv: fuzz_files(Format::Csv);
    web_annotation: fuzz_files(Format::WebAnnotation);
    ner_annotator: fuzz_files(Format::NerAnnotator);
    hf: fuzz_folders(Format::Hf);
    brat: fuzz_folders(Format::Brat);
    cas_json: fuzz_folders(Format::CasJson);
    tsv3: fuzz_folders(Format::Tsv3);
}
