//! Bad files: each gives a sentence that says what is wrong and where.

use postil::core::formats::{self, Format, MemoryFolder};

fn error(content: impl Into<Vec<u8>>) -> String {
    formats::read(content.into()).expect_err("a bad file").to_string()
}

const HEAD: &str = r#"{"format":"postil-project","version":1,"offset_unit":"codepoint","#;
const LABELS: &str = r##""schema":{"name":"s","labels":[{"id":"ORG","name":"Org","color":"#3b6fd4","key":"o"}]},"##;

/// A project file with these articles.
fn project(articles: &str) -> String {
    format!("{HEAD}\n{LABELS}\n\"articles\":[\n{articles}\n]}}")
}

/// An article with this annotation.
fn annotated(annotation: &str) -> String {
    format!(r#"{{"id":"a1","text":"Acme 🍎.","annotations":[{annotation}]}}"#)
}

macro_rules! says {
    ($($name:ident: $content:expr => $expected:expr;)*) => {
        $(#[test] fn $name() { assert_eq!(error($content), $expected); })*
    };
}

says! {
    nothing: "" => "it is empty";
    blank: " \n\n" => "it is empty";
    nul: b"{\"text\":\"\0\"}".to_vec() => "it is not text: byte 9 is NUL";
    not_utf8: b"{\"text\":\"caf\xe9\"}".to_vec() => "it is not text in UTF-8: byte 12 fits no character; save it as UTF-8";
    half_a_character_of_utf16: b"\xff\xfeA\0B".to_vec() =>
        "it is not text in UTF-8: byte 0 fits no character; save it as UTF-8";
    pdf: "%PDF-1.4\n" => "it is not text but PDF: open it, copy its text and paste that";
    rtf: "{\\rtf1 Ann left.}" => "it is not text but RTF: open it, copy its text and paste that";
    word: b"PK\x03\x04\0\0word/document.xml".to_vec() =>
        "it is not text but Word: open it, copy its text and paste that";
    packed: b"PK\x03\x04xx".to_vec() =>
        "it is packed, as ZIP files and office documents are: unpack it, or save it as text";
    prose: "Acme bought Widgets." =>
        format!("this is no format that is known here; Postil reads {}", Format::names());
    another_tool: r#"{"text":"Acme.","tags":["ORG"]}"# => format!(
        "an object with the fields text, tags is no format that is known here; Postil reads {}", Format::names());
    broken_line: "{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"" =>
        "line 3, column 11: it is not JSON: EOF while parsing an object";
    broken_line_in_the_middle: "{\"text\":\"a\"}\n{\"text\":\n{\"text\":\"c\"}\n" =>
        "line 2, column 8, field text: it is not JSON: EOF while parsing a value";
    broken_project: project("{\"id\":\"a1\" \"text\":\"x\"}") =>
        "line 4, column 12, field articles: it is not JSON: expected `,` or `}`";
    another_format: r#"{"format":"their-project"}"# =>
        "field format: it says \"their-project\", where a project of Postil says \"postil-project\"";
    later_version: HEAD.replace(":1,", ":2,") + "\"new\":[]}" =>
        "field version: it was written by a later version of Postil (version 2); this one reads up to 1";
    no_version: r#"{"format":"postil-project"}"# => "field version: nothing is no version";
    version_as_text: r#"{"format":"postil-project","version":"1"}"# => "field version: \"1\" is no version";
    utf16: HEAD.replace("codepoint", "utf16") + "\"articles\":[]}" =>
        "field offset_unit: offsets are counted in \"utf16\"; Postil's files count in \"codepoint\" (Unicode code points)";
    no_schema: format!("{HEAD}\"articles\":[]}}") => "line 1: missing field `schema`";
    schema_of_the_wrong_kind: format!("{HEAD}\n\"schema\":{{\"name\":\"s\",\"labels\":{{}}}},\"articles\":[]}}") =>
        "line 2, field schema.labels: invalid type: map, expected a sequence";
    two_labels_with_one_key: project("").replace("}]}", "},{\"id\":\"X\",\"name\":\"X\",\"color\":\"#000000\",\"key\":\"o\"}]}") =>
        "field schema: the key \"o\" belongs to the label \"ORG\" already";
    a_label_without_colour: project("").replace("#3b6fd4", "blue") =>
        "field schema: \"blue\" is not a colour: write it like #3b6fd4";
    no_text: r#"{"id":"a1","annotations":[]}"# => "line 1: missing field `text`";
    id_of_the_wrong_kind: r#"{"id":[],"text":"x"}"# => "line 1, field id: an id must be text or a whole number";
    out_of_bounds: annotated(r#"{"start":5,"end":9,"label":"ORG"}"#) =>
        "line 1, field annotations[0].start: a span from 5 to 9 reaches beyond the text, which has 7 characters (code points)";
    ends_before_it_starts: annotated(r#"{"start":4,"end":4,"label":"ORG"}"#) =>
        "line 1, field annotations[0].start: a span from 4 to 4 holds no text: its start must lie before its end";
    fraction: annotated(r#"{"start":0.5,"end":4,"label":"ORG"}"#) =>
        "line 1, field annotations[0].start: invalid type: floating point `0.5`, expected an offset (a whole number from 0)";
    negative: project(&annotated(r#"{"start":-1,"end":4,"label":"ORG"}"#)) =>
        "line 4, field articles[0].annotations[0].start: invalid type: integer `-1`, expected an offset (a whole number from 0)";
    quotes_something_else: project(&annotated(r#"{"start":0,"end":3,"label":"ORG","text":"Acme"}"#)) =>
        "line 4, field articles[0].annotations[0].text: it quotes \"Acme\", but the text from 0 to 3 is \"Acm\"";
    status_of_another_kind: annotated(r#"{"start":0,"end":4,"label":"ORG","status":"rejected"}"#) =>
        "line 1, field annotations[0].status: unknown variant `rejected`, expected `suggested` or `confirmed`";
    too_sure: annotated(r#"{"start":0,"end":4,"label":"ORG","confidence":1.5}"#) =>
        "line 1, field annotations[0].confidence: 1.5 is no confidence: it must lie between 0 and 1";
    label_with_spaces: project(&annotated(r#"{"start":0,"end":4,"label":"WORK OF ART"}"#)) =>
        "line 4, field articles[0].annotations[0].label: \"WORK OF ART\" cannot be a label's id: write it without spaces, like PERSON or COURT";
    the_same_id_in_lines: "{\"id\":\"x\",\"text\":\"a\"}\n\n{\"id\":\"x\",\"text\":\"b\"}" =>
        "line 3, field id: the id \"x\" belongs to line 1 already";
    the_same_id_in_a_project: project("{\"id\":\"x\",\"text\":\"a\"},\n{\"id\":\"x\",\"text\":\"b\"}") =>
        "line 5, field articles[1].id: the id \"x\" belongs to articles[0] already";
    entity_of_two: "{\"text\":\"Acme\",\"entities\":[[0,4]]}" =>
        "line 1, field entities[0]: invalid length 2, expected tuple struct Entity with 3 elements";
    entity_of_four: "{\"text\":\"Acme\",\"entities\":[[0,4,\"A\",\"B\"]]}" =>
        "line 1, field entities[0]: it has 4 elements, which is more than are wanted";
    doccano_of_four: r#"{"text":"Acme","label":[[0,4,"A","B"]]}"# =>
        "line 1, field label[0]: it has 4 elements, which is more than are wanted";
    entity_out_of_bounds: "{\"text\":\"Acme\",\"entities\":[[0,4,\"ORG\"],[3,9,\"ORG\"]]}" =>
        "line 1, field entities[1]: a span from 3 to 9 reaches beyond the text, which has 4 characters (code points)";
}

says! {
    a_token_without_a_tag: "-DOCSTART- -X- O O\n\nAcme B-ORG\nwon\n" =>
        "line 4: a token and its tag are wanted, with white space between";
    a_tag_without_a_label: "Acme\tB-ORG\n\nwon\tO\nLi\tPERSON" =>
        "line 4, field tag: \"PERSON\" is no tag: it is O, or B-, I-, L-, E-, U- or S- and a label";
    autotrain_of_different_lengths: "{\"tokens\":[],\"tags\":[]}\n{\"tokens\":[\"Acme\"],\"tags\":[]}" =>
        "line 2, field tags: there are 1 tokens and 0 tags";
    autotrain_with_a_bare_label: "{\"id\":1,\"tokens\":[],\"tags\":[]}\n{\"id\":1,\"tokens\":[\"Acme\"],\"tags\":[\"ORG\"]}" =>
        "line 2, field tags[0]: \"ORG\" is no tag: it is O, or B-, I-, L-, E-, U- or S- and a label";
    gliner_out_of_bounds: "[{\"tokenized_text\":[\"Acme\"],\"ner\":[]},\n{\"tokenized_text\":[\"Acme\"],\"ner\":[[0,1,\"org\"]]}]" =>
        "line 2, field ner[0]: a span from token 0 to 1 is none: there are 1 tokens, and the last is in the span";
    a_task_that_is_marked_in_another_field: r#"[{"data":{"text":"Ann left.","title":"Bo came."},"annotations":[{"result":[
        {"to_name":"body","value":{"start":0,"end":3,"labels":["PERSON"]}},
        {"to_name":"title","value":{"start":0,"end":2,"labels":["PERSON"]}}]}]}]"# =>
        "line 1, field annotations[0].result[1].to_name: this marks the task's field \"title\", and only \"text\" is read";
    gliner_with_a_comma_too_many: "[{\"tokenized_text\":[\"Acme\"],\"ner\":[]},\n]" =>
        "line 2: it is not JSON: an element is missing";
    gliner_with_two_commas: "[{\"tokenized_text\":[\"Acme\"]},,{\"tokenized_text\":[\"Acme\"]}]" =>
        "line 1: it is not JSON: an element is missing";
    gliner_without_a_comma: "[{\"tokenized_text\":[\"Acme\"]}\n{\"tokenized_text\":[\"Acme\"]}]" =>
        "line 2: it is not JSON: a comma is missing between two elements";
    tasks_with_a_comma_too_many: "[{\"data\":{\"text\":\"Acme\"}},\n\n]" =>
        "line 3: it is not JSON: an element is missing";
    gliner_without_an_end: "[{\"tokenized_text\":[\"Acme\"]},\n" => "line 2: it is not JSON: it ends inside an array";
    spacy_json_with_another_text: r#"[{"paragraphs":[{"raw":"Ann Li","sentences":[{"tokens":[{"orth":"Ann"},{"orth":"Lo"}]}]}]}]"# =>
        "line 1, field paragraphs[0]: the text goes on with \"Li\", not with the token \"Lo\"";
    doccano_out_of_bounds: r#"{"text":"🍎 Acme","label":[[3,7,"ORG"],[3,8,"ORG"]]}"# =>
        "line 1, field label[1]: a span from 3 to 8 cuts a character or reaches beyond the text, which has 7 UTF-16 units";
    doccano_for_whole_texts: r#"{"text":"Acme","label":["good"]}"# =>
        "line 1, field label[0]: invalid type: string \"good\", expected tuple struct Span";
    doccano_of_old_out_of_bounds: r#"{"text":"Acme","annotations":[{"label":1,"start_offset":0,"end_offset":5}]}"# =>
        "line 1, field annotations[0]: a span from 0 to 5 cuts a character or reaches beyond the text, which has 4 UTF-16 units";
    label_studio_out_of_bounds: r#"[{"data":{"text":"Acme"},"annotations":[{"result":[{"value":{"start":0,"end":5,"labels":["ORG"]}}]}]}]"# =>
        "line 1, field annotations[0].result[0].value: a span from 0 to 5 cuts a character or reaches beyond the text, which has 4 UTF-16 units";
    label_studio_score_in_per_cent: r#"[{"data":{"text":"Acme"},"predictions":[{"result":[{"value":{"start":0,"end":4,"labels":["ORG"]},"score":85}]}]}]"# =>
        "line 1, field predictions[0].result[0].score: 85 is no confidence: it must lie between 0 and 1";
    label_studio_without_text: "[{\"data\":{\"text\":\"\"}},\n{\"data\":{\"html\":\"\"}}]" =>
        "line 2, field data: missing field `text`";
    csv_without_an_article: "id,start,end,label,text\na1,0,4,ORG,Acme" =>
        "line 2: the row of an article, with its whole text and no span, must stand above its spans";
    csv_with_a_span_of_another: "text,id,label,end,start\nAcme,a1,,,\nAcme,a2,ORG,4,0" =>
        "line 3, field id: this is a span of \"a2\" below the article \"a1\"";
    csv_without_a_label: "id,start,end,label,text\na1,,,,\"Acme\nwon\"\na1,0,4,,Acme" =>
        "line 4, field label: a span must have a label";
    csv_with_another_text: "id,start,end,label,text\na1,,,,Acme\na1,0,3,ORG,Acme" =>
        "line 3, field text: it quotes \"Acme\", but the text from 0 to 3 is \"Acm\"";
    csv_with_a_fraction: "id,start,end,label,text\na1,,,,Acme\na1,0.5,3,ORG,Acme" => "line 3, field start: \"0.5\" is no offset (a whole number from 0)";
    csv_with_a_short_row: "id,start,end,label,text\na1,,,,Acme\na1,0" => "line 3: this row has 2 cells, but the first has 5";
    csv_with_an_open_quotation_mark: "id,start,end,label,text\na,,,,\"Ann Li went\nb,,,,Bob\nb,0,3,PER,Bob\n" =>
        "line 2: a cell that begins with a quotation mark must end with one, and have those within it twice";
    prodigy_out_of_bounds: r#"{"text":"Acme","spans":[{"start":3,"end":5,"label":"ORG"}]}"# =>
        "line 1, field spans[0]: a span from 3 to 5 reaches beyond the text, which has 4 characters (code points)";
}

says! {
    ner_annotator_out_of_bounds: "{\"annotations\":[\n[\"Acme\",{\"entities\":[[0,4,\"ORG\"],[3,5,\"ORG\"]]}]]}" =>
        "line 2, field annotations[0][1].entities[1]: a span from 3 to 5 cuts a character or reaches beyond the text, which has 4 UTF-16 units";
    web_annotation_of_other_words: "[{\"@context\":\"x\",\"text\":\"Acme\",\"items\":[]},\n{\"@context\":\"x\",\"text\":\"Acme\",\"items\":[{\"body\":{\"value\":\"ORG\"},\"target\":{\"selector\":{\"exact\":\"Acne\"}}}]}]" =>
        "line 2, field items[0].target.selector: \"Acne\" does not stand at its position, nor exactly once elsewhere in the text";
    conllu_plus_with_a_bare_label: "# global.columns = ID FORM NER\n1\tAcme\tORG\n" => "line 2, field tag: \"ORG\" is no tag: it is O, or B-, I-, L-, E-, U- or S- and a label";
    conllu_plus_with_a_short_row: "# global.columns = ID FORM NER\n1\tAcme\n" => "line 2: there are 2 columns, and column 3 is wanted";
    conllu_plus_of_another_text: "# global.columns = ID FORM NER\n# text = Ann  Li in New York.\n1\tAnn\tO\n2\tBob\tO\n" =>
        "line 4: the text goes on with \"Li in New \", not with the token \"Bob\"";
    conllu_plus_of_a_longer_text: "# global.columns = ID FORM NER\n# text = Ann Li in\n1\tAnn\tO\n2\tLi\tO\n\n" =>
        "line 2: the text goes on with \"in\", for which there is no token";
    spacy_json_with_a_bare_label: r#"[{"paragraphs":[{"raw":"Ann","sentences":[{"tokens":[{"orth":"Ann","ner":"PERSON"}]}]}]}]"# => "line 1, field paragraphs[0].sentences[0].tokens[0].ner: \"PERSON\" is no tag: it is O, or B-, I-, L-, E-, U- or S- and a label";
    doccano_with_a_fraction: r#"{"text":"Acme","label":[[0.5,4,"ORG"]]}"# => "line 1, field label[0][0]: invalid type: floating point `0.5`, expected an offset (a whole number from 0)";
}

says! {
    another_tool_after_a_bare_text: "{\"text\":\"Acme.\"}\n{\"text\":\"Acme.\",\"spans\":[{\"start\":0,\"end\":4,\"label\":\"ORG\"}]}" =>
        "line 2, field spans: these may be annotations of another tool, and the first line of the file does not tell how to read them; put a line first that does";
    another_tool_at_once: r#"{"text":"Acme.","ents":[{"start":0,"end":4,"label":"ORG"}]}"# =>
        "line 1, field ents: these may be annotations of another tool, and the first line of the file does not tell how to read them; put a line first that does";
    spacy_without_a_label: r#"{"text":"Acme","entities":[[0,4,""]]}"# => "line 1, field entities[0][2]: a span must have a label";
    prodigy_without_a_label: r#"{"text":"Acme","spans":[{"start":0,"end":4,"label":""}]}"# =>
        "line 1, field spans[0].label: a span must have a label";
    doccano_without_a_label: r#"{"text":"Acme","label":[[0,4,""]]}"# => "line 1, field label[0][2]: a span must have a label";
    gliner_without_a_label: r#"[{"tokenized_text":["Acme"],"ner":[[0,0,""]]}]"# =>
        "line 1, field ner[0][2]: a span must have a label";
    ner_annotator_without_a_label: r#"{"annotations":[["Acme",{"entities":[[0,4,""]]}]]}"# =>
        "line 1, field annotations[0][1].entities[0][2]: a span must have a label";
    label_studio_without_a_label: r#"[{"data":{"text":"Acme"},"annotations":[{"result":[{"value":{"start":0,"end":4,"labels":[""]}}]}]}]"# =>
        "line 1, field annotations[0].result[0].value.labels: a span must have a label";
    web_annotation_without_a_label: r#"[{"@context":"x","text":"Acme","items":[{"body":{"value":""},"target":{"selector":{"exact":"Acme"}}}]}]"# =>
        "line 1, field items[0].body.value: a span must have a label";
    native_without_a_label: annotated(r#"{"start":0,"end":4,"label":""}"#) =>
        "line 1, field annotations[0].label: a span must have a label";
}

#[test]
fn lines_that_are_said_to_be_ours_keep_the_lists_of_others() {
    let lines = "{\"text\":\"Acme.\"}\n{\"text\":\"Acme!\",\"tags\":[\"news\"]}";
    let project = formats::collect(formats::articles(lines.as_bytes(), Format::Jsonl)).unwrap();
    assert_eq!(project.articles[1].extra["tags"], serde_json::json!(["news"]));
    let mut ours = Vec::new();
    formats::write(&project, Format::Jsonl, &mut ours).unwrap();
    assert_eq!(formats::read(ours).unwrap().1, project, "it says that nothing is marked");
}

/// What is said of a folder.
fn error_in(files: &[(&str, &str)]) -> String {
    let files = files.iter().map(|&(name, content)| (name.to_owned(), content.into())).collect();
    let articles = formats::folder_articles(MemoryFolder(files), None).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    articles.expect_err("a bad folder").to_string()
}

#[test]
fn a_folder_of_brat() {
    let error = |line: &str| error_in(&[("a.txt", "🍎 Acme grew."), ("a.ann", &format!("#1\tNote\n{line}\n"))]);
    for (line, expected) in [
        (
            "T1 ORG 2 6 Acme",
            "a.ann: line 2: a text-bound annotation is its id, label and offsets, and text, with tabs between",
        ),
        (
            "T1\tORG 2\tAcme",
            "a.ann: line 2, field offsets: \"2\" are no offsets: a start and an end, with a space between",
        ),
        (
            "T1\tORG 2 99\tAcme",
            "a.ann: line 2, field offsets: a span from 2 to 99 reaches beyond the text, which has 12 characters (code points)",
        ),
        ("T1\tORG 3 7\tAcme", "a.ann: line 2, field text: it quotes \"Acme\", but the text from 3 to 7 is \"cme \""),
        (
            "T1\tORG 0 1;7 11\t🍎 grew",
            "a.ann: line 2, field offsets: spans that have a gap with words in it cannot be held and are left out: 1",
        ),
    ] {
        assert_eq!(error(line), expected);
    }
}

#[test]
fn a_folder_of_brat_quotes_its_own_offsets() {
    let files = [("a.txt", "\u{feff}Ann\r\nleft.\r\n"), ("a.ann", "T1\tPERSON 6 7;8 10\tleft\n")];
    let error = "a.ann: line 1, field text: it quotes \"left\", but the text from 6 to 10 is \"e t.\"";
    assert_eq!(error_in(&files), error);
    let files = [files[0], ("a.ann", "T1\tPERSON 7 9\tleft\n")];
    assert_eq!(error_in(&files), "a.ann: line 1, field text: it quotes \"left\", but the text from 7 to 9 is \"ft\"");
}

#[test]
fn a_folder_of_web_anno() {
    let head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.NamedEntity|value\n\n\n#Text=Acme grew.\n";
    for (rows, expected) in [
        (
            "1-1\t0-4\tAcme\tORG\n1-2\t5-99\tgrew\t_\n",
            "a.tsv: line 7, field offsets: a span from 5 to 99 cuts a character or reaches beyond the text, which has 10 UTF-16 units",
        ),
        (
            "1-1\t0-4\tAcne\tORG\n",
            "a.tsv: line 6, field token: the text goes on with \"Acme\", not with the token \"Acne\"",
        ),
        ("1-1\t0-4\tAcme\tORG[1]\n", "a.tsv: line 6: the text goes on with \"grew.\", for which there is no token"),
        ("1-1\t0\tAcme\tORG\n", "a.tsv: line 6: a token is its number, offsets and text, with tabs between"),
    ] {
        assert_eq!(error_in(&[("a.tsv", &format!("{head}{rows}"))]), expected);
    }
}

#[test]
fn sentences_of_web_anno_that_stand_far_apart_make_no_large_text() {
    let sentence = |at: usize| format!("#Text=Acme\n1-1\t{}-{}\tAcme\t_\n\n", at, at + 4);
    let file = |gap: usize, count: usize| (0..count).map(|place| sentence(place * (gap + 4))).collect::<String>();
    for (gap, count, line, start) in [(2 << 20, 2, 6, 2_097_156), (1 << 19, 4, 12, 1_572_876)] {
        let expected = format!(
            "a.tsv: line {line}: the sentence cannot stand at {start}: more than 1048576 characters between sentences \
             are not in the file"
        );
        assert_eq!(error_in(&[("a.tsv", &format!("#FORMAT=WebAnno TSV 3.3\n{}", file(gap, count)))]), expected);
    }
}

#[test]
fn a_folder_of_inception() {
    let cas = |entity: &str| {
        format!(
            "{{\"%TYPES\":{{}},\n\"%FEATURE_STRUCTURES\":[\n{{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaString\":\"Acme\"}},\n{entity}]}}"
        )
    };
    for (entity, expected) in [
        (
            r#"{"%ID":2,"begin":0,"end":9,"value":"ORG"}"#,
            "a.json: line 4, field %FEATURE_STRUCTURES[1].begin: a span from 0 to 9 cuts a character or reaches beyond the text, which has 4 UTF-16 units",
        ),
        (
            r#"{"%ID":2,"begin":"0"}"#,
            "a.json: line 4, field %FEATURE_STRUCTURES[1].begin: invalid type: string \"0\", expected u32",
        ),
    ] {
        assert_eq!(error_in(&[("a.json", &cas(entity))]), expected);
    }
}

#[test]
fn a_folder_of_hugging_face() {
    for (line, expected) in [
        (
            r#"{"tokens":["Acme"],"ner_tags":["ORG"]}"#,
            "train.jsonl: line 2, field ner_tags[0]: \"ORG\" is no tag: it is O, or B-, I-, L-, E-, U- or S- and a label",
        ),
        (r#"{"tokens":["Acme"],"ner_tags":[]}"#, "train.jsonl: line 2, field ner_tags: there are 1 tokens and 0 tags"),
    ] {
        assert_eq!(error_in(&[("train.jsonl", &format!("{{\"tokens\":[],\"ner_tags\":[]}}\n{line}\n"))]), expected);
    }
}

#[test]
fn a_label_that_the_schema_lacks_is_added() {
    let file = project(&annotated(r#"{"start":0,"end":4,"label":"COURT"}"#));
    let read = formats::read(file.into_bytes()).unwrap().1;
    let label = read.schema.label(&"COURT".into()).unwrap();
    assert_eq!((label.name.as_str(), label.key), ("COURT", Some('c')));
}

#[test]
fn overlaps_that_the_schema_forbids_are_kept_and_allowed() {
    let both = r#"{"start":0,"end":4,"label":"ORG"},{"start":0,"end":6,"label":"ORG"}"#;
    let read = formats::read(project(&annotated(both)).into_bytes()).unwrap().1;
    assert!(read.schema.overlaps);
    assert_eq!(read.articles[0].annotations.len(), 2);
}

#[test]
fn a_pretty_printed_project_names_the_line_too() {
    let value: serde_json::Value = serde_json::from_str(&project(r#"{"id":"a1","text":"x","status":"odd"}"#)).unwrap();
    let message = error(serde_json::to_string_pretty(&value).unwrap());
    assert_eq!(
        message,
        "line 20, field articles[0].status: unknown variant `odd`, expected one of `new`, `open`, `done`, `skipped`"
    );
}

#[test]
fn five_megabytes_are_read() {
    let text = "Acme bought Widgets. ".repeat(250_000);
    let line = serde_json::json!({"text": text, "annotations": []}).to_string();
    assert_eq!(formats::read(line.into_bytes()).unwrap().1.articles[0].text.as_str().len(), text.len());
}
