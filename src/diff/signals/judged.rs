//! What a rewording means, case by case: each row is a sentence before and after, and the verdict a
//! careful reader would sign. Turned around, a row means the opposite.

use super::{Scales, judge};
use crate::diff::kind::{Bar, Impact};

#[track_caller]
fn all(bar: Bar, impact: Impact, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    let both = cases.iter().flat_map(|(one, other)| [(*one, *other, bar), (*other, *one, bar.mirror())]);
    for (before, after, bar) in both {
        let judged = judge(before, after, Scales::shipped());
        if (judged.bar, judged.impact) != (bar, impact) {
            wrong.push(format!(
                "{before}\n{after}\n  is {:?}, {:?}: {:?} {:?}",
                judged.bar, judged.impact, judged.signals, judged.because
            ));
        }
    }
    assert!(wrong.is_empty(), "wanted {bar:?}, {impact:?}:\n{}", wrong.join("\n"));
}

#[test]
fn more_is_asked() {
    all(Bar::AsksMore, Impact::Expectation, MORE);
}

#[test]
fn less_is_asked() {
    all(Bar::AsksLess, Impact::Expectation, LESS);
}

#[test]
fn a_person_must_decide() {
    all(Bar::Unclear, Impact::Expectation, UNCLEAR);
}

#[test]
fn only_the_wording_changes() {
    all(Bar::Same, Impact::Clarification, WORDING);
}

#[test]
fn only_the_spelling_changes() {
    all(Bar::Same, Impact::Editorial, SPELLING);
}

#[test]
fn asking_for_help_is_no_share_of_the_work() {
    let judged = judge("I raise problems early", "I raise problems early, and ask for help", Scales::shipped());
    assert_eq!(judged.bar, Bar::AsksMore, "{:?}", judged.signals);
}

/// What asks more.
const MORE: &[(&str, &str)] = &[
    ("I sometimes break down large problems", "I often break down large problems"),
    ("I sometimes unblock others", "I often unblock others"),
    ("I sometimes remove blockers for others", "I often remove blockers for others"),
    ("I sometimes break large problems down", "I often break large problems down"),
    ("I handle interrupts of some teams", "I handle interrupts of all teams"),
    ("I serve on the hiring panel", "I serve on the hiring panel as a chair"),
    ("Fixes some bugs", "Fixes all bugs"),
    ("I deliver many of my team's goals", "I deliver most of my team's goals"),
    ("I help define the roadmap", "I define the roadmap"),
    ("I may review designs", "I must review designs"),
    ("I review designs with guidance", "I review designs without guidance"),
    ("I lead two projects a year", "I lead three projects a year"),
    ("I plan my team's work", "I plan the organization's work"),
    ("I estimate my work", "I accurately estimate my work"),
    ("I write good documentation", "I write excellent documentation"),
    ("I test my code", "I test my code and review that of others in my team"),
    ("I am able to lead incidents", "I lead incidents"),
    ("I mentor one engineer", "I mentor several engineers"),
    ("I am responsible for the service", "I am responsible for multiple services"),
    ("I plan a sprint ahead", "I plan several quarters ahead"),
    ("I plan the work of my team for a quarter", "I plan the work of my team for a year"),
    ("I plan a quarter ahead", "I plan a year ahead"),
    ("I answer within thirty minutes", "I answer within five minutes"),
    ("I settle conflicts within the team", "I settle conflicts within and between teams"),
    ("I understand our architecture", "I have a deep understanding of our architecture"),
    ("I am learning to run incidents", "I am an expert in how to run incidents"),
    (
        "I resolve conflicts within my team before they slow us down",
        "I resolve conflicts between several teams before they slow us down",
    ),
    ("I join incident calls when asked", "I take command of incident calls"),
    ("I give candid feedback to my teammates", "I give candid feedback to my teammates and to my manager"),
    ("I usually spot risks before they reach customers", "I consistently spot risks before they reach customers"),
    ("I contribute to the on-call rotation of my team", "I own the on-call rotation of my team"),
    ("I keep my manager informed of delays", "I keep my manager and all affected stakeholders informed of delays"),
    ("I may be asked to interview candidates", "I interview candidates"),
    ("I have a basic grasp of how we bill customers", "I have a thorough grasp of how we bill customers"),
    ("I set goals for the next quarter", "I set goals for the next two years"),
    (
        "I write tests for my own changes",
        "I write tests for my own changes, and I improve the test suite of the whole team",
    ),
    ("I review at least one design document a month", "I review at least three design documents a month"),
    ("Ownership of small features", "Ownership of large, cross-team features"),
    ("Working knowledge of one backend language", "Expert knowledge of several backend languages"),
    ("Basic awareness of security practices", "Deep knowledge of security practices"),
    ("Influence within the immediate team", "Influence across multiple departments"),
    ("Delivers small tasks", "Delivers large projects end to end"),
    ("Mentors interns", "Mentors interns and junior engineers"),
    (
        "can explain technical concepts to colleagues",
        "can explain technical concepts to senior stakeholders outside the organization",
    ),
    ("can, with support, identify user needs", "can identify user needs"),
    ("is able to give feedback when requested", "gives feedback proactively"),
    ("Sometimes takes on tricky bugs", "Regularly takes on the hardest bugs"),
    ("Takes part in hiring", "Takes part in hiring and trains new interviewers"),
    ("Works on well-defined tasks", "Works on loosely defined tasks"),
    ("Writes code that works", "Writes code that works and is easy to extend by others"),
    ("Delivers simple features with guidance", "Delivers complex features autonomously"),
    ("Acts as caretaker of their own code", "Acts as caretaker of all code in the group"),
    ("Communicates effectively with the team", "Communicates effectively across the wider company"),
    ("Contributes to the hiring process", "Defines the hiring process"),
    ("Handles conflict within the team with help", "Handles conflict between teams"),
    ("Improves a process that affects the team", "Improves processes that affect all of engineering"),
    ("Recognises when to escalate", "Recognises when to escalate and coaches others to do so"),
    ("Is expected to attend stand-up", "Is expected to run stand-up"),
    ("A certificate in cloud architecture is nice to have", "A certificate in cloud architecture is required"),
    ("Needs close supervision", "Needs little supervision"),
    ("Rarely misses an agreed date", "Never misses an agreed date"),
    ("Sometimes misses agreed dates", "Rarely misses agreed dates"),
    ("Often forgets to follow up", "Seldom forgets to follow up"),
    ("Needs to be told what comes next", "Does not need to be told what comes next"),
    ("Needs occasional help with planning", "Needs no help with planning"),
    ("Looks after a budget of up to 1 million euros", "Looks after a budget of up to 3 million euros"),
    ("Looks after contracts worth 300k", "Looks after contracts worth 1.5m"),
    ("Plans six to nine months ahead", "Plans two to three years ahead"),
    ("Restores service in under 8 hours", "Restores service in under 2 hours"),
    ("Keeps forecasts within 15 percent", "Keeps forecasts within 5 percent"),
    ("Reviews the tests or the design", "Reviews the tests and the design"),
    ("Runs studies planned by others", "Plans and runs studies"),
    ("Presents results to peers", "Presents results to directors"),
    ("Mentors junior analysts", "Mentors senior analysts"),
    ("Responds to what customers need", "Anticipates what customers need"),
    ("Writes reports as instructed", "Writes reports on their own initiative"),
    ("Releases changes", "Releases changes without breaking what customers rely on"),
    ("Never skips tests", "Never skips tests or reviews"),
    ("Keeps the backlog in order", "Keeps the backlog in order, and does not wait to be asked"),
    ("Shared ownership of the release process", "Sole ownership of the release process"),
    ("Partially meets targets", "Fully meets targets"),
    ("Repairs faults in their own service", "Repairs faults in any service"),
    ("Speaks to customers", "Speaks to customers with patience and tact"),
    ("Is encouraged to join a working group", "Is expected to join a working group"),
    ("Knows our coding guidelines", "Writes our coding guidelines"),
    ("Submits designs for approval", "Approves designs"),
    ("Is learning to run interviews", "Runs interviews"),
    ("Writes summaries", "Writes clear, concise summaries"),
    ("Answers letters within two working days", "Answers letters within four hours"),
    ("Handles cases of low complexity", "Handles cases of high complexity"),
    ("Works under the supervision of a registered nurse", "Works independently"),
    ("Writes tests", "Writes tests, and leads a review when asked"),
    ("Uses the archive", "Uses and improves the archive"),
    ("Settles complaints with advice from the legal desk", "Settles complaints independently"),
    ("Keeps the scrap rate below 4%", "Keeps the scrap rate below 2%"),
    ("I file the reports", "With guidance, I sort incoming letters, and I file the reports"),
    ("I collaborate on plans for the yard", "I collaborate on and occasionally lead plans for the yard"),
    ("I am comfortable running workshops", "I run workshops"),
    ("I am confident in openly naming risks", "I openly name risks"),
    ("I read on my trade: books, talks", "I read on my trade: books, learning to draw plans, talks"),
    ("Repairs pumps with moderate supervision", "Repairs pumps with limited supervision"),
    ("Repairs pumps with regular guidance", "Repairs pumps with occasional guidance"),
    ("Repairs pumps with limited oversight", "Repairs pumps without oversight"),
    ("I ran a market tour", "I frequently run market tours"),
    ("I hold a morning class", "I regularly hold morning classes"),
];

/// What asks less, beside the rows of [`MORE`] turned around.
const LESS: &[(&str, &str)] = &[
    ("I deliver most of my team's goals", "I deliver many of my team's goals"),
    ("I create plans for my team", "I help managers create plans for my team"),
    ("I always write tests", "I often write tests"),
    ("I lead the planning of a quarter", "I contribute to the planning of a quarter"),
    ("I answer questions", "I answer questions where possible"),
    ("I lead complex projects", "I lead simple projects"),
    ("I lead projects", "I lead projects, with guidance from a senior engineer"),
    ("I improve our processes every quarter", "I improve our processes every year"),
    ("I give timely feedback to peers", "I give feedback to peers"),
    ("I own technical decisions", "I am consulted on technical decisions"),
    ("I take command of incident calls", "I join incident calls when asked"),
    ("I scope and sequence work for the whole group", "I scope and sequence work for my team"),
    (
        "I break down ambiguous problems without help",
        "I break down ambiguous problems with some help from a senior colleague",
    ),
    ("I anticipate and remove blockers for three teams", "I anticipate and remove blockers for two teams"),
    ("I interview candidates every week", "I interview candidates every month"),
    ("I always leave documentation better than I found it", "I try to leave documentation better than I found it"),
    ("I am accountable for the reliability of our systems", "I help with the reliability of our systems"),
    ("I respond to pages within five minutes", "I respond to pages within fifteen minutes"),
    ("Expert in at least two areas of the stack", "Proficient in at least one area of the stack"),
    ("Influence across the organization", "Influence within the team"),
    ("Thought leader in the industry", "Thought leader in the company"),
    ("Scope: multi-year strategy", "Scope: quarterly roadmap"),
    ("Sets technical direction", "Follows technical direction"),
    ("can identify user needs", "can identify user needs under direction"),
    (
        "can lead the design of services of high complexity",
        "can contribute to the design of services of moderate complexity",
    ),
    ("Is the go-to person for a whole domain", "Is the go-to person for a single service"),
    (
        "Proactively shares progress with people outside the team",
        "Shares progress with people outside the team when asked",
    ),
    ("Leads projects spanning multiple squads", "Leads projects within a single squad"),
    ("Keeps on top of all open actions", "Keeps on top of most open actions"),
    ("Sets the technical standards of the engineering organization", "Sets the technical standards of the team"),
    ("Pioneers new approaches adopted by the industry", "Pioneers new approaches adopted by the company"),
    ("Creates mentorship programs", "Takes part in mentorship programs"),
    ("Must pass the security exam every year", "Should pass the security exam every year"),
    ("Must hold a certificate in cloud architecture", "Ideally holds a certificate in cloud architecture"),
    ("Takes on open-ended problems with no clear owner", "Takes on well-scoped tasks"),
    ("Writes a range of reports", "Writes some reports"),
    ("Leads negotiations at international level", "Leads negotiations at regional level"),
    ("Decides alone on the design", "Decides on the design"),
    ("Writes the annual plan", "Helps the director and the board write the annual plan"),
    ("Places results in the top 5% of the market", "Places results in the top 10% of the market"),
    ("Can repair any machine in the hall", "Can repair some machines in the hall"),
    ("Repairs pumps", "Repairs pumps with limited assistance"),
    ("Repairs pumps with little direction", "Repairs pumps with substantial direction"),
];

/// What a person must decide.
const UNCLEAR: &[(&str, &str)] = &[
    ("I share what I know, for example by writing notes", "I share what I know by writing notes"),
    ("Is supervised by a senior cook", "Supervises a senior cook"),
    ("I am coached by managers", "I coach managers"),
    ("Needs approval for all changes", "Needs approval for some changes"),
    ("Makes few mistakes", "Makes some mistakes"),
    ("Causes few incidents", "Causes many incidents"),
    ("Misses most dates", "Misses some dates"),
    ("I work on IC3 projects", "I work on IC4 projects"),
    ("I share what I learn", "I do not share what I learn"),
    ("I write tests", "I should write tests"),
    ("I hold quarterly reviews", "I hold annual reviews"),
    ("I write Java", "I write Python"),
    ("Breaks the build often", "Breaks the build rarely"),
    ("Blocks others", "Rarely blocks others"),
    ("Sometimes interrupts others", "Often interrupts others"),
    (
        "I do not drop what works and I plan the guild's or chapter's work",
        "I do not drop what works and I plan the chapter's work",
    ),
    ("I unblock projects", "I unblock projects that relate to a small part of our stack"),
    ("Your supervisor checks your sums often", "Your supervisor rarely checks your sums"),
    ("You paint rooms that others plan", "You plan rooms that others paint"),
    ("Puts the guests before themselves", "Puts themselves before the guests"),
    ("Values clarity over brevity", "Values brevity over clarity"),
    ("Prefers plain tools to clever ones", "Prefers clever tools to plain ones"),
    ("Designs first and builds afterwards", "Builds first and designs afterwards"),
    ("Informs the client before a change", "Informs the client after a change"),
    ("Builds tools, working as part of a crew", "Leads a crew that builds tools"),
    ("Is coached by a senior designer", "Coaches other designers"),
    ("Manages a budget", "Manages a budget of several million"),
    ("Answers questions about our prices", "Answers the most difficult questions about our prices"),
    ("Writes specifications that need no revision", "Writes specifications that need some revision"),
    ("Rarely surprises customers", "Never surprises customers"),
    ("Joins the rota after six months", "Joins the rota after three months"),
    ("Leads a group of writers", "Manages a group of writers"),
    ("Never works alone", "Always works alone"),
    ("Finds ways to save time", "Finds several ways to save time"),
    ("Checks reports within the unit", "Checks reports within the unit with the backing of a senior auditor"),
    ("Knows when to ask for help", "Knows when others need help"),
    ("I sort the mail", "I sort the mail. I still require some help from a senior clerk with the harder cases"),
    ("I plan small repairs", "I plan small repairs, but I may still need guidance from a foreman"),
    (
        "I describe what we learned in the newsletter",
        "I describe what we learned in the newsletter, a talk, or a workshop",
    ),
    ("I grow my own standing by teaching", "I see that my standing comes from teaching"),
    ("I write notes that led to a new habit", "I write notes that helped readers see more of our trade"),
    (
        "I know the forms of the desk and various old ledgers",
        "I know the forms of the desk and have a firm grasp of how goods travel from the quay through to the shelf",
    ),
    ("I mend the leaks they find on their rounds at once", "I mend the leaks at once"),
    ("I keep our stock lists in order, as we move towards a second store", "I keep our stock lists in order"),
    ("I was told of every delay and can plan for it", "I was told of every delay and could plan for it"),
    ("I look after up to two shops", "I look after one large shop or up to two shops"),
    ("I am a member of the harbor team", "I am a member of the harbor support team"),
    ("I was seen by many crews as a master of knots", "I am actively teaching many crews"),
    (
        "I help owners name their aims and draw them on a map",
        "I help owners name their aims and help draw them on a map",
    ),
    ("I look after what matters most", "I look after what matters"),
    ("I order stock", "I order stock as appropriate to the plans of my shop"),
];

/// What changes the wording and asks the same.
const WORDING: &[(&str, &str)] = &[
    ("We grow", "We grow as a company"),
    ("You're able to disagree and commit", "Able to disagree and commit"),
    ("You're capable of leading reviews", "Capable of leading reviews"),
    ("You will have experience of incidents", "Experience of incidents"),
    ("I define our standards", "You define our standards"),
    ("I know the basics of computing", "I know the basics of computing (queues, databases, names)"),
    ("I take part in on-call duty", "I participate in on-call duty"),
    ("I solve problems in production", "I solve issues in production"),
    ("I deliver features on time", "I deliver features in a timely manner"),
    ("I treat everyone with respect", "I treat everybody with respect"),
    ("I lead projects", "I lead projects (for example, a migration)"),
    ("Clear communication with customers", "Communicates clearly with customers"),
    ("Collaborates with designers", "Works with designers"),
    ("Ability to calm down an angry caller", "Is able to calm down an angry caller"),
    ("As a team assistant, you keep the calendar", "You keep the calendar"),
    ("Uses our tools (drill, saw)", "Uses our tools (drill, saw, plane)"),
    ("Presents figures visually", "Presents figures in a visual way"),
    ("Follows the safety rules", "Complies with the safety rules"),
    ("Uses feedback to grow", "Uses feedback in order to grow"),
    ("Moves records without losing a row", "Moves records without losing any row"),
    (
        "I represent the shop in meetings",
        "I represent the shop in meetings. Some examples include: the yearly fair, the round table",
    ),
    ("I check the work of others", "I check the work of others. Ex: reading a report"),
    ("I help the individuals in my shop grow", "I help the members in my shop grow"),
    (
        "I feed the crew's wish to learn",
        "I feed the crew's wish to learn, perhaps by teaching, lending books, or telling stories",
    ),
    (
        "Knows the tools of our trade. For example, saws, drills",
        "Knows the tools of our trade, such as saws, drills, planes",
    ),
    ("I keep a number of ledgers", "I keep several ledgers"),
];

/// What changes the spelling alone.
const SPELLING: &[(&str, &str)] = &[
    ("I organise reviews", "I organize reviews"),
    ("I review work; then I share it", "I review work, then I share it"),
    ("I read [our guide](https://a.example/1)", "I read [our guide](https://b.example/2-x)"),
    ("I apply test driven development", "I apply TDD"),
    ("I work with SMEs", "I work with subject matter experts (SMEs)"),
    ("Keeps a road map", "Keeps a roadmap"),
    ("Approaches work with care", "Approaches the work with care"),
    ("Tests, reviews and releases", "Tests, reviews, and releases"),
];
