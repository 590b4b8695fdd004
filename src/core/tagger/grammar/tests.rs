//! Table cases: `"[DATE:February 4] in Seoul"` is a text with what must be found in it, and nothing else.

use super::*;
use proptest::prelude::*;

/// The text of a marked line, with its marks as the grammar's suggestions would be written.
fn strip(marked: &str) -> String {
    let mut plain = String::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let label_end = after.find(':').filter(|&end| LABELS.contains(&&after[..end]));
        let Some(label_end) = label_end else {
            plain.push_str(before);
            plain.push('[');
            rest = after;
            continue;
        };
        let (span, after) = after[label_end + 1..].split_once(']').expect("a mark ends");
        plain.push_str(before);
        plain.push_str(span);
        rest = after;
    }
    plain + rest
}

/// The text with what the grammar finds in it marked.
fn mark(plain: &str) -> String {
    let text = Text::new(plain);
    let mut marked = String::new();
    let mut end = 0;
    for found in Grammar::new().tag(&text) {
        let range = found.range.as_usize();
        marked.push_str(&plain[end..range.start]);
        marked.extend(["[", found.label.as_str(), ":", &plain[range.clone()], "]"]);
        end = range.end;
    }
    marked + &plain[end..]
}

macro_rules! finds {
    ($($name:ident: [$($line:expr),* $(,)?];)*) => {
        $(#[test] fn $name() {
            let wrong: Vec<_> = [$($line),*].iter().filter_map(|line| {
                let found = mark(&strip(line));
                (found != *line).then(|| format!("expected {line}\n   found {found}\n"))
            }).collect();
            assert!(wrong.is_empty(), "\n{}", wrong.concat());
        })*
    };
}

finds! {
    days: [
        "date [DATE:2025-02-03] After being cleared",
        "a cheque of [DATE:31/12/99], a visa until [DATE:5/5/24], 24/7/365, odds of 20/20/20",
        "due on [DATE:3/2/2025] or [DATE:2025/02/03] or [DATE:3.2.2025].",
        "The meeting will take place on [DATE:February 4] in Seoul.",
        "on [DATE:Feb. 4, 2025], the board",
        "on [DATE:4 February 2025] the board",
        "by the [DATE:4th of February]",
        "[DATE:May 4th] was dry",
        "talks on [DATE:February 4-6] and [DATE:12-14 March 2024]",
        "from [DATE:February 28–March 2]",
        "between [DATE:15 and 27 May 1944], on [DATE:6, 8, 10 and 17 May], from [DATE:31 May-1 June 1916]",
        "[DATE:Monday, February 3, 2025]",
        "[DATE:Thursday 23 June 2016] was a wet day",
        "[DATE:Mon., Feb. 3]",
        "(Reuters, [DATE:Feb 4])",
        "On [DATE:Friday the 13th] they stayed at home",
        "in [DATE:Feb '25]",
        "from [DATE:July 13 to 17 of last year]",
    ];
    months: [
        "in [DATE:February 2025], in [DATE:Feb. 2025], in [DATE:April–May 1945]",
        "in [DATE:June of this year], since [DATE:March last year], in [DATE:May of that year]",
        "[DATE:January] was mild, [DATE:October] was not",
        "in [DATE:May], since [DATE:March], until [DATE:August]",
        "between [DATE:March] and [DATE:May]",
        "Theresa May met April Jones and August Wilson.",
        "March on the capital, they cried",
        "May they rest in peace",
        "Prime Minister May said so",
        "Mr. March and Ms. June",
        "late [DATE:May] or early [DATE:March 2024], perhaps mid-[DATE:February]",
        "from mid-[DATE:March] to mid-[DATE:May], in mid-[DATE:August]; mid-march",
        "the [DATE:June] vote",
        "in the [DATE:July-September quarter], ([DATE:April-June]), [DATE:Jan-Mar], [DATE:January–March]; Ann March-May sang",
        "in the year to [DATE:June], the [DATE:12 months] to [DATE:March], the quarter ended [DATE:June], at end-[DATE:June], by end-[DATE:March]",
        "back to March on Washington, the [DATE:June quarter] and [DATE:December quarter]",
    ];
    weekdays: [
        "on [DATE:Monday], said the ministry",
        "closed on [DATE:Sundays]",
        "[DATE:Tuesday]'s vote",
        "told The Sunday Times that the plan",
        "The Sun. The star.",
        "[DATE:Good Friday], [DATE:Black Friday] and [DATE:Super Tuesday]",
        "[DATE:last Monday] and [DATE:next Tuesday]",
    ];
    years: [
        "in [DATE:2025] and since [DATE:1848], around [DATE:1640], as early as [DATE:1717]",
        "the [DATE:2024] election, his [DATE:1856] attack, Nietzsche ([DATE:1886])",
        "founded ([DATE:2019]) in Oslo",
        "[DATE:2024]'s budget",
        "hired [CARDINAL:2025] people and [CARDINAL:1500] soldiers",
        "Euro 2024, Windows 2000, Expo 2020",
        "with [CARDINAL:2000] workers",
        "[DATE:2019-2021], [DATE:2019–20] and [DATE:2024/25]",
        "from [DATE:2010] to [DATE:2015]",
        "between [DATE:2010] and [DATE:2015]",
        "the [DATE:1990s], the [DATE:'90s] and the mid-[DATE:1980s]",
        "the [DATE:19th century], the [DATE:17th and 18th centuries], a [DATE:20th-century] idea",
        "the [DATE:twenty-first century]",
        "in [DATE:44 BC] and [DATE:AD 79], in [DATE:664 b.c.e.]",
        "in the [DATE:seventies], a man in his seventies",
        "late [DATE:2024] or early [DATE:2025]",
        "the post-[DATE:2020] order",
    ];
    years_that_start_no_range: [
        "Turnout slipped from [PERCENT:66.4%] in [DATE:2014] to [PERCENT:55.7%] in [DATE:2019].",
        "Arrests fell from [CARDINAL:1,204] in [DATE:2019] to [CARDINAL:987] a [DATE:year later].",
        "Catches sank from [QUANTITY:12 tonnes] in [DATE:1990] to [QUANTITY:30 kg] [DATE:last season].",
        "The bridge may reopen in [DATE:2026] or [DATE:2027], and in [DATE:2030 to 2031] it will be widened.",
        "Some [CARDINAL:2000 to 3000] people marched",
    ];
    parts_of_a_year: [
        "[DATE:summer 2024] and [DATE:spring of 1944]",
        "[DATE:last winter] and [DATE:this summer]",
        "in the [DATE:fall], after the fall of Kabul",
        "[DATE:Q3 2024] and [DATE:Q4], [DATE:H1 2024], a mix of H2 and He",
        "the [DATE:first quarter] and the [DATE:third quarter of 2024]",
        "the [DATE:first half of 2024]",
        "[DATE:second-quarter] profit",
        "[DATE:fiscal 2024], [DATE:FY2025] and [DATE:financial year 2023-24]",
        "at [DATE:Christmas], on [DATE:New Year's Day], on [DATE:Christmas Eve]",
        "on [DATE:Independence Day], on [DATE:Valentine's Day], after the independence day",
        "Crowds prayed at [DATE:Eid al-Fitr] and [DATE:Eid al-Adha], fasted on [DATE:Yom Kippur] and at [DATE:Rosh Hashanah 2023]",
        "parades on [DATE:St. Patrick's Day] and for the [DATE:Lunar New Year]; at [DATE:Eid] and [DATE:Chinese New Year]",
        "Patrick Day told the Chinese [DATE:Monday] of the Yom Kippur War and the Main St. fire",
        "[DATE:FY2023/24] and [DATE:FY2025], up from [DATE:FY24]",
        "[DATE:Q1FY26], [DATE:H1FY26], [DATE:Q3FY2025], [DATE:1Q25], [DATE:4Q24], [DATE:9MFY25], [DATE:2H 2026], [DATE:9M 2025], [DATE:Q3'25], [DATE:Q2-2025]",
        "Nvidia H100 chips, an H225, [CARDINAL:9M] users, 3M [DATE:2025] glue, in 2H",
        "the [DATE:summer of '23], in [DATE:'09] or [DATE:'10], in [DATE:March of '72], the class of [DATE:'92], in the [DATE:autumn of that year]; for '[CARDINAL:12] Angry Men, in '[TIME:24 Hours]",
    ];
    counted_from_now: [
        "[DATE:today], [DATE:yesterday] and [DATE:tomorrow]",
        "USA Today said",
        "[DATE:last year], [DATE:next month], [DATE:this week]",
        "in the [DATE:past decade] and the [DATE:next two years], in the [DATE:past year and a half]",
        "[DATE:two years ago], a [DATE:year ago], [DATE:decades ago]",
        "[DATE:two days later], a [DATE:year earlier], [DATE:two days] earlier than planned",
        "[DATE:that day], the [DATE:same week], the [DATE:end of the month]",
        "told Kamloops This Week that",
        "earlier [DATE:this year] and late [DATE:last month]",
        "in [DATE:recent years]",
        "[DATE:last year]'s profit",
        "the last of them; this is it; [DATE:this season]",
        "past the post",
        "[DATE:This past Friday] the board met; [DATE:this coming Saturday] it votes; coming [DATE:this Sunday]",
        "The siege will last [DATE:two years], it won't last [TIME:12 hours]; the [DATE:last two years] were quiet",
        "rain over the [DATE:last couple of weeks], sun [DATE:this past weekend]",
        "Protests spread over the [DATE:weekend], at the [DATE:weekend] and during the [DATE:weekend]; the weekend edition",
    ];
    durations_and_ages: [
        "for [DATE:two years], a [DATE:six-month] ban, [DATE:10 to 15 days]",
        "[DATE:several months] and a [DATE:few weeks]",
        "in the [DATE:first 100 days] and the [ORDINAL:first] year, the [TIME:first ten minutes]",
        "a [DATE:45-year-old] man and [DATE:18-year-olds]",
        "is [DATE:45 years old]",
        "a boy [DATE:aged 12], a girl [DATE:age 11], at the [DATE:age of 12], [DATE:aged 84 years]",
        "Ann Li, [DATE:45], said",
        "She was [DATE:85]. He is [DATE:34] and lives here. It was [CARDINAL:34].",
        "A man, [DATE:34], died. The suspect, [DATE:19], fled. His wife, [DATE:40], wept. Ms Baker, [DATE:45], spoke.",
        "The total, [CARDINAL:34], rose. The driver, [CARDINAL:34] men and a dog",
        "men [DATE:aged between 18 and 25], [DATE:aged between 18 and 25 years]; between [CARDINAL:24] and [CARDINAL:31] people",
        "a man in his [DATE:30s] and a woman in her late [DATE:20s]; Temperatures in the [DATE:30s]",
        "within a [DATE:year], at least a [DATE:month] of work, a week",
        "a [DATE:year and a half] or [DATE:two and a half years]",
        "He was given [DATE:15 years, 8 months] and fined; she served [DATE:2 years and 6 months] of it",
        "[DATE:six months], [DATE:two years] or [DATE:ten years and three days], [DATE:two years], [DATE:five years] on",
        "boys between the [DATE:ages of 14 and 18], children [DATE:ages 5-11], sons [DATE:aged four and seven]",
        "a driver [DATE:aged 60] and [CARDINAL:18] others, [DATE:aged 40] and [CARDINAL:two] of his sons",
        "boys [DATE:aged nine, ten and thirteen], [DATE:aged 6, 9 and 12], [DATE:aged 6], [CARDINAL:18] others and [CARDINAL:two] of his sons",
        "for [DATE:years]",
        "years of work",
        "the [ORDINAL:15th] Five-Year Plan, the [ORDINAL:14th] [DATE:five-year] plan, a [DATE:Five-Year] Sentence",
    ];
    times: [
        "at [TIME:10:30 a.m.] and [TIME:3pm], until [TIME:3.30pm]",
        "at [TIME:3 p.m. GMT], at [TIME:1500 GMT]",
        "at [TIME:10:30] on [DATE:Monday]",
        "[TIME:9-11 a.m.], [TIME:9am-5pm]",
        "from [TIME:9 a.m.] to [TIME:5 p.m.]",
        "by [TIME:five o'clock]",
        "at [TIME:noon] and [TIME:midnight]",
        "[TIME:Monday night], [TIME:last night], [TIME:this morning], early [TIME:Sunday evening]",
        "[TIME:tonight], in the [TIME:morning], on the [TIME:night] of [DATE:May 4], Imus in the Morning",
        "On [TIME:Wednesday morning] Gupta left, [TIME:that night] too, said the Sunday Morning Herald",
        "[TIME:six minutes later], within an [TIME:hour], an [TIME:hour and a half], an hour",
        "an [TIME:hour later], a [TIME:minute ago], an hour earlier than planned, an hour",
        "for [TIME:two hours], a [TIME:30-second] clip, [TIME:half an hour], [TIME:20 minutes ago]",
        "a [TIME:24-hour] strike",
        "wait a second; [CARDINAL:sixty] per second",
        "[CARDINAL:40] dead in the [TIME:last 24 hours], rain in the [TIME:next few hours] after the [TIME:past hour]; this [TIME:24-hour] ban, this [TIME:twelve hour] trip",
        "won in [TIME:2 hours 1 minute 39 seconds] or in [TIME:1 hour, 5 minutes and 2 seconds]",
        "polls close at [TIME:3 p.m. Eastern Time] or [TIME:10 a.m. Central European Time], [TIME:14:30 Moscow time]",
        "on air at [TIME:9 p.m. Pacific], at [TIME:9 p.m.] Central Station said so; at [TIME:3pm] Time magazine called",
        "open [TIME:8:30-9:30] on [DATE:Sundays]",
        "at [TIME:half past eight], by [TIME:quarter to nine]; from a quarter to [PERCENT:10 percent]",
        "Genesis 1:20 says",
        "They are here; I am glad",
        "[TIME:8 p.m. CT], [TIME:11:47 PM PHT], [TIME:06.21 AEDT], [TIME:9 p.m. ET/PT]; in [DATE:2024] CT scans of [CARDINAL:20] MT, [CARDINAL:5] CT scans",
        "[TIME:9 a.m.-5 p.m.], [TIME:5 p.m. PT]/[TIME:8 p.m. ET], [TIME:8:30 a.m. ET]/[TIME:13:30 GMT]",
        "[DATE:2025-11-01] [TIME:09:05], [DATE:12 Nov 2025] [TIME:14:30]; [CARDINAL:2] Kings 12 10:30",
        "in [TIME:2hr 8min 9sec], [TIME:2h 4m 12s], [TIME:1hr 32min], [TIME:20.741sec], [TIME:9.58s], at [TIME:3pm], [TIME:4pm]; 20s and 1,000s",
        "[TIME:Hours later], he left; [TIME:minutes later] and [TIME:hours ago]; hours earlier than planned, hour later",
    ];
    money_by_sign: [
        "from [MONEY:$175 billion] to [MONEY:$340 billion]",
        "[MONEY:US$5.2bn], [MONEY:A$3 million], [MONEY:HK$20] and [MONEY:R$100], [MONEY:$856 m], [MONEY:$599 USD]",
        "[MONEY:€300 billion], [MONEY:£5], [MONEY:₹21 lakh], [MONEY:₦20 million], [MONEY:¥1,000]",
        "[MONEY:US $5], [MONEY:Can$5 million]",
        "[MONEY:$1-2 million], [MONEY:$1 to 2 million], [MONEY:$5m]-[MONEY:$10m]",
        "between [MONEY:$5] and [MONEY:$10], between [MONEY:$5 and $7 billion]",
        "about [MONEY:$5 million], more than [MONEY:€200]",
        "[MONEY:$70 billion dollars] of oil, [MONEY:$5 bucks], a [MONEY:$20 million-dollar] deal",
        "a [MONEY:$100-million] deal and [MONEY:$5]-a-day work",
        "[MONEY:300 billion €], [MONEY:20€].",
        "costs $ and nerves",
    ];
    money_by_name: [
        "[MONEY:Rs 20 crore], [MONEY:Rs. 4000], [MONEY:Rs4000], [MONEY:RM50], [MONEY:Tk 500 crore]",
        "[MONEY:KRW 3 trillion], [MONEY:USD 50], [MONEY:20 CUP], [MONEY:7CUP]",
        "[MONEY:1,000 euros], [MONEY:50 million dollars], [MONEY:five million Kenyan shillings]",
        "[MONEY:200 Hong Kong dollars], [MONEY:10 US dollars]",
        "[MONEY:billions of dollars], [MONEY:hundreds of millions of pounds]",
        "[MONEY:10 cents], [MONEY:50p], [MONEY:3 trillion won], [MONEY:20 crore rupees]",
        "[MONEY:R500 million], [MONEY:R5-million], [MONEY:K1,500], [MONEY:N20bn]",
        "[MONEY:Dh100], [MONEY:NIS 50 million], [MONEY:120 MLC], [MONEY:2,000 bolívars]",
        "[MONEY:half a million dollars] and a [MONEY:million dollars]",
        "the dollar fell, the yen rose",
        "They won in Paris. In [DATE:1911] won [CARDINAL:two]. In [DATE:2005] Jamieson won. [MONEY:500 South Korean won].",
        "[MONEY:million-dollar] homes, a [MONEY:couple of hundred dollars], [MONEY:20 pounds]",
        "a film in 1080p",
        "the [ORDINAL:third] time [CARDINAL:two] won medals",
        "[MONEY:SR104.9bn], [MONEY:QR12.8bn], [MONEY:KD1.6 billion], [MONEY:BD200 million], [MONEY:JD350m], [MONEY:LE47.3], [MONEY:RO75mn], [MONEY:SR 500 million]",
        "[MONEY:Bt2.3 billion], [MONEY:Php500], [MONEY:NRs 500], [MONEY:Rs1,000-1,500], [MONEY:279 kr]; off SR520, along SR 520, JD Vance, LE 35",
        "bread costs [MONEY:R20] a loaf, fish [MONEY:P48]-[MONEY:P52] a kilo, charcoal [MONEY:K25] per bag; along the N1 and the R2",
    ];
    pounds_before_brackets: [
        "It raised [MONEY:1.2 billion pounds] of new shares, has [MONEY:300 million pounds] of debt, and sold [QUANTITY:10 million pounds] of beef.",
        "The council was fined [MONEY:30,000 pounds] ([MONEY:$38,000]) over the spill.",
        "Repairs cost [MONEY:250,000 pounds] (about [MONEY:$310,000]), a new roof [MONEY:2,500 pounds] ([MONEY:3,000 euros]).",
        "The bomb of [QUANTITY:500 pounds] ([QUANTITY:230 kilograms]) and a [QUANTITY:20-pound] (roughly [QUANTITY:9kg]) shell",
    ];
    codes_that_are_words: [
        "Leaders met at COP28 in Dubai, [DATE:two years] after COP 26 in Glasgow.",
        "WORLD CUP 2026: TRY 3 OF THESE SNACKS, said SDG 13 and PHP 8.1",
        "The chip maker's AMD 7 line",
        "a loan of [MONEY:TRY 500 million], a fine of [MONEY:COP 20,000], rent of [MONEY:MAD 950] or [MONEY:PEN3.5m]",
        "tickets for [MONEY:TRY500], dinner for [MONEY:80 TRY], THE [DATE:2022] CUP",
    ];
    percentages: [
        "[PERCENT:3.5%], [PERCENT:3 per cent], [PERCENT:20-30 percent], [PERCENT:5 to 10 percent]",
        "[PERCENT:ten percent], [PERCENT:two percentage points], [PERCENT:25 basis points], [PERCENT:5pc]",
        "[PERCENT:25bps], [PERCENT:50 bps] and a [PERCENT:25-bp] cut; [CARDINAL:50] BP stations",
        "from [PERCENT:5%] to [PERCENT:10%]",
        "more than [PERCENT:90 percent] of them",
        "between [PERCENT:5 and 10 percent]",
        "Prices moved by [PERCENT:-0.4%] ([PERCENT:−1.2%] in [DATE:May]), [PERCENT:20%]-[PERCENT:30%], [PERCENT:60%] -[PERCENT:80%] and [PERCENT:3-4%]",
        "[PERCENT:two full percentage points], [PERCENT:half a percentage point], a [PERCENT:quarter-point] cut, cut rates by a [PERCENT:quarter point], a [PERCENT:half-point] hike",
        "won by half a point, by a half point or so",
    ];
    quantities: [
        "[QUANTITY:5 km], [QUANTITY:22 km²], [QUANTITY:20kg], [QUANTITY:100 square miles], a [QUANTITY:200-mile] road, [QUANTITY:one-and-a-half miles]",
        "[QUANTITY:30 degrees], [QUANTITY:30°C], [QUANTITY:86 degrees Fahrenheit]",
        "Lows of [QUANTITY:-12°C] and [QUANTITY:-5C], highs of [QUANTITY:38C] ([QUANTITY:100F]), an F-16C and an iPhone 5C",
        "The boxer weighed [QUANTITY:13st 4lb] ([QUANTITY:84kg]) at [QUANTITY:13st], not in the [ORDINAL:21st] or [ORDINAL:22th] round",
        "[QUANTITY:6ft 2in], [QUANTITY:6 feet 2 inches], [QUANTITY:5-foot-10]",
        "[QUANTITY:180 pounds] ([QUANTITY:82 kg]), weighs [QUANTITY:92 pounds], lost about [QUANTITY:4 pounds]",
        "[QUANTITY:60 miles per hour], [QUANTITY:100 km/h], [QUANTITY:305 m]",
        "[QUANTITY:thousands of tonnes] of grain, a [QUANTITY:few miles] off, [QUANTITY:50 light years] away",
        "a [QUANTITY:1.5 million barrels] cut",
        "[QUANTITY:57.7 gigatonnes], [QUANTITY:892 millibars], [QUANTITY:424.6 ppm], [QUANTITY:137,000 bpd], [QUANTITY:14,000 TEUs], [QUANTITY:5,000mAh], [QUANTITY:5,000 sq. ft], [QUANTITY:300 sq m]",
        "[QUANTITY:5 mg/kg], [QUANTITY:120 g/km], [QUANTITY:150mg/dL]; [QUANTITY:20 m/s]",
        "It was [QUANTITY:33 C] ([QUANTITY:91 F]), highs of [QUANTITY:20-25C] and temperatures of [QUANTITY:-5 C] there, a low of [QUANTITY:5 C]; and so on and on and on, Vitamin C, a high school with [CARDINAL:12] C (UNICEF) marks, version 33 C, [CARDINAL:10] C notes",
    ];
    ordinals: [
        "the [ORDINAL:first] time, the [ORDINAL:4th] floor, the [ORDINAL:twenty-first] guest",
        "the [ORDINAL:second]-largest bank, a [ORDINAL:second] term",
        "the [ORDINAL:1,000th] game, the [ORDINAL:2,500th] goal; a [ORDINAL:90th]-minute, [ORDINAL:second]-half goal",
        "a first-ever win, a second-hand car, first responders",
        "First Lady and the Second Avenue line",
        "First National Bank",
        "[ORDINAL:Second] came the rain",
    ];
    cardinals: [
        "[CARDINAL:three] men, [CARDINAL:two dozen] ships, a [CARDINAL:hundred] horses",
        "[CARDINAL:1.2 million] people, [CARDINAL:hundreds] of homes, [CARDINAL:tens of thousands] fled",
        "[CARDINAL:12] dead and [CARDINAL:1,000] hurt",
        "[CARDINAL:two or three] seats, [CARDINAL:10 to 15] boats, [CARDINAL:10-15] people",
        "more than [CARDINAL:200] were there",
        "[CARDINAL:three-quarters] of states, [CARDINAL:three quarters] of voters, [DATE:three quarters] in a row",
        "[CARDINAL:two-thirds] of voters, [CARDINAL:half a million] voters",
        "more than [CARDINAL:half] of voters, about a [CARDINAL:third] of them, a [CARDINAL:quarter of a million] of us",
        "the [ORDINAL:third] of them, the [ORDINAL:second] half of the match, at half past",
        "a [CARDINAL:20]-room house, a [CARDINAL:five]-storey block",
        "Reportedly [CARDINAL:several thousand] came",
        "[CARDINAL:two hundred and five] votes",
        "[CARDINAL:One] man and [CARDINAL:one] woman",
        "[CARDINAL:10 000] people",
        "[CARDINAL:Eleven] players",
        "from [CARDINAL:10] to [CARDINAL:15] seats",
        "[CARDINAL:One and a half million] people, [CARDINAL:one or two] of them, one-to-one",
        "estimates in the range [CARDINAL:2–4], about [CARDINAL:12–18], [CARDINAL:20–30] people",
    ];
    headlines: [
        "Storm Kills [CARDINAL:12] in Texas, Leaves [CARDINAL:Thousands] Without Power",
        "Online Retailer to Cut [CARDINAL:10,000] Jobs, Hire [CARDINAL:Five Hundred] in Ohio",
        "U.S. Adds [CARDINAL:275,000] Jobs in [DATE:February], Unemployment Hits [PERCENT:3.9%]",
        "Carmaker Recalls [CARDINAL:2 Million] Cars Over Brakes; Rival Parks [CARDINAL:1.2 Million]",
        "EARTHQUAKE KILLS [CARDINAL:120], CHINA SENDS [CARDINAL:300] RESCUERS",
        "Boeing 737 Crash Kills [CARDINAL:176]; Apollo 13 Astronaut Joins Top 10",
        "Microsoft Ends Support for Windows 10 as Formula 1 Sponsor Buys Amazon Fire 7",
        "Bandits Free [CARDINAL:38] Worshippers, Sensex Falls [CARDINAL:331] Points, Chain Shutters [CARDINAL:12] Stores, Fire Destroys [CARDINAL:16] Homes, Threatens [CARDINAL:200]",
        "In NFL Week 12 and on Day 3, pupils in Year 6; [DATE:Last Week] [CARDINAL:12] died, in [DATE:12 Days]",
    ];
    numbers_that_are_names: [
        "COVID-19, G20, Formula 1, Boeing 737, F-16",
        "one of them, no one, this one, one another",
        "version 3.2.1 and iOS 18.2",
        "call +1 202 555 0100 or 020-7946-0018",
        "at DH2017 and DHS 12, junction 2",
        "see section 4, page 12 and No. 10, season four",
        "https://example.com/2024/02/03 and 192.168.0.1",
        "5G networks",
        "at 10 Downing Street and 619 West Main Street, on 42nd Street",
        "Big Three and Group of Seven",
        "1. Open the door.",
        "on 9/11",
        "Toyota (7203.T), Aramco (2222.SR), Tencent (0700.HK) and Moutai (SHA: 600519) rose",
    ];
    laws: [
        "the [LAW:Clean Air Act], the [LAW:Tenure of Office Act of 1867], the [LAW:Wildlife Protection Act, 1972]",
        "the [LAW:European Union (Referendum) Act 2016], [LAW:Republic Act No. 7966] and the [LAW:Health Care Reform Bill]",
        "the [LAW:US Constitution], the [LAW:Constitution], the Constitution Party",
        "the [LAW:First Amendment], the [LAW:25th Amendment] to the [LAW:United States Constitution]",
        "the (Repeal) Bill, the [LAW:Act of Uniformity 1662]",
        "the [LAW:Treaty of Versailles], the [LAW:Bill of Rights], the [LAW:Convention on Biological Diversity]",
        "[LAW:Article 50 of the Treaty on European Union], [LAW:Article 218 (3)], [LAW:Section 230]",
        "the [LAW:Paris Agreement], the [LAW:Good Friday Agreement], the [LAW:Kyoto Protocol]",
        "the National Convention on [DATE:June 20]",
        "Under the act, Bill Clinton and Andrew Johnson met Bill; Act now! An agreement was signed.",
        "the [LAW:Clean Water Act] and the [LAW:Clean Air Act]",
        "the [DATE:2001] [LAW:Anti-Corruption Law], the [LAW:Archives Law], China's [LAW:National Security Law], the [LAW:Civil Code], the [LAW:Criminal Procedure Code], the [LAW:Dodd-Frank Act]",
        "the Society of International Law, taught Commercial Law at Harvard Law School, the Harvard Law Review, Acme's Nathan Law, the law, a Dress Code, the ZIP Code",
        "the [LAW:Prevention of Money Laundering Act (PMLA), 2002], the [LAW:Companies Act, 2013], the [LAW:Digital Services Act] (DSA)",
        "UN Security Council [LAW:Resolution 2803], [LAW:Executive Order 14187], [LAW:Proposition 50]; a resolution, Order 66",
        "the [DATE:1951] [LAW:Refugee Convention], the [LAW:Geneva Conventions], the [LAW:European Convention on Human Rights], the [LAW:UN Convention against Torture]",
        "Senate Passes Bill, Trump Signs Budget Bill; the [LAW:False Claims Act], the [LAW:Tax Cuts and Jobs Act], the [LAW:Free Trade Agreement]",
    ];
    scores: [
        "won [CARDINAL:2-1] on aggregate, a [CARDINAL:3–0] defeat, by a [CARDINAL:2-1] score, won [CARDINAL:21-14] and [CARDINAL:1-1] away",
        "In a [CARDINAL:5-2] decision and a [CARDINAL:68-42] vote; voted [CARDINAL:220-213]. Senegal beat Peru [CARDINAL:3-1] (agg. [CARDINAL:4-4])",
        "Lakers [CARDINAL:112-104] Celtics; she beat Noskova [CARDINAL:3-6], [CARDINAL:7-6] ([CARDINAL:9/7]), [CARDINAL:6-4] and [CARDINAL:7-6] ([CARDINAL:7-4]).",
        "[DATE:2019-20], pages 12-14, pp. 3-5, a Boeing 737-800, a 737-800 operated by Acme, a 787-9, 4-4-2, ISO 639-3, Case 22-506, call 555-1234 or 020-7946-0018, 12-03, #1-2",
        "[DATE:May 5-7], [DATE:12-14 March], [DATE:aged 5-11 years], [PERCENT:20-30%], [MONEY:$5-10], [QUANTITY:5-6 km], [TIME:9-11 a.m.], at 10-12 Downing Street",
        "Mansur I (961-976), pp. 303-314, the kingdom (250-[DATE:125 BC])",
        "COVID-19, F-16, odds of 20/20, (9/7), the A320-200, 24/7",
    ];
    ranges: [
        "Some [CARDINAL:4,000-5,000] protesters, [CARDINAL:15,000-20,000] people, [CARDINAL:800-1,000] troops, [CARDINAL:10,000–12,000] troops",
        "[CARDINAL:1.2 million-1.5 million] users, [CARDINAL:900,000-1.2 million] users, [CARDINAL:2.5-3.5] jobs, [CARDINAL:2.5-2.8] jobs",
        "a [CARDINAL:4,000-5,000]-strong crowd; lost 6.5-3.5 points, between [CARDINAL:8,000-10,000] fans, from [CARDINAL:8] to [CARDINAL:10] fans, call 020-7946-0018",
    ];
    ages: [
        "said Maria Lopez, [DATE:34]. Zhang Hongzhang, [DATE:39] — will fly. Lewis Hamilton, [DATE:40]; George Russell, [DATE:27]; and Lando Norris, [DATE:26], ran",
        "Goals: Salah, [CARDINAL:12]. Çaykur Rizespor, [CARDINAL:1]. The United States, [CARDINAL:25]; Norway, [CARDINAL:16]; they took Route 66, [CARDINAL:12].",
        "John Smith ([DATE:34]), of Leeds, and her son Tom ([DATE:12]) died.",
        "Mohamed Salah (11), Cody Gakpo (18) and Jeremie Frimpong (30) start",
        "the European Union (27), Iga Swiatek (1), Virat Kohli (82) and KL Rahul (45)",
        "Brit tourist, [DATE:22], found dead. Mum-of-two, [DATE:34], held. The pop star, [DATE:35], wept. A former minister, [DATE:61], and the author, [DATE:70], met.",
        "Michael Jordan, now [DATE:62], was there. Ms Lee, then [DATE:23], met him. [CARDINAL:Two] men, [DATE:25 and 27], fled.",
        "He died at [DATE:94]. She died on [DATE:Friday] at [DATE:87], they said. He died at [CARDINAL:12]. It stood at [CARDINAL:94].",
        "She was just [DATE:16]. It was just [CARDINAL:16].",
        "Cho Tae-yong, [DATE:69], bowed to Kim Jong-un ([DATE:41]), said Lee Jae-myung, [DATE:61].",
        "[CARDINAL:Two] T-shirts, [CARDINAL:20], and the anti-war, [CARDINAL:12], were sold.",
    ];
    tables: [
        "Operating income     [CARDINAL:412]        [CARDINAL:351]",
        "Net sales   [CARDINAL:4,270]   [CARDINAL:4,013]\t[CARDINAL:99]",
        "Year   [DATE:2025]   [DATE:2024]",
        "Dial (800) 555-0143 or (212) 555-1234 now; [CARDINAL:10 000 000] people",
    ];
    near_misses: [
        "On [DATE:Independence Day] [CARDINAL:30] people were hurt.",
        "Each Day [CARDINAL:300] people die.",
        "Boeing  737 flew.",
        "an N95 a day is enough, and the K9 a day cost more",
        "Full Screen Resolution 1080, a New Year's Resolution 5, the Council [LAW:Resolution 2803]",
        "The battery died at [CARDINAL:30]. She died on [DATE:Friday] at [DATE:87].",
        "Visiting hours earlier [DATE:this year] were short. [TIME:Hours later], he left.",
    ];
    news: [
        "Shares of the chip maker fell [PERCENT:4.2%] on [DATE:Tuesday], their worst day since [DATE:March 2020], wiping \
         [MONEY:€1.2 billion] off its value.",
        "The [DATE:52-year-old] was held for [DATE:three weeks] in [DATE:2019] after police found [QUANTITY:20 kilos] of gold.",
        "At least [CARDINAL:17] people died and [CARDINAL:dozens] were hurt when [CARDINAL:two] buses met head-on at about \
         [TIME:5:30 a.m.] on [DATE:Sunday].",
        "Its [ORDINAL:first] satellite, launched in [DATE:1998], weighed [QUANTITY:2.5 tonnes].",
    ];
}

#[test]
fn a_match_stays_in_its_paragraph() {
    assert_eq!(mark("in February\n2025 was dry\n\n$\n5"), "in [DATE:February]\n[DATE:2025] was dry\n\n$\n[CARDINAL:5]");
}

#[test]
fn nonsense_takes_linear_time() {
    for nonsense in ["one hundred and ", "100 ", "May 4-", "million ", "#5 thousand ", "1, ", "Air of Act "] {
        let text = Text::new(&nonsense.repeat(20_000));
        assert!(Grammar::new().tag(&text).len() <= 40_000);
    }
}

proptest! {
    #[test]
    fn suggestions_are_whole_tokens_in_order(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        noise in "[ -~\n€é中]{0,40}",
    ) {
        let text = Text::new(&(pieces.concat() + &noise));
        let tokens = crate::core::text::tokens(&text);
        let mut end = crate::core::text::ByteOffset::ZERO;
        for found in Grammar::new().tag(&text) {
            prop_assert!(!found.range.is_empty());
            prop_assert!(end <= found.range.start(), "overlap");
            prop_assert!(tokens.iter().any(|token| token.range.start() == found.range.start()));
            prop_assert!(tokens.iter().any(|token| token.range.end() == found.range.end()));
            prop_assert!((0.0..=1.0).contains(&found.confidence));
            end = found.range.end();
        }
        prop_assert!(end <= text.end());
    }
}

/// What dates and sums are made of.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "-",
    "–",
    "/",
    ",",
    ".",
    "'",
    "(",
    "%",
    "$",
    "€",
    "US",
    "Rs",
    "4",
    "12",
    "2024",
    "1,000",
    "3.5",
    "5bn",
    "10:30",
    "1990s",
    "4th",
    "one",
    "two",
    "twenty",
    "hundred",
    "million",
    "dozens",
    "half",
    "first",
    "second",
    "May",
    "February",
    "Feb.",
    "Monday",
    "today",
    "last",
    "this",
    "year",
    "years",
    "ago",
    "old",
    "century",
    "quarter",
    "hours",
    "p.m.",
    "noon",
    "night",
    "dollars",
    "won",
    "USD",
    "per",
    "cent",
    "percent",
    "miles",
    "square",
    "feet",
    "degrees",
    "of",
    "the",
    "a",
    "and",
    "to",
    "from",
    "between",
    "in",
    "early",
    "Euro",
    "people",
    "aged",
    "fiscal",
    "Q3",
    "Christmas",
    "BC",
    "Act",
    "Treaty",
    "Article",
    "Air",
    "−",
    "13st",
    "4lb",
    "38C",
    "past",
    "hour",
    "minutes",
    "months",
    "weekend",
    "ages",
    "St.",
    "Eid",
    "al",
    "Lunar",
    "New",
    "Eastern",
    "Time",
    "Kills",
    "TRY",
];
