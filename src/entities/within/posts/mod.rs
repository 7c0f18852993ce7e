//! Posts that stand not right before a name in a capitalised run: before it with more words (`before`), behind it (`after`), or told of it in a
//! clause (`clause`). What a post is as a noun phrase is read in one place (`phrase`).

mod after;
mod before;
mod clause;
mod phrase;
mod vocabulary;

use self::vocabulary::ends_post;
pub(crate) use self::vocabulary::is_head;
use super::titles::written_out;
use crate::entities::{EntityKind, Names, Role};
use crate::text::{Span, Token};

/// Adds what is found to the roles of `names`, in reading order.
pub(crate) fn add(text: &str, tokens: &[Token], names: &mut Names) {
    let mut reader = Reader { text, tokens, names, owner: owners(tokens, names), found: Vec::new(), fuller: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        let Some(mention) = reader.owner[at] else {
            at += 1;
            continue;
        };
        let end = reader.end_of(at);
        if reader.names.mentions[mention as usize].kind == EntityKind::Person {
            for role in [reader.before(at, end, mention), reader.after(end, mention), reader.told(at, end, mention)].into_iter().flatten() {
                reader.add(role);
            }
        }
        at = end;
    }
    let Reader { found, fuller, .. } = reader;
    for (at, role) in fuller {
        names.roles[at] = role;
    }
    if !found.is_empty() {
        names.roles.extend(found);
        names.roles.sort_by_key(|role| (role.span, role.mention));
    }
}

/// Takes away what is no post of the one beside whom it stands: "Counsel for Asante" (it is another's), and what stands before a blank line.
pub(crate) fn drop_broken(text: &str, names: &mut Names) {
    let mentions = &names.mentions;
    names.roles.retain(|role| {
        let name = mentions[role.mention as usize].span;
        let between = text.get(role.span.end().min(name.start())..name.start()).unwrap_or_default();
        let lines: Vec<&str> = between.split('\n').collect();
        let is_cut = lines.len() > 2 && lines[1..lines.len() - 1].iter().any(|line| line.trim().is_empty());
        let is_open = role.role.rsplit(' ').next().is_some_and(|word| matches!(word, "for" | "of" | "to" | "in" | "at" | "by" | "from"));
        !is_cut && !is_open
    });
}

/// For each token the mention that it is part of.
pub(crate) fn owners(tokens: &[Token], names: &Names) -> Vec<Option<u32>> {
    let mut owners = vec![None; tokens.len()];
    let mut at = 0;
    for (mention, index) in names.mentions.iter().zip(0..) {
        while at < tokens.len() && tokens[at].span.end() <= mention.span.start() {
            at += 1;
        }
        while at < tokens.len() && tokens[at].span.start() < mention.span.end() {
            owners[at] = Some(index);
            at += 1;
        }
    }
    owners
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    names: &'t Names,
    owner: Vec<Option<u32>>,
    found: Vec<Role>,
    /// Fuller readings of roles that are known, by their indices.
    fuller: Vec<(usize, Role)>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> String {
        self.tokens.get(at).map_or(String::new(), |token| token.span.of(self.text).to_lowercase())
    }

    /// First token behind the mention that the token `at` is part of.
    fn end_of(&self, at: usize) -> usize {
        (at + 1..self.tokens.len()).find(|&next| self.owner[next] != self.owner[at]).unwrap_or(self.tokens.len())
    }

    fn start_of(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && self.owner[start - 1] == self.owner[at] {
            start -= 1;
        }
        start
    }

    fn kind(&self, at: usize) -> Option<EntityKind> {
        self.owner.get(at).copied().flatten().map(|mention| self.names.mentions[mention as usize].kind)
    }

    /// Adds a role. Titles right before a name are known already: a longer reading takes their place.
    fn add(&mut self, role: Role) {
        let near = self.names.roles.partition_point(|known| known.span.end() <= role.span.start());
        let known = (near..self.names.roles.len().min(near + 4)).find(|&at| {
            let known = &self.names.roles[at];
            known.mention == role.mention && known.span.overlaps(role.span)
        });
        match known {
            None => self.found.push(role),
            Some(at) => {
                let known = &self.names.roles[at];
                if role.role.len() > known.role.len() && role.role.ends_with(&known.role) {
                    let of = role.of.or(known.of);
                    self.fuller.push((at, Role { of, ..role }));
                }
            }
        }
    }

    fn owner_at(&self, at: usize) -> Option<u32> {
        self.owner.get(at).copied().flatten()
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens[at].span.of(self.text).starts_with(char::is_uppercase)
    }

    /// Whether the token is outside of names and ends a post.
    fn is_post(&self, at: usize) -> bool {
        self.owner.get(at).is_some_and(Option::is_none) && ends_post(&self.word(at))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.tokens[from].span.cover(self.tokens[to.max(from + 1) - 1].span)
    }

    /// A post in lower case, but for the names in it.
    fn words(&self, from: usize, to: usize) -> String {
        let mut words = String::new();
        for at in from..to {
            let written = self.tokens[at].span.of(self.text);
            let word = if self.owner[at].is_some() { written.to_string() } else { written_out(&written.to_lowercase()).to_string() };
            let is_joined = at == from || word == "-" || self.is_possessive(at) || (at > from && self.word(at - 1) == "-");
            if word == "." {
                continue;
            }
            if !is_joined {
                words.push(' ');
            }
            words.push_str(&word);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::read;
    use crate::text::{Language, Layout};

    /// Roles as "name: post of whom".
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let names = read(text, &Layout::new(text), Language::ENGLISH);
        let name = |at: u32| names.mentions[at as usize].span.of(text);
        let found: Vec<String> = names
            .roles
            .iter()
            .map(|role| format!("{}: {}{}", name(role.mention), role.role, role.of.map_or(String::new(), |of| format!(" of {}", name(of)))))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn posts_stand_behind_the_name() {
        check(
            "Parviz Esmaeili, the president’s deputy chief of staff for communications and information, said so.",
            &["Parviz Esmaeili: deputy chief of staff for communications and information"],
        );
        check(
            "Sarah Ochieng, a trader in Kisumu, spoke. Hassan Rouhani, the president of Iran, came.",
            &["Hassan Rouhani: president of Iran"],
        );
    }

    #[test]
    fn posts_stand_before_the_name_with_more_words() {
        check("Iranian Ambassador to Russia Mehdi Sanai said so.", &["Mehdi Sanai: ambassador to Russia of Iranian"]);
        check(
            "The Leader of the Islamic Revolution, Ayatollah Seyyed Ali Khamenei, spoke.",
            &["Ali Khamenei: leader of the Islamic Revolution"],
        );
        check("The Kenyan health minister, Hassan Mohamed, said so.", &["Hassan Mohamed: health minister of Kenyan"]);
    }

    #[test]
    fn a_counterpart_holds_the_same_post() {
        check(
            "Iranian President Ebrahim Raisi met his Russian counterpart Vladimir Putin.",
            &["Ebrahim Raisi: president of Iranian", "Vladimir Putin: president of Russian"],
        );
    }

    #[test]
    fn what_somebody_is_no_more_or_not_yet_is_said() {
        check("President-elect Maria Santos won.", &["Maria Santos: president-elect"]);
        check("Outgoing mayor Jan Novak left.", &["Jan Novak: outgoing mayor"]);
        check("The then foreign minister, Karl Weber, signed.", &["Karl Weber: then foreign minister"]);
        check("Peter Holm, who was prime minister from 1990 to 1994, spoke.", &["Peter Holm: former prime minister"]);
    }

    #[test]
    fn clauses_say_what_somebody_is() {
        check("Ann Lee is the chief executive of Harwick Foods.", &["Ann Lee: chief executive of Harwick Foods"]);
        check("Grace Mwangi was appointed governor of Kenya on Friday.", &["Grace Mwangi: governor of Kenya"]);
        check(
            "Zawadi Juma, who chairs the parliamentary budget committee, left.",
            &["Zawadi Juma: chair of the parliamentary budget committee"],
        );
        check("They named Helga Brandt as their new chief financial officer.", &["Helga Brandt: chief financial officer"]);
        check("If Ann Lee is mayor, all is well. Ann Lee is private about it. Ann Lee was president material.", &[]);
        check("Ann Lee walked home. John Pell sat on a chair of wood.", &[]);
    }

    #[test]
    fn a_post_has_its_complement() {
        check("Joseph Banda, head of Malawi's journalists' union, left.", &["Joseph Banda: head of Malawi's journalists' union"]);
        check(
            "Laila Haddad, professor of marine biology at the University of Haifa, led it.",
            &["Laila Haddad: professor of marine biology of University of Haifa"],
        );
        check("The head of the central bank, Elvira Sokolova, resigned.", &["Elvira Sokolova: head of the central bank"]);
        check("Luis Prado, 54, mayor of Lima since 2019, spoke.", &["Luis Prado: mayor of Lima"]);
        check("Chairman and managing director Arvind Rao left.", &["Arvind Rao: chairman", "Arvind Rao: managing director"]);
        check(
            "Lead investigator Anita Joshi and defence lawyer Piet Botha spoke.",
            &["Anita Joshi: lead investigator", "Piet Botha: defence lawyer"],
        );
    }
}
