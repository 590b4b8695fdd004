//! The words the grammar knows, as lists a reader can check and extend.
//!
//! They are put into a hash map once. A `match` over strings was rejected: it compares with one string
//! after the other, which costs more than everything else the grammar does.

use super::senses::*;
use std::collections::HashMap;

/// What a word means, and its value where it has one: the number of a number word or of a month.
#[derive(Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) senses: Senses,
    pub(super) value: u32,
}

/// Words that count: the first of a list has the value beside it, the next one more.
const COUNTED: &[(Senses, u32, &str)] = &[
    (UNIT, 0, "zero"),
    (UNIT.or(ONE), 1, "one"),
    (UNIT, 2, "two three four five six seven eight nine"),
    (TEEN, 10, "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
    (ORDINAL, 1, "first"),
    (ORDINAL.or(SECOND), 2, "second"),
    (ORDINAL.or(FRACTION), 3, "third"),
    (ORDINAL, 4, "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"),
    (ORDINAL, 16, "sixteenth seventeenth eighteenth nineteenth twentieth"),
    (MONTH, 1, "january february"),
    (MONTH.or(UNSURE_MONTH), 3, "march april may june"),
    (MONTH, 7, "july"),
    (MONTH.or(UNSURE_MONTH), 8, "august"),
    (MONTH, 9, "september october november december"),
    (SHORT_MONTH, 1, "jan feb mar apr"),
    (SHORT_MONTH, 6, "jun jul aug sep oct nov dec"),
    (SHORT_MONTH, 9, "sept"),
];

/// Words that count in tens: the first of a list has the value beside it, the next ten more.
const TENFOLD: &[(Senses, u32, &str)] = &[
    (TENS, 20, "twenty thirty forty fifty sixty seventy eighty ninety"),
    (ORDINAL, 30, "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"),
];

/// All other words. A word in several lists has the senses of all.
const WORDS: &[(Senses, &str)] = &[
    (HUNDRED, "hundred"),
    (SCALE, "thousand million billion trillion quadrillion lakh lac crore mn bn tn mln bln trn"),
    (SCALES, "hundreds thousands millions billions trillions lakhs crores dozens tens"),
    (DOZEN, "dozen"),
    (ORDINAL, "hundredth thousandth millionth"),
    (FRACTION, "half halves thirds quarter quarters fourths fifths sixths sevenths eighths ninths tenths"),
    (SEVERAL, "several few couple"),
    // The calendar.
    (WEEKDAY, "monday tuesday wednesday thursday friday saturday sunday"),
    (WEEKDAY, "mondays tuesdays wednesdays thursdays fridays saturdays sundays"),
    (SHORT_WEEKDAY, "mon tue tues wed thu thur thurs fri sat sun"),
    (SEASON, "spring summer autumn fall winter"),
    (
        HOLIDAY,
        "christmas easter thanksgiving halloween ramadan hanukkah passover diwali eid pentecost kippur hashanah nowruz \
         holi",
    ),
    (FEAST, "eve day sunday monday"),
    (NEW, "new"),
    (FEAST_PREFIX, "good black cyber ash palm maundy super bloody yom rosh"),
    (LUNAR, "lunar chinese"),
    (SAINT, "st saint"),
    (
        DAY_NAME,
        "boxing election inauguration independence labor labour memorial remembrance armistice veterans columbus republic \
         bastille anzac victory liberation valentine mother father women earth canada australia",
    ),
    (TODAY, "today yesterday tomorrow"),
    (PERIOD, "day week weekend fortnight month year decade weekday millennium"),
    (PERIOD.or(PERIODS), "days weeks weekends fortnights months years decades centuries weekdays millennia"),
    (SPELL, "season seasons semester term terms"),
    (CENTURY, "century centuries"),
    (PERIOD, "century quarter"),
    (PERIOD.or(PERIODS).or(QUARTER), "quarters"),
    (QUARTER, "quarter half"),
    (QUARTER_CODE, "q1 q2 q3 q4 h1 h2"),
    (FISCAL, "fiscal financial fy"),
    (ERA, "bc bce ad ce b.c. a.d. b.c.e. c.e."),
    (THIS, "last next this past previous following coming current"),
    (RECENT, "recent coming"),
    (EARLY, "early late mid"),
    (AGO, "ago later earlier"),
    (SAME, "that same"),
    (EDGE, "end beginning start middle"),
    (DECADE, "twenties thirties forties fifties sixties seventies eighties nineties"),
    (OLD, "old olds"),
    (AGED, "aged age ages"),
    (FULL, "more full whole consecutive straight other additional long calendar working"),
    // The clock.
    (CLOCK_UNIT, "hour hours hr hrs minute minutes min mins"),
    (SECOND, "second seconds sec secs"),
    (DAY_PART, "morning afternoon evening night mornings afternoons evenings nights"),
    (NOON, "noon midnight midday"),
    (TONIGHT, "tonight overnight"),
    (MERIDIEM, "am pm a.m. p.m. a.m p.m"),
    (
        ZONE,
        "gmt utc est edt cst cdt mst mdt pst pdt bst wet west cet cest ist jst kst hkt eet eest msk trt wat cat eat sast \
         gst pkt npt wib wita sgt myt pht ict aest aedt acst acdt awst nzst nzdt hst akst akdt brt clt nst ndt adt et pt",
    ),
    (ZONE.or(UNSURE_ZONE), "ct mt"),
    (O_CLOCK, "o'clock o’clock"),
    // Money.
    (
        CURRENCY,
        "dollar dollars euro euros cent cents pence penny pennies quid buck bucks sterling yen yuan renminbi rmb rupee \
         rupees ruble rubles rouble roubles franc francs lira liras peso pesos krona kronor krone kroner koruna korunas \
         zloty zlotys złoty zł forint forints baht ringgit ringgits dinar dinars dirham dirhams riyal riyals rial rials \
         shekel shekels naira cedi cedis shilling shillings kwacha birr taka rupiah rupiahs tenge kyat riel tugrik \
         metical meticais kwanza hryvnia hryvnias afghani afghanis bolivar bolivars bolivares guarani guaranies \
         lempira lempiras cordoba cordobas quetzal quetzales reais paise kopecks lari leva eurocents bolívar bolívars bolívares \
         deutschmarks marks guilders drachmas pesetas lire kr kč",
    ),
    (CURRENCY.or(UNSURE_CURRENCY), "won rand real lei lev dong dram som pula sol soles crowns pound pounds"),
    (
        CODE,
        "rm fcfa cfa nis mlc usd eur gbp jpy cny rmb inr krw aud cad nzd hkd sgd chf sek nok dkk pln czk huf ron bgn rub uah brl mxn \
         ars clp uyu ves zar ngn kes ugx tzs ghs etb egp dzd tnd lyd aed sar qar kwd bhd omr jod iqd irr \
         ils lbp pkr bdt lkr npr mmk thb vnd idr myr twd mnt kzt uzs azn dop jmd ttd xaf xof zmw mwk \
         bwp nad mzn aoa rwf cdf ssp afn khr lak fjd pgk isk bob pyg crc gtq hnl nio bzd htg",
    ),
    (UNSURE_CODE, "cop cup try mad pen php amd gel sdg"),
    (SHORT_CODE, "sr qr kd bd jd le ro"),
    (CURRENCY_PREFIX, "rs nrs re tk rp ksh kshs sh shs ush tsh dh dhs birr bt php sfr"),
    // Measures.
    (PERCENT, "percent pct pc"),
    (PER, "per"),
    (CENT, "cent"),
    (PERCENTAGE, "percentage basis"),
    (POINTS, "point points"),
    (
        MEASURE,
        "mile miles mi yard yards kilometre kilometres kilometer kilometers km kms metre metres meter meters \
         centimetre centimetres centimeter centimeters cm millimetre millimetres millimeter millimeters mm nm \
         kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs gram grams gramme grammes milligram milligrams mg \
         microgram micrograms tonne tonnes ton tons pound pounds lb lbs ounce ounces oz acre acres hectare hectares ha \
         litre litres liter liters millilitre millilitres milliliter milliliters ml gallon gallons barrel barrels \
         bushel bushels watt watts kilowatt kilowatts kw megawatt megawatts mw gigawatt gigawatts gw terawatt \
         terawatts kwh mwh gwh twh volts hertz hz khz mhz ghz bytes kilobytes megabytes gigabytes \
         terabytes kb mb gb tb knots mph kph kmh kmph horsepower hp bhp calories kcal joules lightyears \
         gigatonne gigatonnes megatonne megatonnes quintal quintals millibar millibars ppm bpd teu teus cusec cusecs rpm \
         megahertz gigahertz megapixel megapixels mah carat carats decibels km² m² cm² mi² km³ m³ km2 sqm sqkm",
    ),
    (FEET.or(MEASURE), "foot feet ft"),
    (INCHES.or(MEASURE), "inch inches"),
    (SQUARE, "square cubic nautical sq metric short imperial"),
    (DEGREE, "degree degrees"),
    (CELSIUS, "celsius fahrenheit centigrade kelvin c f"),
    // The closed classes.
    (A, "a an"),
    (THE, "the"),
    (OF, "of"),
    (AND, "and"),
    (OR, "or"),
    (TO, "to"),
    (FROM, "from"),
    (BETWEEN, "between"),
    (TIME_PREPOSITION, "in since until till during by before after from through circa year on for"),
    (POSSESSIVE_PRONOUN, "its his her their our your my"),
    (COUNTING, "than least most about around some nearly almost over only another approximately roughly exactly"),
    (PRONOUN_MAKER, "no this that the which any every each another some either neither other such not these those"),
    (
        FUNCTION,
        "at with but as is was were are be been being has have had having do does did will would can could may might \
         must shall should it he she they we you i him them us me who whose whom what \
         how why when where while there here then so if because though although all both only just also under up down \
         out off into onto against without within across via upon like same very too even still yet once again now \
         said says say told however well much many more less",
    ),
    (NUMBERED, "section sections chapter chapters article articles page pages paragraph figure table number numbers"),
    (
        NUMBERED,
        "version season phase stage grade level row item step episode volume vol route flight gate line channel room",
    ),
    (
        NUMBERED,
        "platform act part category type tier class route highway hwy junction exit interstate no no. nos pp p size model",
    ),
    (
        LAW,
        "act acts treaty constitution amendment ordinance protocol accords agreement directive charter bill convention \
         conventions declaration article section resolution proposition order law code",
    ),
    // Those that are names of products as well, such as "Fire", only in the third person.
    (
        VERB,
        "add adds approves arrest arrests attract attracts axe axes backs bans buy buys claims closes cut cuts \
         deploy deploys destroys detain detains displace displaces donates draws drops evacuate evacuates faces \
         falls finds fines fires free frees gains hire hires hits hospitalizes hurts infects injure injures \
         invests jails jumps kill kills launches lays leave leaves lose loses names nears opens pardons passes \
         pays raises reaches recall recalls rejects reports rescue rescues rises saves scores seeks sees seize \
         seizes sell sells sends sentences sheds shoots shuts shutters signs slashes slips strands surpasses tests \
         threatens tops trains traps vaccinates wants wins wounds",
    ),
    (PEOPLE, "people police staff personnel"),
    (PEOPLE.or(SOMEBODY), "men women children"),
    (
        SOMEBODY,
        "man woman boy girl baby toddler teen teenager youth pensioner mother father mum mom dad parent son daughter child \
         brother sister twin husband wife partner widow widower fiance fiancee boyfriend girlfriend friend neighbor \
         neighbour cousin nephew niece uncle aunt grandmother grandfather grandson granddaughter stepfather stepmother \
         stepson stepdaughter suspect victim gunman shooter attacker assailant defendant accused accomplice survivor \
         driver passenger motorist motorcyclist cyclist pedestrian rider pilot student pupil teacher officer constable \
         soldier journalist actor actress singer rapper comedian player footballer striker midfielder defender \
         goalkeeper winger batter bowler lawyer doctor nurse midwife farmer politician lawmaker billionaire businessman \
         businesswoman entrepreneur activist resident colleague worker employee engineer tourist founder star author \
         minister president presenter chef champion executive monarch candidate inmate celebrity hunter climber \
         swimmer model brothers sisters sons daughters boys girls twins teenagers suspects",
    ),
];

/// The words, by their form in small letters.
pub(super) struct Lexicon(HashMap<&'static str, Entry>);

impl Lexicon {
    /// All words of the lists.
    pub(super) fn new() -> Self {
        let mut entries: HashMap<&'static str, Entry> = HashMap::new();
        let mut add = |word, senses, value| {
            let entry = entries.entry(word).or_default();
            entry.senses = entry.senses | senses;
            entry.value = entry.value.max(value);
        };
        for &(senses, words) in WORDS {
            words.split_whitespace().for_each(|word| add(word, senses, 0));
        }
        for (lists, step) in [(COUNTED, 1), (TENFOLD, 10)] {
            for &(senses, first, words) in lists {
                (first..)
                    .step_by(step)
                    .zip(words.split_whitespace())
                    .for_each(|(value, word)| add(word, senses, value));
            }
        }
        Self(entries)
    }

    /// What a word means, whatever its case; nothing if the grammar does not know it.
    pub(super) fn look_up(&self, word: &str) -> Entry {
        let mut buffer = [0; LONGEST];
        let Some(lower) = buffer.get_mut(..word.len()) else { return Entry::default() };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let lower = std::str::from_utf8(lower).unwrap_or_default();
        let known = self.0.get(lower).or_else(|| self.0.get(lower.strip_suffix('.')?));
        known.copied().unwrap_or_default()
    }
}

/// The longest word worth looking up, in bytes.
const LONGEST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_can_be_looked_up() {
        let lexicon = Lexicon::new();
        for word in lexicon.0.keys() {
            assert!(word.len() <= LONGEST, "{word} is too long");
            assert_eq!(word.to_lowercase(), *word);
            assert!(lexicon.look_up(word).senses != Senses::NONE);
        }
    }

    #[test]
    fn number_words_have_their_value() {
        let lexicon = Lexicon::new();
        let value = |word| lexicon.look_up(word).value;
        assert_eq!(
            [value("nine"), value("Nineteen"), value("ninety"), value("twentieth"), value("Dec."), value("ninetieth")],
            [9, 19, 90, 20, 12, 90]
        );
    }
}
