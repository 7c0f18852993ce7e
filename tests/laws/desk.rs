//! Laws of the desk: what is searched for, selected, asked and kept.

use super::*;

/// A desk with all texts on it.
fn full_desk() -> Desk {
    let engine = dossier::analysis::Engine::new(dossier::analysis::Parts::ALL);
    let mut desk = Desk::new();
    for (at, (name, bytes)) in as_files(&all_texts()).into_iter().chain(seeds()).enumerate() {
        let (_, analyses) = jobs::run(
            &Job { id: at as u32, name, options: dossier::formats::ReadOptions::AUTO, content: jobs::Content::File },
            &bytes,
            None,
            &engine,
        );
        analyses.iter().for_each(|found| desk.add(jobs::read_findings(&found.record, &found.findings).unwrap()));
    }
    desk
}

#[test]
fn whatever_is_searched_for_can_be_read_where_it_is_found() {
    let mut desk = full_desk();
    let all = Window { offset: 0, limit: 300 };
    for text in [
        "iran",
        "\"president of\"",
        "a*",
        "preident~",
        "person:putin",
        "value>5",
        "date:2000..",
        "37",
        "-iran",
        "北京",
        "(",
        "iran & -gas",
        "*",
        "\u{301}",
    ] {
        let query = SearchQuery { text: text.into(), order: Order::Left };
        let Response::Search(found) = desk.answer(&Request::Search(query, all)) else { panic!() };
        for row in found.rows.iter().step_by(9) {
            let Response::Reading(Some(reading)) = desk.answer(&Request::Read(row.target, false, None)) else {
                panic!("{row:?} opens nothing")
            };
            assert!(reading.focus.starts_with("Hit "), "{text}: {row:?} is not among the hits");
            assert!(
                reading.blocks.iter().flat_map(|block| &block.paragraphs).flatten().any(|segment| segment.current),
                "{row:?} is not shown"
            );
        }
    }
    for focus in [Focus::Hit(0, 0), Focus::Hit(9, 3), Focus::Hit(1, u32::MAX), Focus::Hit(u32::MAX, u32::MAX)] {
        assert!(matches!(desk.answer(&Request::Read(Target { document: 0, focus }, false, None)), Response::Reading(Some(_))));
    }
}

#[test]
fn a_selection_never_adds_anything_and_views_agree() {
    let mut desk = full_desk();
    let all = Window { offset: 0, limit: 10_000 };
    let figures = |desk: &mut Desk, within: &Within| {
        let Response::Figures(rows) = desk.answer_within(&Request::Figures(FigureQuery::default(), all), within) else { panic!() };
        rows.rows.into_iter().map(|row| row.target.document).collect::<Vec<u32>>()
    };
    let nothing = figures(&mut desk, &Within::default());
    let name = |document: u32| Term::Entity(MentionRef { document, mention: 0 });
    for only in [
        vec![Term::Document(3)],
        vec![name(40)],
        vec![Term::Passage(0), Term::Document(1)],
        vec![Term::Cluster(0)],
        vec![Term::Document(9_999)],
        vec![Term::Unit("percent".into()), Term::Figure(FigureRef { document: 3, figure: 0 })],
        vec![Term::Status(Status::Open), Term::Written(Written::Unknown)],
        vec![name(40), name(41), Term::Status(Status::Wrong)],
    ] {
        for (not, from) in [(Vec::new(), None), (only.clone(), None), (vec![Term::Document(1)], Some(2010))] {
            let selection = Selection { only: only.clone(), not, any_name: from.is_some(), from, to: None };
            let within = Within { selection, seen: Vec::new() };
            let shown = figures(&mut desk, &within);
            assert!(shown.len() <= nothing.len());
            let Response::Chips(chips) = desk.answer_within(&Request::Chips, &within) else { panic!() };
            let Response::Documents(documents) = desk.answer_within(&Request::Documents(all), &within) else { panic!() };
            assert_eq!((chips.documents.0, documents.rows.len() as u32), (documents.shown, documents.total), "{within:?}");
            let out: Vec<u32> = documents.rows.iter().filter(|row| row.is_out).map(|row| row.index).collect();
            assert!(shown.iter().all(|document| !out.contains(document)), "{within:?}");
            for ask in [
                Request::Overview,
                Request::Facets,
                Request::Entities(EntityQuery::default(), all),
                Request::EntityPicture(EntityQuery::default(), EntityForm::Matrix, None),
                Request::EntityPicture(EntityQuery::default(), EntityForm::Strips, None),
                Request::Quotes(EntityQuery::default(), None, all),
                Request::Addresses(String::new(), all),
                Request::Checks(String::new()),
                Request::Timeline(TimeQuery::default(), all),
                Request::TimePicture(TimeQuery::default()),
                Request::Copies(CopyQuery::default(), String::new(), all),
                Request::CopyPicture(CopyQuery { boilerplate: true, ..CopyQuery::default() }),
                Request::Read(Target { document: 0, focus: Focus::Mention(0) }, false, None),
            ] {
                desk.answer_within(&ask, &within);
            }
        }
    }
    assert_eq!(figures(&mut desk, &Within::default()), nothing, "what was taken away is back");
}

#[test]
fn the_desk_answers_whatever_is_asked() {
    let mut desk = full_desk();
    let window = Window { offset: 3, limit: 1_000 };
    let Response::Documents(documents) = desk.answer(&Request::Documents(Window { offset: 0, limit: 10_000 })) else { panic!() };
    assert_eq!(documents.rows.len() as u32, documents.total);
    let Response::Entities(entities) = desk.answer(&Request::Entities(EntityQuery::default(), window)) else { panic!() };
    for row in &entities.rows {
        let Response::Reading(Some(reading)) = desk.answer(&Request::Read(row.first, false, None)) else { panic!("{row:?} opens nothing") };
        let current: Vec<&str> = reading
            .blocks
            .iter()
            .flat_map(|block| &block.paragraphs)
            .flatten()
            .filter(|segment| segment.current)
            .map(|segment| segment.text.as_str())
            .collect();
        assert_eq!(current.len(), 1, "{} opens {current:?}", row.name);
    }
    for row in entities.rows.iter().step_by(7) {
        let Focus::Mention(mention) = row.first.focus else { panic!("{row:?}") };
        let Response::Card(Some(card)) = desk.answer(&Request::Card(MentionRef { document: row.first.document, mention }, None)) else {
            panic!("{row:?} has no card")
        };
        assert_eq!((&card.name, card.documents.len()), (&row.name, row.documents.min(60) as usize));
        for (quoted, _) in &card.documents {
            assert!(matches!(desk.answer(&Request::Read(quoted.target, false, None)), Response::Reading(Some(_))));
        }
    }
    let Response::Card(None) = desk.answer(&Request::Card(MentionRef { document: 9_999, mention: 0 }, None)) else { panic!() };
    for form in [EntityForm::Strips, EntityForm::Matrix] {
        let Response::Picture(picture) = desk.answer(&Request::EntityPicture(EntityQuery::default(), form, None)) else { panic!() };
        assert!(!picture.marks.is_empty() && picture.table.rows.iter().all(|row| row.cells.len() == picture.table.columns.len()));
    }
    let list = entities.rows.iter().map(|row| row.name.as_str()).chain(["Nobody Atall"]).collect::<Vec<_>>().join("\n");
    let Response::Decision(Some(_)) = desk.answer(&Request::Decide(Decision::Watch(list))) else { panic!() };
    let Response::Watch(watch) = desk.answer(&Request::Watch) else { panic!() };
    assert!(watch.rows.len() > 5 && watch.rows.iter().all(|row| (row.places == 0) == (row.name == "Nobody Atall")), "{:?}", watch.rows);
    for row in &watch.rows {
        let Some(target) = row.first else { continue };
        let Response::Reading(Some(reading)) = desk.answer(&Request::Read(target, false, None)) else { panic!("{row:?} opens nothing") };
        let mut segments = reading.blocks.iter().flat_map(|block| &block.paragraphs).flatten();
        assert!(segments.any(|segment| segment.current), "{} is not shown", row.name);
    }
    let Response::Figures(figures) = desk.answer(&Request::Figures(FigureQuery::default(), window)) else { panic!() };
    for row in &figures.rows {
        let Response::Reading(Some(reading)) = desk.answer(&Request::Read(row.target, false, None)) else {
            panic!("{row:?} opens nothing")
        };
        assert!(reading.blocks.iter().flat_map(|block| &block.paragraphs).flatten().any(|segment| segment.current), "{row:?} is not shown");
    }
    for row in &documents.rows {
        // By the key alone, whatever index the page still has.
        let target = Target { document: 0, focus: Focus::Start };
        let Response::Reading(Some(reading)) =
            desk.answer(&Request::Read(target, false, Some(SeenPlace { key: row.key.clone(), span: None })))
        else {
            panic!("{} opens nothing", row.id)
        };
        assert_eq!((reading.document, &reading.id), (row.index, &row.id));
        let shown: String =
            reading.blocks.iter().flat_map(|block| &block.paragraphs).flatten().map(|segment| segment.text.as_str()).collect();
        assert!(!shown.contains('\u{202e}'), "a direction control is shown as it is");
    }
    let Response::Reading(None) = desk.answer(&Request::Read(Target { document: 9_999, focus: Focus::Mention(9) }, false, None)) else {
        panic!()
    };
    let Response::Comparison(None) = desk.answer(&Request::Compare(9_999, 0, None)) else { panic!() };
}

#[test]
fn a_project_gives_the_same_report_and_history() {
    let engine = Engine::new(Parts::ALL);
    let run = |record: bool, (name, bytes): (String, Vec<u8>)| {
        let content = if record { jobs::Content::Record } else { jobs::Content::File };
        let job = Job { id: 0, name, options: dossier::formats::ReadOptions::AUTO, content };
        jobs::run(&job, &bytes, None, &engine)
    };
    let mut desk = Desk::new();
    let table = b"id,text,date,title\none,President Ebrahim Raisi spoke on Monday.,2022-01-19,A visit\n".to_vec();
    let files = as_files(&nasty()).into_iter().chain(seeds()).chain([("rows.csv".into(), table), ("a.pdf".into(), b"%PDF-1.7".to_vec())]);
    for file in files {
        let (outcome, analyses) = run(false, file);
        analyses.iter().for_each(|found| desk.add(jobs::read_findings(&found.record, &found.findings).unwrap()));
        outcome.skipped.into_iter().for_each(|skipped| desk.skip(skipped));
    }
    let Response::Entities(entities) = desk.answer(&Request::Entities(EntityQuery::default(), Window { offset: 0, limit: 9 })) else {
        panic!()
    };
    let Response::Decision(Some(decision)) = desk.answer(&Request::Decide(Decision::Watch(entities.rows[0].name.clone()))) else {
        panic!()
    };
    let mut log = Log::from_operations(vec![decision.clone()]);
    log.take(1, Step::Undo(decision.id));
    log.take(1, Step::Redo(decision.id));
    desk.join(log.operations().to_vec());

    let Response::Project(bytes, documents) = desk.answer(&Request::Project) else { panic!() };
    let contents = dossier::project::read_contents(2, &bytes).unwrap();
    assert_eq!(contents.records.len() as u32, documents);
    let mut other = Desk::new();
    for record in contents.records.into_iter().rev() {
        let (_, analyses) = run(true, (String::new(), record));
        analyses.iter().for_each(|found| other.add(jobs::read_findings(&found.record, &found.findings).unwrap()));
    }
    contents.skipped.into_iter().for_each(|skipped| other.skip(skipped));
    other.set_log(1, contents.log);
    for ask in [Request::Export(dossier::view::exports::Export::Json), Request::History, Request::Overview, Request::Project] {
        assert_eq!(desk.answer(&ask), other.answer(&ask), "{ask:?}");
    }
}
