//! Quotes as marked text: `{I:Rouhani|they left}`; see `tests/quotes` for many more.

use super::*;
use crate::entities;

/// Marks are `{kind:speaker|words}`: kind D, P or I, speaker as the mention is written, `-` for nobody.
#[track_caller]
fn check(marked: &str) {
    let (mut text, mut expected, mut open) = (String::new(), Vec::new(), Vec::new());
    for c in marked.split_inclusive(['{', '}']) {
        let (piece, mark) = c.split_at(c.len() - usize::from(c.ends_with(['{', '}'])));
        let piece = match open.last_mut() {
            Some((start, head)) if *start == usize::MAX => {
                let (found, words) = piece.split_once('|').expect("a mark is {kind:speaker|words}");
                (*start, *head) = (text.len(), found.to_string());
                words
            }
            _ => piece,
        };
        text.push_str(piece);
        match mark {
            "{" => open.push((usize::MAX, String::new())),
            "}" => expected.extend(open.pop().map(|(start, head)| (start, text.len(), head))),
            _ => {}
        }
    }
    expected.sort_by_key(|quote| (quote.0, std::cmp::Reverse(quote.1)));
    let layout = Layout::new(&text);
    let names = entities::read(&text, &layout, Language::ENGLISH);
    let found: Vec<(usize, usize, String)> = read(&text, &layout, &names, Language::ENGLISH)
        .iter()
        .map(|quote| {
            let speaker = quote.speaker.map_or("-", |speaker| names.mentions[speaker as usize].span.of(&text));
            let kind = &format!("{:?}", quote.kind)[..1];
            (quote.span.start(), quote.span.end(), format!("{kind}:{speaker}"))
        })
        .collect();
    let written = |quotes: &[(usize, usize, String)]| quotes.iter().map(|it| format!("{} {}", it.2, &text[it.0..it.1])).collect::<Vec<_>>();
    assert_eq!(written(&found), written(&expected), "{text}");
}

#[test]
fn cues_stand_before_behind_and_between() {
    check("President Hassan Rouhani said, {D:Hassan Rouhani|“We are ready.”}");
    check("{D:Hassan Rouhani|“We are ready,”} President Hassan Rouhani said.");
    check("{D:Hassan Rouhani|“We are ready,”} said President Hassan Rouhani. {D:Hassan Rouhani|“Ask anybody.”}");
    check("{D:Hassan Rouhani|“We are ready,”} President Hassan Rouhani said, {D:Hassan Rouhani|“and so are they.”}");
    check("Hassan Rouhani: {D:Hassan Rouhani|“We are ready.”}");
}

#[test]
fn reported_speech_has_a_cue() {
    check("President Hassan Rouhani said on Monday that {I:Hassan Rouhani|ties are good}, adding that {I:Hassan Rouhani|trade grows}.");
    check("{I:-|The visit begins on Monday}, the presidential office said on Friday.");
    check("{I:-|The visit is long}, according to the official website of the ministry.");
    check("President Hassan Rouhani praised the plan and pointed to its merits.");
    check("President Hassan Rouhani declined to say whether he would come.");
}

#[test]
fn pieces_belong_to_a_statement() {
    check("President Hassan Rouhani said {I:Hassan Rouhani|ties will be {P:Hassan Rouhani|“strategic”} soon}.");
    check("Describing the will as {P:Hassan Rouhani|“remarkable”}, Hassan Rouhani said that {I:Hassan Rouhani|trade grows}.");
    check("The band played “Yellow Submarine” at a festival.");
}

#[test]
fn pronouns_are_who_spoke_or_acted() {
    check("President Hassan Rouhani met Prime Minister Dmitry Medvedev. He said {I:Hassan Rouhani|ties are good}.");
    check("Mr. Raisi met Mrs. Merkel. She said {I:Merkel|ties are good}.");
}

#[test]
fn pronouns_tell_he_from_she_for_names_that_do_not() {
    check(
        "The village head, Hartono, waited. He sent his secretary, Sri Lestari, who spent two days there. \
         {D:Sri Lestari|“The water is not the problem,”} she said.",
    );
}

#[test]
fn unnamed_sources_leave_the_speaker_open() {
    check("Officials said {I:-|the bridge was closed}. {D:-|“It was old,”} one of them said.");
}

#[test]
fn speeches_go_on_over_paragraphs() {
    check("President Hassan Rouhani said: {D:Hassan Rouhani|“We will stay.\n\n“We will pay.”}\n\nThen he left.");
}

#[test]
fn questions_end_before_their_cue() {
    check("{D:Hassan Rouhani|“Who else should do it?”} Hassan Rouhani asked. Nobody knew.");
}

#[test]
fn figures_are_claimed_by_who_says_them() {
    let text = "President Hassan Rouhani said 40 people came. Another 50 left.";
    let layout = Layout::new(text);
    let names = entities::read(text, &layout, Language::ENGLISH);
    let quotes = read(text, &layout, &names, Language::ENGLISH);
    let figures = ["40", "50"].map(|figure| {
        let at = text.find(figure).unwrap();
        Span::new(at, at + figure.len())
    });
    assert_eq!(claims(&quotes, figures), [Some(0), None]);
}

#[test]
fn whoever_is_told_does_not_speak() {
    check("{D:Osman Bello|“We counted 14 bodies,”} Osman Bello, a local chief, told Reuters.");
    check("Osman Bello, a local chief, told Reuters: {D:Osman Bello|“We counted 14 bodies.”}");
    check("His brother, Ali Khan, told reporters: {D:Ali Khan|\"He is free.\"}");
    check("{D:Hossein Salami|\"We will respond,\"} Hossein Salami, the Guards commander, warned Israel.");
    check("{D:Hossein Salami|“We will respond,”} warned Hossein Salami, the Guards commander.");
}

#[test]
fn verbs_precede_their_subject_where_nobody_stands_before_them() {
    check("Osman Bello, a retired general, said {I:Osman Bello|Iran attacked the base}.");
    check("{I:Hassan Rouhani|Prices rose in Iran, Iraq and Syria}, said Hassan Rouhani.");
    check("{I:Hassan Rouhani|Prices will rise in May, June and July}, said Hassan Rouhani.");
}

#[test]
fn relative_clauses_belong_to_the_subject() {
    check("Rescuers, who asked not to be named, said {I:-|they feared the worst}.");
    check("Osman Bello, who lives in Oslo, said {I:Osman Bello|they feared the worst}.");
}

#[test]
fn what_is_called_something_does_not_speak() {
    let before =
        "{I:Office for National Statistics|Unemployment in Leeds fell to 6.1%}, according to the Office for National Statistics (ONS). ";
    check(&format!("{before}Mrs Patel, 43, who lives next door, called it {{P:Patel|‘a disaster’}}."));
    check(&format!("{before}Mrs Patel, 43, who lives next door, said {{I:Patel|it was a disaster}}."));
    check("Hassan Rouhani met reporters. Vladimir Putin, a guest, called him {P:Vladimir Putin|“a friend of ours”}.");
}

#[test]
fn kin_are_named_between_commas() {
    check("His wife, Jane Goodall, said {I:Jane Goodall|he was well}.");
    check("Her husband, Derek Chauvin, said that {I:Derek Chauvin|she was well}.");
    check("His son, President Ferdinand Marcos Jr., said on Friday that {I:Ferdinand Marcos Jr.|talks would go on}.");
    check("His wife, Jane Goodall, on Friday, said {I:Jane Goodall|he was well}.");
}

#[test]
fn nobody_says_nothing() {
    check("Nobody said that the talks had failed.");
    check("No one said that the talks had failed.");
    check("None of the officials said that the talks had failed.");
    check("Neither Hassan Rouhani nor Vladimir Putin said that the talks had failed.");
}

#[test]
fn what_is_denied_is_claimed_by_nobody() {
    let text = "President Hassan Rouhani denied that 40 people came. “They were 50,” he said.";
    let layout = Layout::new(text);
    let names = entities::read(text, &layout, Language::ENGLISH);
    let quotes = read(text, &layout, &names, Language::ENGLISH);
    assert_eq!(
        quotes.iter().map(|quote| (quote.kind, quote.denied)).collect::<Vec<_>>(),
        [(QuoteKind::Indirect, true), (QuoteKind::Direct, false)]
    );
    let figures = ["40", "50"].map(|figure| {
        let at = text.find(figure).unwrap();
        Span::new(at, at + figure.len())
    });
    assert_eq!(claims(&quotes, figures), [None, Some(1)]);
}

#[test]
fn titles_of_works_are_no_speech() {
    check("{I:-|Taylor Swift sang “Love Story” and “Shake It Off” in Tokyo}, the promoter said.");
    check("{I:Hassan Rouhani|The band played “Hey Jude, Don’t be afraid” twice}, Hassan Rouhani said.");
}
