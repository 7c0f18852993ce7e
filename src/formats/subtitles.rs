//! Subtitles: SubRip, WebVTT and those of YouTube. Cues become running text.

use super::{Decoded, Document, document, html, tidy};
use crate::text::Mark;

/// Silence that parts paragraphs, in milliseconds: speech has shorter pauses.
const PAUSE: u64 = 4_000;

/// Reads subtitles. What has no times is read as it is.
pub(super) fn read(name: &str, decoded: Decoded) -> Document {
    match text(&decoded.text) {
        Some((text, places)) => Document { places, ..document(name, Decoded { text, ..decoded }, Some("subtitles")) },
        None => document(name, decoded, None),
    }
}

/// The text, and when each cue of it is shown.
fn text(file: &str) -> Option<(String, Vec<Mark>)> {
    let (mut text, mut speaker, mut places) = (String::new(), String::new(), Vec::new());
    let mut last: Option<(u64, String)> = None;
    for block in file.replace("\r\n", "\n").replace('\r', "\n").split("\n\n") {
        let mut lines = block.lines().map(str::trim_end).filter(|line| !line.is_empty());
        // Before the times stands a number or a name; blocks without times are notes and styles.
        let Some((start, end)) = lines.by_ref().take(3).find_map(times) else { continue };
        let mut shown_at = Some(start / 1000);
        let apart = last.as_ref().is_some_and(|(before, _)| start > before.saturating_add(PAUSE));
        for line in lines {
            let (who, words) = spoken(line);
            let Some(words) = words.filter(|words| last.as_ref().is_none_or(|(_, before)| before != words)) else { continue };
            let other = who.as_ref().is_some_and(|who| *who != speaker);
            if !text.is_empty() {
                text.push(if other || apart && last.is_some() && text.ends_with(['.', '!', '?', '…']) || words.starts_with("- ") {
                    '\n'
                } else {
                    ' '
                });
            }
            if let Some(seconds) = shown_at.take() {
                let label = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
                places.push(Mark { start: text.len() as u32, label });
            }
            if let Some(who) = who.filter(|_| other) {
                text.push_str(&who);
                text.push_str(": ");
                speaker = who;
            }
            text.push_str(&words);
            last = Some((end, words));
        }
        last = last.map(|(_, words)| (end, words));
    }
    last.is_some().then_some((text, places))
}

/// The times of a cue, in milliseconds: "00:00:03,000 --> 00:00:05,500", "0:00:03.000,0:00:05.500".
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, end) = match line.split_once("-->") {
        Some(times) => times,
        None => line.split_once(',').filter(|(_, end)| end.matches(':').count() == 2)?,
    };
    Some((time(start.trim())?, time(end.split_whitespace().next()?)?))
}

fn time(time: &str) -> Option<u64> {
    let (whole, fraction) = time.split_once([',', '.']).unwrap_or((time, "0"));
    let mut seconds = 0_u64;
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for part in parts {
        seconds = seconds.checked_mul(60)?.checked_add(part.trim().parse().ok()?)?;
    }
    let milliseconds: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    seconds.checked_mul(1000)?.checked_add(milliseconds)
}

/// Who speaks, if the line says so, and what, without tags and places on the screen.
fn spoken(line: &str) -> (Option<String>, Option<String>) {
    let mut who = None;
    if let Some((_, rest)) = line.split_once("<v")
        && let Some((name, _)) = rest.split_once('>')
    {
        // "<v.loud Ilse>": classes stand before the name.
        who = tidy(name.split_once(char::is_whitespace).map_or("", |(_, name)| name));
    }
    let mut words = line.to_string();
    while let Some((at, end)) = words.find("{\\").and_then(|at| Some((at, words[at..].find('}')? + at))) {
        words.replace_range(at..=end, "");
    }
    (who, tidy(&html::text(&words).text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_become_running_text() {
        let srt = "1\r\n00:00:00,000 --> 00:00:02,500\r\n{\\an8}<i>Teachers have</i>\r\nstarted to\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,500\r\ngrow vegetables.\r\n\r\n3\r\n00:00:12,000 --> 00:00:15,000\r\nNext.\r\n";
        assert_eq!(text(srt).map(|(text, _)| text).as_deref(), Some("Teachers have started to grow vegetables.\nNext."));
    }

    #[test]
    fn notes_and_styles_are_no_text_and_speakers_are_named() {
        let vtt = "WEBVTT\n\nNOTE made on 2017-04-16\n\nSTYLE\n::cue { color: #fc0 }\n\nintro\n00:00.000 --> 00:02.500 align:start\n<v.loud Ilse>R&amp;D is</v>\n\n00:03.000 --> 00:05.500\n<v Ilse>good.</v>\n\n00:06.000 --> 00:07.000\n<v Tom>Yes.</v>\n";
        assert_eq!(text(vtt).map(|(text, _)| text).as_deref(), Some("Ilse: R&D is good.\nTom: Yes."));
    }

    #[test]
    fn captions_that_roll_up_are_read_once() {
        let vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\nthe board\n\n00:02.000 --> 00:04.000\nthe board\nhas met\n\n00:04.000 --> 00:06.000\nhas met\ntoday\n";
        assert_eq!(text(vtt).map(|(text, _)| text).as_deref(), Some("the board has met today"));
    }

    #[test]
    fn what_has_no_times_is_read_as_it_is() {
        assert_eq!(text("1\n01:02:03,500 --> 01:02:05,000\nLate.\n").unwrap().1, [Mark { start: 0, label: "01:02:03".into() }]);
        assert_eq!(text("A text, without times.\n\nAnother."), None);
    }
}
