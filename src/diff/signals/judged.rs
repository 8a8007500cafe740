//! What a rewording means, case by case: each row is a sentence before and after, and the verdict a
//! careful reader would sign.

use super::{Scales, judge};
use crate::diff::kind::{Bar, Impact};

#[track_caller]
fn all(bar: Bar, impact: Impact, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (before, after) in cases {
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
    all(
        Bar::AsksMore,
        Impact::Expectation,
        &[
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
        ],
    );
}

#[test]
fn less_is_asked() {
    all(
        Bar::AsksLess,
        Impact::Expectation,
        &[
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
        ],
    );
}

#[test]
fn a_person_must_decide() {
    all(
        Bar::Unclear,
        Impact::Expectation,
        &[
            ("I work on IC3 projects", "I work on IC4 projects"),
            ("I share what I learn", "I do not share what I learn"),
            ("I write tests", "I should write tests"),
            ("I hold quarterly reviews", "I hold annual reviews"),
            ("I write Java", "I write Python"),
            ("I unblock projects", "I unblock projects that relate to a small part of our stack"),
        ],
    );
}

#[test]
fn only_the_wording_changes() {
    all(
        Bar::Same,
        Impact::Clarification,
        &[
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
        ],
    );
}

#[test]
fn only_the_spelling_changes() {
    all(
        Bar::Same,
        Impact::Editorial,
        &[
            ("I organise reviews", "I organize reviews"),
            ("I review work; then I share it", "I review work, then I share it"),
            ("I read [our guide](https://a.example/1)", "I read [our guide](https://b.example/2-x)"),
            ("I apply test driven development", "I apply TDD"),
            ("I work with SMEs", "I work with subject matter experts (SMEs)"),
        ],
    );
}

#[test]
fn asking_for_help_is_no_share_of_the_work() {
    let judged = judge("I raise problems early", "I raise problems early, and ask for help", Scales::shipped());
    assert_eq!(judged.bar, Bar::AsksMore, "{:?}", judged.signals);
}
