//! One article in every format, to the letter, and read again.

use postil::core::annotation::{Annotation, Origin};
use postil::core::article::{Article, ArticleStatus, Meta};
use postil::core::dataset::Split;
use postil::core::formats::{self, FolderWriter, Format, MemoryFolder};
use postil::core::project::Project;
use postil::core::schema::Schema;
use postil::core::text::{Text, TextRange};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

fn example() -> Article {
    let text = Text::new("Apple 🍎 hired Ann Li in New York.");
    let annotation = |(span, label): (&str, &str)| {
        let start = text.as_str().find(span).unwrap();
        Annotation::confirmed(TextRange::from_usize(start..start + span.len()), label.into(), Origin::Import)
    };
    let annotations = [("Apple", "ORG"), ("Ann Li", "PERSON"), ("New York", "GPE")].map(annotation);
    Article { annotations: annotations.into_iter().collect(), ..Article::new("a1", text.clone(), Meta::default()) }
}

fn written(article: &Article, format: Format) -> String {
    let project = Project { articles: vec![Arc::new(article.clone())], ..Project::new(Schema::news()) };
    let mut bytes = Vec::new();
    formats::write(&project, format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// What the articles of a file say: "Ann Li/PERSON".
fn read(content: &str) -> Vec<Vec<String>> {
    said(content.into())
}

fn said(file: Vec<u8>) -> Vec<Vec<String>> {
    let project = formats::read(file).unwrap().1;
    let entities = |article: &Arc<Article>| {
        let entity = |it: &Annotation| format!("{}/{}", article.text.slice(it.range), it.label);
        article.annotations.iter().map(entity).collect()
    };
    project.articles.iter().map(entities).collect()
}

macro_rules! examples {
    ($($name:ident: $format:expr => $expected:expr;)*) => {
        $(#[test] fn $name() {
            let file = written(&example(), $format);
            assert_eq!(file, $expected);
            assert_eq!(read(&file), [["Apple/ORG", "Ann Li/PERSON", "New York/GPE"]]);
        })*
    };
}

examples! {
    spacy: Format::Spacy =>
        "{\"id\":\"a1\",\"text\":\"Apple 🍎 hired Ann Li in New York.\",\
         \"entities\":[[0,5,\"ORG\"],[14,20,\"PERSON\"],[24,32,\"GPE\"]]}\n";
    conll: Format::Conll =>
        "-DOCSTART- -X- O O\n\nApple -X- _ B-ORG\n🍎 -X- _ O\nhired -X- _ O\nAnn -X- _ B-PERSON\nLi -X- _ I-PERSON\n\
         in -X- _ O\nNew -X- _ B-GPE\nYork -X- _ I-GPE\n. -X- _ O\n\n";
    bilou: Format::Bilou =>
        "-DOCSTART- -X- O O\n\nApple -X- _ U-ORG\n🍎 -X- _ O\nhired -X- _ O\nAnn -X- _ B-PERSON\nLi -X- _ L-PERSON\n\
         in -X- _ O\nNew -X- _ B-GPE\nYork -X- _ L-GPE\n. -X- _ O\n\n";
    autotrain: Format::Autotrain =>
        "{\"id\":\"a1\",\"tokens\":[\"Apple\",\"🍎\",\"hired\",\"Ann\",\"Li\",\"in\",\"New\",\"York\",\".\"],\
         \"tags\":[\"B-ORG\",\"O\",\"O\",\"B-PERSON\",\"I-PERSON\",\"O\",\"B-GPE\",\"I-GPE\",\"O\"]}\n";
    gliner: Format::Gliner =>
        "[{\"id\":\"a1\",\"tokenized_text\":[\"Apple\",\"🍎\",\"hired\",\"Ann\",\"Li\",\"in\",\"New\",\"York\",\".\"],\
         \"ner\":[[0,0,\"ORG\"],[3,4,\"PERSON\"],[6,7,\"GPE\"]]}]\n";
    spacy_json: Format::SpacyJson =>
        r#"[{"id":"a1","paragraphs":[{"raw":"Apple 🍎 hired Ann Li in New York.","sentences":[{"tokens":["#.to_owned()
        + r#"{"id":0,"orth":"Apple","space":" ","ner":"U-ORG"},{"id":1,"orth":"🍎","space":" ","ner":"O"},"#
        + r#"{"id":2,"orth":"hired","space":" ","ner":"O"},{"id":3,"orth":"Ann","space":" ","ner":"B-PERSON"},"#
        + r#"{"id":4,"orth":"Li","space":" ","ner":"L-PERSON"},{"id":5,"orth":"in","space":" ","ner":"O"},"#
        + r#"{"id":6,"orth":"New","space":" ","ner":"B-GPE"},{"id":7,"orth":"York","space":"","ner":"L-GPE"},"#
        + r#"{"id":8,"orth":".","space":"","ner":"O"}]}]}]}]"# + "\n";
    prodigy: Format::Prodigy =>
        r#"{"id":"a1","text":"Apple 🍎 hired Ann Li in New York.","tokens":["#.to_owned()
        + r#"{"text":"Apple","start":0,"end":5,"id":0,"ws":true},{"text":"🍎","start":6,"end":7,"id":1,"ws":true},"#
        + r#"{"text":"hired","start":8,"end":13,"id":2,"ws":true},{"text":"Ann","start":14,"end":17,"id":3,"ws":true},"#
        + r#"{"text":"Li","start":18,"end":20,"id":4,"ws":true},{"text":"in","start":21,"end":23,"id":5,"ws":true},"#
        + r#"{"text":"New","start":24,"end":27,"id":6,"ws":true},{"text":"York","start":28,"end":32,"id":7,"ws":false},"#
        + r#"{"text":".","start":32,"end":33,"id":8,"ws":false}],"spans":["#
        + r#"{"start":0,"end":5,"token_start":0,"token_end":0,"label":"ORG"},"#
        + r#"{"start":14,"end":20,"token_start":3,"token_end":4,"label":"PERSON"},"#
        + r#"{"start":24,"end":32,"token_start":6,"token_end":7,"label":"GPE"}],"answer":"accept"}"# + "\n";
    doccano: Format::Doccano =>
        "{\"id\":\"a1\",\"text\":\"Apple 🍎 hired Ann Li in New York.\",\
         \"label\":[[0,5,\"ORG\"],[15,21,\"PERSON\"],[25,33,\"GPE\"]]}\n";
    csv: Format::Csv =>
        "id,start,end,label,text\na1,,,,Apple 🍎 hired Ann Li in New York.\n\
         a1,0,5,ORG,Apple\na1,14,20,PERSON,Ann Li\na1,24,32,GPE,New York\n";
    conllu_plus: Format::ConlluPlus =>
        "# global.columns = ID FORM MISC POSTIL:NER\n# newdoc id = a1\n# text = Apple 🍎 hired Ann Li in New York.\n\
         1\tApple\t_\tB-ORG\n2\t🍎\t_\tO\n3\thired\t_\tO\n4\tAnn\t_\tB-PERSON\n5\tLi\t_\tI-PERSON\n6\tin\t_\tO\n\
         7\tNew\t_\tB-GPE\n8\tYork\tSpaceAfter=No\tI-GPE\n9\t.\tSpaceAfter=No\tO\n\n";
    ner_annotator: Format::NerAnnotator =>
        "{\"annotations\":[\n[\"Apple 🍎 hired Ann Li in New York.\",{\"entities\":[[0,5,\"ORG\"],[15,21,\"PERSON\"],\
         [25,33,\"GPE\"]]}]\n],\"classes\":[\"GPE\",\"ORG\",\"PERSON\"]}\n";
    label_studio: Format::LabelStudio =>
        r#"[{"data":{"text":"Apple 🍎 hired Ann Li in New York.","id":"a1"},"annotations":[{"result":["#.to_owned()
        + r#"{"id":"0-5-ORG","from_name":"label","to_name":"text","type":"labels","#
        + r#""value":{"start":0,"end":5,"text":"Apple","labels":["ORG"]}},"#
        + r#"{"id":"15-21-PERSON","from_name":"label","to_name":"text","type":"labels","#
        + r#""value":{"start":15,"end":21,"text":"Ann Li","labels":["PERSON"]}},"#
        + r#"{"id":"25-33-GPE","from_name":"label","to_name":"text","type":"labels","#
        + r#""value":{"start":25,"end":33,"text":"New York","labels":["GPE"]}}]}]}]"# + "\n";
}

#[test]
fn gliner_of_a_long_article() {
    let sentence = |name: &str| "He met many ".to_owned() + &"old ".repeat(100) + name + ".\n";
    let text = ["Ann Li", "Bo", "New York", "Rome", "Oslo"].map(sentence).concat();
    let article = Article::new("a1", Text::new(&text), Meta::default());
    let mark = |name: &str| {
        let start = text.find(name).unwrap();
        Annotation::confirmed(TextRange::from_usize(start..start + name.len()), "X".into(), Origin::Import)
    };
    let annotations = ["Ann Li", "Rome", "Oslo"].map(mark).into_iter().collect();
    let file = written(&Article { annotations, ..article }, Format::Gliner);
    let elements: Vec<Value> = serde_json::from_str(&file).unwrap();
    let said: Vec<_> = elements.iter().map(|it| (&it["id"], &it["tokenized_text"][0], &it["ner"])).collect();
    let [first, second] = [json!([[103, 104, "X"]]), json!([[103, 103, "X"], [208, 208, "X"]])];
    let [id, he] = [json!("a1"), json!("He")];
    assert_eq!(said, [(&id, &he, &first), (&id, &he, &second)], "cut where a sentence ends");
    assert_eq!(read(&file), [["Ann Li/X", "Rome/X", "Oslo/X"]]);
    let pretty = serde_json::to_string_pretty(&elements).unwrap();
    assert_eq!(read(&pretty), [["Ann Li/X", "Rome/X", "Oslo/X"]]);
}

#[test]
fn docbin() {
    let mut file = Vec::new();
    let project = formats::collect(std::iter::once(Ok(example()))).unwrap();
    formats::write(&project, Format::Docbin, &mut file).unwrap();
    assert_eq!(said(file), [["Apple/ORG", "Ann Li/PERSON", "New York/GPE"]]);
}

/// spaCy writes what may be no entity as one without a label.
#[test]
fn what_is_blocked_in_a_docbin_is_no_span() {
    let mut blocked = example();
    let hired = TextRange::from_usize(11..16);
    blocked.annotations.insert(Annotation::confirmed(hired, "".into(), Origin::Import));
    let project = Project { articles: vec![Arc::new(blocked)], ..Project::new(Schema::news()) };
    let mut file = Vec::new();
    formats::write(&project, Format::Docbin, &mut file).unwrap();
    assert_eq!(said(file), [["Apple/ORG", "Ann Li/PERSON", "New York/GPE"]]);
}

/// A file that spaCy 3.8 wrote, with entities, overlapping spans, another group of spans, categories and user data.
const OF_SPACY: &[u8] = include_bytes!("fixtures/spacy_3_8.spacy");

#[test]
fn docbin_of_spacy() {
    assert_eq!(said(OF_SPACY.to_vec()), [&["Apple/ORG", "Ann Li/PERSON", "Li/SURNAME", "New  York/GPE"][..], &[]]);
    let project = formats::read(OF_SPACY.to_vec()).unwrap().1;
    assert_eq!(project.articles[0].text.as_str(), "Apple 🍎 hired Ann Li in New  York.\nThe agent left.");
    assert_eq!(project.articles[0].meta.categories, ["news"], "sport is 0 there");
    let why = |bytes: &[u8]| formats::collect(formats::articles(bytes, Format::Docbin)).unwrap_err().to_string();
    assert!(why(b"PK").starts_with("this is no DocBin of spaCy: "));
    assert!(why(&OF_SPACY[..100]).starts_with("this is no DocBin of spaCy: "));
}

/// The files of an article in a format of several, by name.
fn folder(article: &Article, format: Format) -> BTreeMap<String, String> {
    let mut folder = MemoryFolder::default();
    let mut writer = FolderWriter::new(format).unwrap();
    writer.write(article, &mut folder).unwrap();
    writer.finish(&mut folder).unwrap();
    folder.0.into_iter().map(|(name, content)| (name, String::from_utf8(content).unwrap())).collect()
}

/// What the articles of a folder say.
fn read_folder(files: &[(&str, &str)]) -> Result<Vec<Article>, String> {
    let files = files.iter().map(|&(name, content)| (name.to_owned(), content.into())).collect();
    let articles = formats::folder_articles(MemoryFolder(files), None).and_then(Iterator::collect);
    articles.map_err(|error| error.to_string())
}

#[test]
fn hf() {
    let folder = folder(&example(), Format::Hf);
    assert_eq!(
        folder["train.jsonl"],
        "{\"id\":\"a1\",\"tokens\":[\"Apple\",\"🍎\",\"hired\",\"Ann\",\"Li\",\"in\",\"New\",\"York\",\".\"],\
         \"ner_tags\":[1,0,0,3,4,0,5,6,0]}\n"
    );
    let card = "---\ntask_categories:\n- token-classification\nconfigs:\n- config_name: default\n  data_files:\n  \
                - split: train\n    path: train.jsonl\ndataset_info:\n  features:\n  - name: id\n    dtype: string\n  \
                - name: tokens\n    sequence: string\n  - name: ner_tags\n    sequence:\n      class_label:\n        \
                names:\n          '0': \"O\"\n          '1': \"B-ORG\"\n          '2': \"I-ORG\"\n          '3': \
                \"B-PERSON\"\n          '4': \"I-PERSON\"\n          '5': \"B-GPE\"\n          '6': \"I-GPE\"\n---\n";
    let sheet = folder["README.md"].strip_prefix(card).unwrap();
    for line in ["| train | 1 | 7 | 3 |", "| PERSON |  | 1 |", "Confirmed annotations: 3; only suggested: 0."] {
        assert!(sheet.contains(line), "{sheet}");
    }
}

#[test]
fn hf_of_others() {
    let line = r#"{"id":"0","tokens":["Ann","left"],"ner_tags":[1,0]}"#;
    let card = "dataset_info:\n  features:\n  - name: ner_tags\n    sequence:\n      class_label:\n        names:\n          '0': O\n          '1': B-PER";
    let articles = read_folder(&[("test.jsonl", line), ("train.jsonl", line), ("README.md", card)]).unwrap();
    let said: Vec<_> =
        articles.iter().map(|it| (it.id.as_str(), Split::of(it).unwrap(), it.annotations.len())).collect();
    assert_eq!(said, [("0", Split::Train, 1), ("0-2", Split::Test, 1)]);
    let names = read_folder(&[("data.jsonl", r#"{"tokens":["Ann"],"ner_tags":["B-PER"]}"#)]).unwrap();
    assert_eq!((names[0].annotations.len(), Split::of(&names[0])), (1, None));
}

#[test]
fn brat() {
    let folder = folder(&example(), Format::Brat);
    assert_eq!(folder["a1.txt"], "Apple 🍎 hired Ann Li in New York.");
    assert_eq!(folder["a1.ann"], "T1\tORG 0 5\tApple\nT2\tPERSON 14 20\tAnn Li\nT3\tGPE 24 32\tNew York\n");
    let labels = "[entities]\nGPE\nORG\nPERSON\n\n[relations]\n\n[events]\n\n[attributes]\n";
    assert_eq!(folder["annotation.conf"], labels);
}

#[test]
fn brat_of_others() {
    let text = "Ann\n  Li, née Bo.\n";
    let annotations = "T1\tPERSON 0 3;6 8\tAnn Li\nA1\tSure T1\n#1\tAnnotatorNotes T1\tchecked\n";
    let articles = read_folder(&[("x.txt", text), ("x.ann", annotations)]).unwrap();
    let range = articles[0].annotations.iter().next().unwrap().range;
    assert_eq!((articles[0].id.as_str(), articles[0].text.slice(range)), ("x", "Ann\n  Li"));
    assert_eq!(folder(&articles[0], Format::Brat)["x.ann"], "T1\tPERSON 0 3;6 8\tAnn Li\n");
    let tab = read_folder(&[("x.txt", "Ann\tLi left."), ("x.ann", "T1\tPERSON 0 6\tAnn\tLi\n")]).unwrap();
    assert_eq!(folder(&tab[0], Format::Brat)["x.ann"], "T1\tPERSON 0 6\tAnn\tLi\n");
    for annotations in ["T1\tPERSON 0 3\tAnn\nT2\tPERSON 5 7\tBo\n", "T1\tPERSON 1 4\tAnn\nT2\tPERSON 6 8\tBo\n"] {
        let marked = read_folder(&[("x.txt", "\u{feff}Ann, Bo."), ("x.ann", annotations)]).unwrap();
        let words: Vec<&str> = marked[0].annotations.iter().map(|it| marked[0].text.slice(it.range)).collect();
        assert_eq!(words, ["Ann", "Bo"], "{annotations}");
    }
    let shifted = read_folder(&[("x.txt", "Ann, Bo."), ("x.ann", "T1\tPERSON 1 4\tAnn\n")]).unwrap_err();
    assert_eq!(shifted, "x.ann: line 1, field text: it quotes \"Ann\", but the text from 1 to 4 is \"nn,\"");
    let error = |annotations| read_folder(&[("x.txt", text), ("x.ann", annotations)]).unwrap_err();
    let gaps = "\nT1\tPERSON 0 3;14 16\tAnn Bo\nT2\tPERSON 14 16\tBo\nT3\tPERSON 14 16;0 3\tBo Ann\n";
    let files = [("x.txt", text), ("x.ann", gaps)].map(|(name, it)| (name.to_owned(), it.into()));
    let found: Vec<_> = formats::folder_articles(MemoryFolder(files.into()), None).unwrap().collect();
    let told =
        "x.ann: line 2, field offsets: spans that have a gap with words in it cannot be held and are left out: 2";
    assert_eq!(found[0].as_ref().unwrap_err().to_string(), told);
    let marked = found[1].as_ref().unwrap();
    assert_eq!((found.len(), marked.annotations.len()), (2, 1), "the rest is read");
    assert!(error("T1 PERSON 0 3 Ann").starts_with("x.ann: line 1: a text-bound annotation is"));
    assert!(error("T1\tPERSON 0 99\tAnn").contains("reaches beyond the text"));
    let texts = read_folder(&[("x.txt", text), ("y.txt", "Bo."), ("x.ann", annotations)]).unwrap();
    let marked: Vec<_> = texts.iter().map(|it| (it.id.as_str(), it.annotations.len())).collect();
    assert_eq!(marked, [("x", 1), ("y", 0)], "nothing is marked in a text without a file of annotations");
    let alone = "x.ann: there is no x.txt beside it, the text that it is about";
    assert_eq!(read_folder(&[("x.ann", annotations)]).unwrap_err(), alone);
}

#[test]
fn cas_json() {
    let folder = folder(&example(), Format::CasJson);
    let cas: Value = serde_json::from_str(&folder["a1.json"]).unwrap();
    let person = json!({"%ID": 3, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa": 1,
        "begin": 15, "end": 21, "value": "PERSON"});
    assert_eq!(cas["%FEATURE_STRUCTURES"][2], person);
    assert_eq!(cas["%VIEWS"]["_InitialView"], json!({"%SOFA": 1, "%MEMBERS": [2, 3, 4]}));
}

#[test]
fn cas_json_of_others() {
    let cas = r#"{"%TYPES":{},"%FEATURE_STRUCTURES":[{"%ID":4,"%TYPE":"custom.Span","@sofa":9,"begin":0,"end":3,"value":"X"},
        {"%ID":9,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaString":"Ann\r\nleft."},
        {"%ID":5,"%TYPE":"Token","@sofa":9,"begin":5,"end":9},{"%ID":6,"%TYPE":"Odd","value":7}],"%VIEWS":{}}"#;
    let articles = read_folder(&[("d.json", cas)]).unwrap();
    assert_eq!(
        (articles[0].id.as_str(), articles[0].text.as_str(), articles[0].annotations.len()),
        ("d", "Ann\nleft.", 1)
    );
    let error = read_folder(&[("d.json", &cas.replace(":3,", ":30,"))]).unwrap_err();
    assert!(
        error.starts_with("d.json: line 1, field %FEATURE_STRUCTURES[0].begin: a span from 0 to 30 cuts"),
        "{error}"
    );
    let error = read_folder(&[("d.json", r#"{"%FEATURE_STRUCTURES":[]}"#)]).unwrap_err();
    assert_eq!(error, "d.json: field %FEATURE_STRUCTURES: there is no uima.cas.Sofa with a sofaString");
}

#[test]
fn tsv3() {
    let folder = folder(&example(), Format::Tsv3);
    let header = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n\
                  #Text=Apple 🍎 hired Ann Li in New York.\n";
    let rows = folder["a1.tsv"].strip_prefix(header).unwrap();
    assert!(rows.starts_with("1-1\t0-5\tApple\t*\tORG\t\n1-2\t6-8\t🍎\t_\t_\t\n"), "{rows}");
    assert!(rows.contains("1-4\t15-18\tAnn\t*[2]\tPERSON[2]\t\n1-5\t19-21\tLi\t*[2]\tPERSON[2]\t\n"), "{rows}");
}

#[test]
fn an_article_that_is_called_like_a_file_keeps_its_name() {
    for (id, format) in [("d.tsv", Format::Tsv3), ("d.json", Format::CasJson), ("d.txt", Format::Brat)] {
        let files = folder(&Article { id: id.into(), ..example() }, format);
        let files: Vec<(&str, &str)> = files.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
        assert_eq!(read_folder(&files).unwrap()[0].id.as_str(), id);
    }
}

#[test]
fn tsv3_of_others() {
    let file = "#FORMAT=WebAnno TSV 3.2\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n\
        #T_SP=webanno.custom.Entity|note|value\n#T_RL=webanno.custom.Relation|label|BT_webanno.custom.Entity\n\n\n\
        #Text=Ann\\tLi met B\\\\o.\n1-1\t2-5\tAnn\tNN\tseen[1]\tPER[1]|FICTION\\_X[2]\t_\t_\t\n\
        1-2\t6-8\tLi\tNN\t*[1]\tPER[1]|FICTION\\_X[2]\tx\t1-1\t\n1-3\t9-12\tmet\t_\t_\t_\t_\t_\t\n\
        1-4\t13-16\tB\\\\o\tNN\t*\t*\t_\t_\t\n1-4.1\t13-14\tB\t_\t*\tINITIAL\t_\t_\t\n\n\
        #Text=It 🍎 ended.\n2-1\t20-22\tIt\t_\t_\t_\t_\t_\t\n2-2\t23-25\t🍎\t_\t_\tFRUIT\t_\t_\t\n";
    let others =
        file.replace("de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue", "x.NamedEntity|value");
    let said = |file: &str| {
        let articles = read_folder(&[("d.tsv", file)])?;
        let text = |it: &Annotation| format!("{}/{}", articles[0].text.slice(it.range), it.label);
        Ok::<_, String>((
            articles[0].text.as_str().to_owned(),
            articles[0].annotations.iter().map(text).collect::<Vec<_>>(),
        ))
    };
    let (text, names) = said(&others).unwrap();
    assert_eq!(text, "\n Ann\tLi met B\\o.\n  It 🍎 ended.");
    assert_eq!(names, ["Ann/NN", "Li/NN", "B\\o/NN"], "the layer of named entities is enough");
    let (_, all) = said(file).unwrap();
    assert_eq!(
        all,
        ["Ann\tLi/FICTION_X", "Ann\tLi/PER", "Ann/NN", "Li/NN", "B\\o/Entity", "B\\o/NN", "B/INITIAL", "🍎/FRUIT"]
    );
    let error = said(&file.replace("9-12", "9-11")).unwrap_err();
    assert_eq!(error, "d.tsv: line 10, field token: the text goes on with \"me\", not with the token \"met\"");
    assert!(said(&file.replace("20-22", "2-4")).unwrap_err().starts_with("d.tsv: line 15: the sentence cannot stand"));
}

#[test]
fn web_annotation() {
    let mut article = example();
    article.id = "a/1 é".into();
    let file = written(&article, Format::WebAnnotation);
    let pages: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(pages[0]["id"], json!("urn:postil:a%2F1%20%C3%A9"));
    assert_eq!(
        pages[0]["items"][1]["target"]["selector"],
        json!([
        {"type": "TextQuoteSelector", "exact": "Ann Li", "prefix": "Apple 🍎 hired ", "suffix": " in New York."},
        {"type": "TextPositionSelector", "start": 14, "end": 20}])
    );
    assert_eq!(one(&file).id, article.id);
    assert_eq!(read(&file), [["Apple/ORG", "Ann Li/PERSON", "New York/GPE"]]);
}

#[test]
fn web_annotation_of_others() {
    let page = |selector: &str| {
        format!(
            r#"[{{"@context":"x","id":"y","text":"🍎 Ann met Ann Li.","items":[{{"body":[{{"purpose":"commenting","value":"?"}},
            {{"type":"TextualBody","value":"PERSON"}}],"target":{{"selector":{selector}}}}}]}}]"#
        )
    };
    let position = r#"{"type":"TextPositionSelector","start":11,"end":17}"#;
    assert_eq!(read(&page(position)), [["nn Li./PERSON"]], "code points");
    let both = format!(r#"[{{"type":"TextQuoteSelector","exact":"Ann Li"}},{position}]"#);
    assert_eq!(read(&page(&both)), [["Ann Li/PERSON"]], "UTF-16 units");
    assert_eq!(read(&page(r#"{"exact":"met"}"#)), [["met/PERSON"]], "a quotation only");
    let ambiguous = formats::read(page(r#"{"exact":"Ann"}"#).into()).unwrap_err().to_string();
    assert!(ambiguous.starts_with("line 1, field items[0].target.selector: \"Ann\" does not stand"), "{ambiguous}");
}

#[test]
fn ner_annotator_of_others() {
    let file = r#"{"classes":["PERSON"],"annotations":[null,["Ann 🍎 Bo",{"entities":[[7,9,"PERSON"]]}]]}"#;
    assert_eq!(read(file), [["Bo/PERSON"]]);
    let error = formats::read(file.replace('9', "10").into()).unwrap_err().to_string();
    assert!(error.starts_with("line 1, field annotations[1][1].entities[0]: a span from 7 to 10 cuts"), "{error}");
}

#[test]
fn conllu_plus_of_others() {
    let file = "# global.columns = ID FORM LEMMA MISC NER\n# newdoc id = d\n# newpar\n# sent_id = 1\n\
                1-2\tdon't\t_\t_\t_\n1\tDo\tdo\tSpaceAfter=No\tO\n2\tn't\tnot\t_\tO\n2.1\tx\t_\t_\tO\n3\tAnn\tAnn\t_\tU-PER\n\n\
                # newpar\n1\tBo\t_\tSpacesAfter=\\s\\n\tI-PER\n2\tLi\t_\t_\tI-PER\n\n# newdoc\n1\tX\t_\t_\t_\n";
    let articles = formats::read(file.into()).unwrap().1.articles;
    let texts: Vec<_> = articles.iter().map(|it| (it.id.as_str(), it.text.as_str())).collect();
    assert_eq!(texts, [("d", "Don't Ann\nBo \nLi"), ("a2", "X")]);
    assert_eq!(read(file), [vec!["Ann/PER", "Bo \nLi/PER"], vec![]]);
    let said = file.replace("# sent_id = 1", "# text = Don't  Ann").replace("# newdoc\n", "# newdoc\n# text = X\n");
    assert_eq!(read(&said), read(file), "a range of words is in the text, not its words");
    let error =
        |file: &str| formats::collect(formats::articles(file.as_bytes(), Format::ConlluPlus)).unwrap_err().to_string();
    assert_eq!(error("1\tAnn\tO\n"), "line 1: the first line must name the columns: # global.columns = …");
    assert_eq!(error("# global.columns = ID FORM\n"), "line 1: there is no column whose name ends in NER");
    let header = "# global.columns = ID FORM NER\n";
    assert_eq!(error(&format!("{header}1\tAnn\n")), "line 2: there are 2 columns, and column 3 is wanted");
    let tag = "line 3, field tag: \"X\" is no tag: it is O, or B-, I-, L-, E-, U- or S- and a label";
    assert_eq!(error(&format!("{header}1\tAnn\tO\n2\tLi\tX\n\n")), tag);
}

#[test]
fn files_of_brat_have_names_of_their_own() {
    let mut folder = MemoryFolder::default();
    let mut writer = FolderWriter::new(Format::Brat).unwrap();
    for id in ["a/b", "a:b", "..", "A_B"] {
        writer.write(&Article::new(id, Text::new("x"), Meta::default()), &mut folder).unwrap();
    }
    let names: Vec<&str> = folder.0.keys().map(String::as_str).filter(|name| name.contains(".txt")).collect();
    assert_eq!(names, ["A_B-3.txt", "_...txt", "a_b-2.txt", "a_b.txt"]);
}

/// The one article of a file.
fn one(content: &str) -> Article {
    Arc::unwrap_or_clone(formats::read(content.into()).unwrap().1.articles.remove(0))
}

#[test]
fn what_is_suggested_is_a_prediction_of_label_studio() {
    let mut article = Article::new("a1", Text::new("Ann met Bo."), Meta::default());
    let ann = Annotation::suggested(TextRange::from_usize(0..3), "PERSON".into(), Origin::Model, 0.75);
    article.annotations.insert(ann.clone());
    article.annotations.insert(Annotation::confirmed(TextRange::from_usize(8..10), "PERSON".into(), Origin::Import));
    let file = written(&article, Format::LabelStudio);
    assert!(
        file.contains(r#""predictions":[{"model_version":"postil","result":[{"id":"0-3-PERSON","from_name":"label""#)
    );
    article.status = ArticleStatus::Open;
    assert_eq!(one(&written(&article, Format::LabelStudio)).status, ArticleStatus::Open, "something is left to decide");
    assert_eq!(one(&file).annotations, article.annotations);
    let of_another = file.replace(r#""model_version":"postil""#, r#""model_version":"other""#);
    assert_eq!(one(&of_another).annotations.iter().next().unwrap().origin, Origin::Import);
}

#[test]
fn label_studio_of_others() {
    let task = r#"[{"id":7,"data":{"text":"Ann 🍎 met Bo.","url":"x"},"annotations":[
        {"id":1,"was_cancelled":true,"result":[{"type":"labels","value":{"start":0,"end":3,"labels":["WRONG"]}}]},
        {"id":2,"result":[{"type":"labels","value":{"start":11,"end":13,"text":"?","labels":["PERSON","DOG"]}},
          {"type":"labels","value":{"start":0,"end":3}},{"type":"choices","value":{"choices":["good"]}},{"type":"textarea","value":{"text":["note"]}},
          {"type":"relation","from_id":"a","to_id":"b","direction":"right"}]}],"predictions":[],"file_upload":"f"}]"#;
    let article = one(task);
    assert_eq!((article.id.as_str(), article.status), ("7", ArticleStatus::Done));
    assert_eq!(read(task), [["Bo/DOG", "Bo/PERSON"]]);
    assert_eq!(one(&task.replace("\"url\"", "\"id\":\"a9\",\"url\"")).id.as_str(), "a9", "that is what we wrote");
    let short = r#"[{"id":8,"text":"Ann 🍎 met Bo.","label":[{"start":11,"end":13,"text":"Bo","labels":["PERSON"]}],"annotator":1}]"#;
    assert_eq!(read(short), [["Bo/PERSON"]]);
}

#[test]
fn what_not_all_annotators_of_label_studio_have_is_left_to_decide() {
    let work = |more: &str, marks: &[(u32, u32, &str)]| {
        let region =
            |&(start, end, label): &(u32, u32, &str)| json!({"value": {"start": start, "end": end, "labels": [label]}});
        let result: Vec<Value> = marks.iter().map(region).collect();
        format!("{{{more}\"result\":{}}}", json!(result))
    };
    let task = |works: &[String]| {
        one(&format!(r#"[{{"data":{{"text":"Ann met Bo."}},"completions":[{}]}}]"#, works.join(",")))
    };
    let marks = |article: &Article| -> Vec<(String, Option<f32>)> {
        article.annotations.iter().map(|it| (article.text.slice(it.range).to_owned(), it.confidence)).collect()
    };
    let (ann, bo) = ((0, 3, "PERSON"), (8, 10, "PERSON"));
    let both = task(&[work("", &[ann, bo]), work("", &[ann]), work(r#""was_cancelled":true,"#, &[bo])]);
    assert_eq!(marks(&both), [("Ann".to_owned(), None), ("Bo".to_owned(), Some(0.5))]);
    assert_eq!(both.annotations.iter().map(Annotation::is_decided).collect::<Vec<_>>(), [true, false]);
    assert_eq!(both.status, ArticleStatus::Open);
    let same = task(&[work("", &[ann, bo]), work("", &[ann, bo])]);
    assert!(same.status == ArticleStatus::Done && same.annotations.iter().all(Annotation::is_decided));
    let chosen = task(&[work("", &[ann, bo]), work(r#""ground_truth":true,"#, &[bo])]);
    assert_eq!((marks(&chosen), chosen.status), (vec![("Bo".to_owned(), None)], ArticleStatus::Done));
}

#[test]
fn prodigy_accepts_what_is_decided() {
    let line =
        |answer: &str| format!(r#"{{"text":"Ann met Bo.","spans":[{{"start":0,"end":3,"label":"PERSON"}}]{answer}}}"#);
    let read = |answer: &str| {
        let article = one(&line(answer));
        (article.status, article.annotations.iter().all(Annotation::is_decided), written(&article, Format::Prodigy))
    };
    let (status, decided, file) = read(r#","answer":"accept""#);
    assert!(status == ArticleStatus::Done && decided && file.contains(r#""answer":"accept""#));
    let (status, decided, file) = read(r#","answer":"reject""#);
    assert!(status == ArticleStatus::Skipped && !decided && file.contains(r#""answer":"ignore""#));
    let (status, decided, file) = read("");
    assert!(status == ArticleStatus::New && !decided && !file.contains("answer"));
    let mut begun = one(&line(r#","answer":"accept""#));
    begun.status = ArticleStatus::Open;
    assert!(!written(&begun, Format::Prodigy).contains("answer"), "it is not finished");
    let blank = Article::new("a1", Text::new("Nobody."), Meta::default());
    assert!(!written(&blank, Format::Prodigy).contains("answer"), "nobody has looked at it");
}

#[test]
fn a_task_without_spans_is_known_by_its_answer_or_hash() {
    let accepted = |field: &str| {
        let task =
            r#"{"text":"Ann left.","tokens":[],"spans":[{"start":0,"end":3,"label":"PERSON"}],"answer":"accept"}"#;
        read(&format!("{{\"text\":\"Nobody.\",\"tokens\":[],{field}}}\n{task}"))
    };
    for field in [r#""answer":"accept""#, r#""_input_hash":1"#, r#""_task_hash":1"#] {
        assert_eq!(accepted(field), [&[][..], &["Ann/PERSON"]], "{field}");
    }
    assert_eq!(Format::detect(r#"{"text":"Ann left.","answer":"Ann"}"#), Ok(Format::Jsonl), "to a question");
}

#[test]
fn a_span_that_was_refused_in_prodigy_is_none() {
    let spans: Vec<String> = ["accept", "reject", "ignore"]
        .map(|answer| format!(r#"{{"start":0,"end":3,"label":"{answer}","answer":"{answer}"}}"#))
        .into();
    let task = format!(r#"{{"text":"Ann left.","spans":[{}],"answer":"accept"}}"#, spans.join(","));
    assert_eq!(read(&task), [["Ann/accept"]]);
}

#[test]
fn doccano_of_others() {
    let line = r#"{"id":1,"text":"Apple 🍎 hired Ann Li.","labels":[[14,20,"PERSON"]],"Comments":[]}"#;
    assert_eq!(read(line), [["Ann Li/PERSON"]], "code points");
    let line = r#"{"text":"Apple 🍎 hired Ann Li.","entities":[{"id":4,"start_offset":15,"end_offset":21,"label":"PERSON"}],"relations":[]}"#;
    assert_eq!(read(line), [["Ann Li/PERSON"]], "UTF-16 units, with relations");
    let line =
        r#"{"id":1,"text":"Apple in Berlin","annotations":[{"id":4,"label":2,"start_offset":0,"end_offset":5}]}"#;
    assert_eq!(read(line), [["Apple/2"]], "an old dump");
    assert_eq!(read(r#"{"text":"Apple in Berlin","labels":[[0,5,2]]}"#), [["Apple/2"]], "an older one");
}

#[test]
fn doccano_of_ours_says_its_unit_where_it_would_be_guessed_wrong() {
    let mut article = Article::new("a1", Text::new("🍎 ab cd"), Meta::default());
    let range = TextRange::from_usize(6..9);
    article.annotations.insert(Annotation::confirmed(range, "X".into(), Origin::Import));
    let file = written(&article, Format::Doccano);
    assert_eq!(file, "{\"id\":\"a1\",\"text\":\"🍎 ab cd\",\"label\":[[4,7,\"X\"]],\"offset_unit\":\"utf16\"}\n");
    assert_eq!(read(&file), [["b c/X"]]);
    let code_points = r#"{"text":"🍎 ab cd","label":[[3,6,"X"]],"offset_unit":"codepoint"}"#;
    assert_eq!(read(code_points), [["b c/X"]]);
}

#[test]
fn csv_of_others() {
    let table = "\u{feff}text,label,start,end,id,note\r\n\"Ann, \r\nor \"\"Bo\"\"\",,,,,\r\nBo,PERSON,11,13,,x\r\n";
    let article = one(table);
    assert_eq!((article.id.as_str(), article.text.as_str()), ("a1", "Ann, \nor \"Bo\""));
    assert_eq!(read(table), [["Bo/PERSON"]]);
}

#[test]
fn a_pretty_array_of_others() {
    let array = "[\n {\"tokenized_text\": [\"Ann\", \"Li\"], \"ner\": [[0, 1, \"person\"]], \"ner_labels\": [\"person\"]},\n\
                 {\n\"tokenized_text\": [], \"ner\": []\n}\n]";
    assert_eq!(read(array), [vec!["Ann Li/person"], vec![]]);
}

#[test]
fn spacy_json_of_others() {
    let array = r#"[{"id":0,"paragraphs":[{"raw":"Ann  Li\r\nleft.","sentences":[{"brackets":[],"tokens":[
        {"id":0,"orth":"Ann","ner":"B-PERSON"},{"id":1,"orth":"Li","ner":"L-PERSON"},{"id":2,"orth":"left","ner":"-"}]}]},
        {"sentences":[{"tokens":[{"orth":"Bo","ner":"U-PERSON","space":""},{"orth":".","head":0}]}]}]}]"#;
    assert_eq!(read(array), [["Ann  Li/PERSON", "Bo/PERSON"]]);
    assert_eq!(formats::read(array.into()).unwrap().1.articles[0].text.as_str(), "Ann  Li\nleft.\nBo.");
}

#[test]
fn conll_of_others() {
    let original = "-DOCSTART- -X- -X- O\r\n\r\nEU NNP B-NP I-ORG\r\nrejects VBZ B-VP O\r\n\r\nPeter NNP B-NP I-PER\r\n\
                    Blackburn NNP I-NP I-PER\r\n\r\n-DOCSTART- -X- -X- O\r\n\r\nBonn NNP B-NP S-LOC\r\n";
    assert_eq!(read(original), [vec!["EU/ORG", "Peter Blackburn/PER"], vec!["Bonn/LOC"]]);
    let project = formats::read(original.into()).unwrap().1;
    assert_eq!(project.articles[0].text.as_str(), "EU rejects\nPeter Blackburn");
    assert_eq!(read("Ann\tB-PER\nLi\tE-PER\n"), [["Ann Li/PER"]], "two columns, no documents");
}

#[test]
fn a_token_is_cut_where_a_span_is() {
    let mut article = Article::new("a1", Text::new("Pro-Europeans won. Then left"), Meta::default());
    for (start, end) in [(4, 10), (14, 23)] {
        let range = TextRange::from_usize(start..end);
        article.annotations.insert(Annotation::confirmed(range, "X".into(), Origin::Import));
    }
    let file = written(&article, Format::Conll).replace(" -X- _ ", "/").replace('\n', " ");
    assert_eq!(file, "-DOCSTART- -X- O O  Pro/O -/O Europe/B-X ans/O won/B-X ./I-X Then/I-X left/O  ");
}

#[test]
fn how_sure_label_studio_was_of_what_a_person_decided_is_passed_over() {
    let file = r#"[{"data":{"text":"Acme"},"annotations":[{"result":[{"value":{"start":0,"end":4,"labels":["ORG"]},"score":85}]}]}]"#;
    let read = formats::read(file.as_bytes().to_vec()).unwrap().1;
    let marks: Vec<_> = read.articles[0].annotations.iter().map(|it| (it.label.as_str(), it.confidence)).collect();
    assert_eq!(marks, [("ORG", None)]);
}
