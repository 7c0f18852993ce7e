//! Verbs and phrases that introduce what somebody says.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::english;

/// The complement that a verb takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A clause, with or without "that": "said".
    Says,
    /// A clause after "that"; without it only where a verb shows that it is one: "announced".
    States,
    /// Somebody, then a clause: "told reporters". Whoever follows is told and never speaks.
    Tells,
    /// A clause, with or without somebody before it: "warned that", "warned Israel that".
    Warns,
    /// Words in quotation marks only: "joked", "asked".
    Utters,
    /// No clause, but words in quotation marks within it are the speaker's: "described it as “useful”".
    Labels,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "say", also after "to" and "will".
    Base,
    /// "says".
    Third,
    /// "said".
    Past,
    /// "saying".
    Participle,
}

/// The frame and form of `word` (lower case) as a verb of saying.
pub(super) fn verb(word: &str) -> Option<(Frame, Form)> {
    VERBS.get(word).copied()
}

/// Nouns that make a verb of saying out of "expressed": "expressed hope that".
pub(super) fn is_expressed(word: &str) -> bool {
    EXPRESSED.contains(&word)
}

/// Whether the lower-case verb says that what follows is not so: "denied that".
pub(super) fn denies(word: &str) -> bool {
    matches!(word, "deny" | "denies" | "denied" | "denying")
}

/// Whether a finite verb is certain: "is", "would".
pub(super) fn is_auxiliary(word: &str) -> bool {
    english::AUXILIARIES.contains(&word) || AUXILIARY.contains(&word)
}

/// Whether the word is likely a finite verb.
pub(super) fn is_finite(word: &str) -> bool {
    is_auxiliary(word) || english::FINITE_VERBS.contains(&word) || FINITE.contains(&word) || (word.len() > 4 && word.ends_with("ed"))
}

pub(super) fn is_preposition(word: &str) -> bool {
    english::PREPOSITIONS.contains(&word) || PREPOSITIONS.contains(&word)
}

/// Adverbs between a speaker and the verb, or after the verb.
pub(super) fn is_adverb(word: &str) -> bool {
    english::ADVERBS.contains(&word) || ADVERBS.contains(&word) || (word.len() > 4 && word.ends_with("ly"))
}

/// Weekdays, months and other words of time.
pub(super) fn is_time(word: &str) -> bool {
    // "May" is a verb more often.
    let is_month = word != "may" && (english::month(word).is_some() || english::short_month(word).is_some());
    is_month || english::weekday(word).is_some() || TIMES.contains(&word)
}

/// Nouns after the name of a medium: "Xinhua news agency".
pub(super) fn is_medium(word: &str) -> bool {
    MEDIA.contains(&word)
}

/// Words that begin a clause of their own inside a sentence.
pub(super) fn is_conjunction(word: &str) -> bool {
    english::CONJUNCTIONS.contains(&word) || CONJUNCTIONS.contains(&word)
}

/// Words with which a question is reported, not a statement.
pub(super) fn asks(word: &str) -> bool {
    matches!(word, "whether" | "if" | "how" | "what" | "why" | "when" | "who" | "where" | "which")
}

static VERBS: LazyLock<HashMap<&'static str, (Frame, Form)>> = LazyLock::new(|| {
    const FORMS: [Form; 4] = [Form::Base, Form::Third, Form::Past, Form::Participle];
    let mut verbs = HashMap::new();
    for (frame, list) in LISTS {
        for forms in list {
            for (form, word) in FORMS.into_iter().zip(forms.split(' ')) {
                verbs.entry(word).or_insert((frame, form));
            }
        }
    }
    verbs
});

const LISTS: [(Frame, &[&str]); 6] = [
    (Frame::Says, SAYS),
    (Frame::Tells, TELLS),
    (Frame::Warns, WARNS),
    (Frame::States, STATES),
    (Frame::Utters, UTTERS),
    (Frame::Labels, LABELS),
];

// Each verb as "say says said saying". Where the past is also the base ("put"), the first reading counts.

const SAYS: &[&str] = &["say says said saying"];

const TELLS: &[&str] = &["tell tells told telling", "inform informs informed informing", "notify notifies notified notifying"];

const WARNS: &[&str] = &[
    "advise advises advised advising",
    "assure assures assured assuring",
    "caution cautions cautioned cautioning",
    "promise promises promised promising",
    "reassure reassures reassured reassuring",
    "remind reminds reminded reminding",
    "warn warns warned warning",
];

const STATES: &[&str] = &[
    "acknowledge acknowledges acknowledged acknowledging",
    "add adds added adding",
    "admit admits admitted admitting",
    "affirm affirms affirmed affirming",
    "allege alleges alleged alleging",
    "announce announces announced announcing",
    "argue argues argued arguing",
    "assert asserts asserted asserting",
    "boast boasts boasted boasting",
    "brag brags bragged bragging",
    "claim claims claimed claiming",
    "clarify clarifies clarified clarifying",
    "comment comments commented commenting",
    "complain complains complained complaining",
    "concede concedes conceded conceding",
    "conclude concludes concluded concluding",
    "confess confesses confessed confessing",
    "confirm confirms confirmed confirming",
    "contend contends contended contending",
    "continue continues continued continuing",
    "counter counters countered countering",
    "declare declares declared declaring",
    "deny denies denied denying",
    "disclose discloses disclosed disclosing",
    "elaborate elaborates elaborated elaborating",
    "emphasise emphasises emphasised emphasising",
    "emphasize emphasizes emphasized emphasizing",
    "explain explains explained explaining",
    "forecast forecasts forecasted forecasting",
    "hint hints hinted hinting",
    "insist insists insisted insisting",
    "joke jokes joked joking",
    "lament laments lamented lamenting",
    "maintain maintains maintained maintaining",
    "mention mentions mentioned mentioning",
    "note notes noted noting",
    "observe observes observed observing",
    "opine opines opined opining",
    "pledge pledges pledged pledging",
    "post posts posted posting",
    "predict predicts predicted predicting",
    "proclaim proclaims proclaimed proclaiming",
    "quip quips quipped quipping",
    "reaffirm reaffirms reaffirmed reaffirming",
    "recall recalls recalled recalling",
    "recount recounts recounted recounting",
    "reiterate reiterates reiterated reiterating",
    "remark remarks remarked remarking",
    "repeat repeats repeated repeating",
    "reply replies replied replying",
    "report reports reported reporting",
    "respond responds responded responding",
    "restate restates restated restating",
    "retort retorts retorted retorting",
    "reveal reveals revealed revealing",
    "specify specifies specified specifying",
    "speculate speculates speculated speculating",
    "state states stated stating",
    "stipulate stipulates stipulated stipulating",
    "stress stresses stressed stressing",
    "suggest suggests suggested suggesting",
    "swear swears swore swearing",
    "testify testifies testified testifying",
    "threaten threatens threatened threatening",
    "tweet tweets tweeted tweeting",
    "underline underlines underlined underlining",
    "underscore underscores underscored underscoring",
    "vow vows vowed vowing",
    "write writes wrote writing",
];

const UTTERS: &[&str] = &[
    "answer answers answered answering",
    "ask asks asked asking",
    "bark barks barked barking",
    "begin begins began beginning",
    "bellow bellows bellowed bellowing",
    "chant chants chanted chanting",
    "chuckle chuckles chuckled chuckling",
    "cry cries cried crying",
    "exclaim exclaims exclaimed exclaiming",
    "fume fumes fumed fuming",
    "gasp gasps gasped gasping",
    "giggle giggles giggled giggling",
    "groan groans groaned groaning",
    "growl growls growled growling",
    "grumble grumbles grumbled grumbling",
    "grunt grunts grunted grunting",
    "gush gushes gushed gushing",
    "hiss hisses hissed hissing",
    "howl howls howled howling",
    "interject interjects interjected interjecting",
    "interrupt interrupts interrupted interrupting",
    "laugh laughs laughed laughing",
    "marvel marvels marvelled marvelling",
    "moan moans moaned moaning",
    "mumble mumbles mumbled mumbling",
    "murmur murmurs murmured murmuring",
    "mutter mutters muttered muttering",
    "plead pleads pleaded pleading",
    "pray prays prayed praying",
    "query queries queried querying",
    "rage rages raged raging",
    "read reads read reading",
    "reflect reflects reflected reflecting",
    "roar roars roared roaring",
    "scoff scoffs scoffed scoffing",
    "scream screams screamed screaming",
    "shout shouts shouted shouting",
    "shriek shrieks shrieked shrieking",
    "sigh sighs sighed sighing",
    "snap snaps snapped snapping",
    "sniff sniffs sniffed sniffing",
    "sob sobs sobbed sobbing",
    "stammer stammers stammered stammering",
    "text texts texted texting",
    "think thinks thought thinking",
    "thunder thunders thundered thundering",
    "urge urges urged urging",
    "venture ventures ventured venturing",
    "wail wails wailed wailing",
    "whine whines whined whining",
    "whisper whispers whispered whispering",
    "wonder wonders wondered wondering",
    "yell yells yelled yelling",
];

const LABELS: &[&str] = &[
    "accuse accuses accused accusing",
    "applaud applauds applauded applauding",
    "blame blames blamed blaming",
    "blast blasts blasted blasting",
    "brand brands branded branding",
    "call calls called calling",
    "characterise characterises characterised characterising",
    "characterize characterizes characterized characterizing",
    "commend commends commended commending",
    "condemn condemns condemned condemning",
    "criticise criticises criticised criticising",
    "criticize criticizes criticized criticizing",
    "decry decries decried decrying",
    "deem deems deemed deeming",
    "demand demands demanded demanding",
    "denounce denounces denounced denouncing",
    "deplore deplores deplored deploring",
    "deride derides derided deriding",
    "describe describes described describing",
    "dismiss dismisses dismissed dismissing",
    "dub dubs dubbed dubbing",
    "express expresses expressed expressing",
    "hail hails hailed hailing",
    "label labels labelled labelling",
    "label labels labeled labeling",
    "lambast lambasts lambasted lambasting",
    "laud lauds lauded lauding",
    "mock mocks mocked mocking",
    "praise praises praised praising",
    "refer refers referred referring",
    "reject rejects rejected rejecting",
    "slam slams slammed slamming",
    "speak speaks spoke speaking",
    "term terms termed terming",
    "tout touts touted touting",
    "voice voices voiced voicing",
    "welcome welcomes welcomed welcoming",
];

#[rustfmt::skip]
const EXPRESSED: &[&str] = &[
    "alarm", "anger", "belief", "certainty", "concern", "concerns", "confidence", "conviction", "disappointment", "dismay", "doubt",
    "doubts", "fear", "fears", "hope", "hopes", "optimism", "regret", "satisfaction", "surprise", "view", "worries", "worry",
];

/// Auxiliaries that are joined with "not", "cannot", and subjects that are joined with theirs.
#[rustfmt::skip]
const AUXILIARY: &[&str] = &[
    "aren't", "can't", "cannot", "didn't", "doesn't", "don't", "hasn't", "haven't", "isn't", "wasn't", "weren't", "won't", "wouldn't",
    "couldn't", "shouldn't", "it's", "he's", "she's", "they're", "we're", "i'm", "that's", "there's",
];

/// Irregular pasts of reported speech, and a few presents that are rarely nouns.
#[rustfmt::skip]
const FINITE: &[&str] = &[
    "felt", "lay", "put", "set", "thought", "wants", "hopes", "seeks", "continues", "means", "remain", "plan", "expect", "hope", "seek",
    "believe", "believes", "wore", "plays", "requires", "supports",
];

/// Prepositions of written prose.
#[rustfmt::skip]
const PREPOSITIONS: &[&str] = &[
    "ahead", "alongside", "amongst", "behind", "beneath", "beside", "besides", "concerning", "past", "regarding",
];

/// Adverbs and words of time that stand beside a verb of saying.
#[rustfmt::skip]
const ADVERBS: &[&str] = &[
    "again", "always", "furthermore", "instead", "long", "nevertheless", "nonetheless", "often", "once", "soon", "therefore", "though",
    "today", "tomorrow", "tonight", "yesterday", "yet", "late", "early", "moreover", "thus",
];

/// Parts of the day and other words of time.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "today", "yesterday", "tomorrow", "tonight", "week", "weekend", "month", "year", "years", "months", "weeks", "days", "hours", "day",
    "morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "ago", "gmt", "hour",
];

#[rustfmt::skip]
const MEDIA: &[&str] = &[
    "agency", "broadcaster", "channel", "daily", "magazine", "media", "network", "news", "newspaper", "paper", "portal", "press",
    "radio", "service", "site", "station", "television", "tv", "website", "weekly", "wire",
];

/// Words that are prepositions or adverbs as well.
const CONJUNCTIONS: &[&str] = &["until", "since", "yet", "as", "than"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_stands_once_with_four_forms() {
        let mut seen = std::collections::HashSet::new();
        for forms in LISTS.into_iter().flat_map(|(_, list)| list) {
            assert_eq!(forms.split(' ').count(), 4, "{forms}");
            assert!(forms.split(' ').all(|form| !form.is_empty() && form.chars().all(char::is_alphabetic)), "{forms}");
            // Two spellings differ in the past.
            assert!(forms.split(' ').nth(2).is_some_and(|past| seen.insert(past)), "{forms}");
        }
        assert_eq!(verb("said"), Some((Frame::Says, Form::Past)));
        assert_eq!(verb("adding"), Some((Frame::States, Form::Participle)));
        assert_eq!(verb("table"), None);
    }
}
