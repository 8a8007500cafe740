//! `rungs explain`.

use crate::diff::explain::topics;
use crate::{lint, render};

use super::context::{Context, Outcome};
use super::error::CommandError;

/// Say what a word means: a kind of change, an impact, a verdict, a signal, a rule of writing
///
/// Without a word, all of them are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungs explain                   every word there is
  rungs explain moved
  rungs explain quantity          a scale of graded words
  rungs explain vague-words       a rule that `rungs check` advises by")]
pub(super) struct Args {
    /// The word, as a comparison or a check prints it
    #[arg(value_name = "WORD")]
    word: Option<String>,
}

pub(super) fn run(args: &Args, context: &mut Context) -> Result<Outcome, CommandError> {
    let topics = topics();
    let text = match &args.word {
        None => {
            render::explain::list(&topics, context.width()) + &render::explain::rule_list(lint::RULES, context.width())
        }
        Some(word) => {
            let wanted = crate::model::slug(word);
            if let Some(rule) = lint::rule(&wanted) {
                let text = render::explain::rule(rule, context.width());
                context.deliver(None, text.as_bytes())?;
                return Ok(Outcome::Done);
            }
            let found: Vec<_> = topics.iter().filter(|topic| topic.word == wanted).collect();
            if found.is_empty() {
                let rules = lint::RULES.iter().map(|rule| rule.name);
                let near = topics.iter().map(|topic| topic.word.as_str()).chain(rules);
                let near =
                    near.max_by(|a, b| strsim::jaro_winkler(&wanted, a).total_cmp(&strsim::jaro_winkler(&wanted, b)));
                let near = near.filter(|near| strsim::jaro_winkler(&wanted, near) > 0.8);
                let hint = match near {
                    Some(near) => format!("did you mean `{near}`? `rungs explain` lists all"),
                    None => "`rungs explain` lists the words there are".to_owned(),
                };
                return Err(CommandError::with_hint(format!("nothing is called `{word}` here"), hint));
            }
            render::explain::topics(&found, context.width())
        }
    };
    context.deliver(None, text.as_bytes())?;
    Ok(Outcome::Done)
}
