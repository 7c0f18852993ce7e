//! Code pages of DOS, which the web never had.

/// A code page: ASCII, and 128 characters above it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// What it is called.
    pub(super) label: &'static str,
    /// The characters of the bytes from 0x80.
    letters: &'static str,
}

impl Page {
    /// The label, and the text.
    pub(super) fn decode(&self, bytes: &[u8]) -> (&'static str, String) {
        let letters: Vec<char> = self.letters.chars().collect();
        let letter = |&byte: &u8| match byte {
            0..0x80 => char::from(byte),
            _ => letters.get(usize::from(byte) - 0x80).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        (self.label, bytes.iter().map(letter).collect())
    }
}

/// The code page of this label.
pub(super) fn of(label: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.label == label)
}

/// Western, Central European and Cyrillic. The other Cyrillic one, IBM866, is known to the web.
#[rustfmt::skip]
const PAGES: [Page; 3] = [
    Page {
        label: "IBM850",
        letters: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
    },
    Page {
        label: "IBM852",
        letters: "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}",
    },
    Page {
        label: "IBM855",
        letters: "ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐└┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀ЯрРсСтТуУжЖвВьЬ№\u{ad}ыЫзЗшШэЭщЩчЧ§■\u{a0}",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_character_for_every_byte() {
        for page in PAGES {
            assert_eq!(page.letters.chars().count(), 128, "{}", page.label);
        }
        assert_eq!(of("IBM850").unwrap().decode(b"\x9c5 for a caf\x82"), ("IBM850", "£5 for a café".to_string()));
        assert_eq!(of("IBM855").unwrap().decode(b"\xe4\xd6\xeb\xa8\xe5").1, "Совет");
    }
}
