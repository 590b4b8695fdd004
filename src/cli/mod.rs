//! The command line: arguments, streams, exit status. What it does is done by the core.
//!
//! The main decision: datasets stream through a line at a time where the format allows, and a file that
//! is written appears under its name only when it is whole. Errors are sentences on stderr that begin
//! with the file; the exit status is then 1, and 2 for arguments that make no sense.

mod agree;
mod check;
mod choice;
mod columns;
mod convert;
mod error;
mod eval;
mod folder;
mod folding;
mod growing;
mod input;
mod learned;
mod losses;
mod merge;
mod model;
mod output;
mod packed;
mod progress;
mod simulate;
mod source;
mod split;
mod stats;
mod tag;
mod train;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Annotates articles: tags them, converts datasets, trains and scores models, merges people's work.
#[derive(Parser)]
#[command(name = "postil", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Tag(tag::Tag),
    Train(train::Train),
    Convert(convert::Convert),
    Check(check::Check),
    Eval(eval::Eval),
    Agree(agree::Agree),
    Merge(merge::Merge),
    Split(split::SplitCommand),
    Stats(stats::Stats),
    Simulate(simulate::Simulate),
}

/// Runs the command line and gives its exit status.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Tag(tag) => tag.run(),
        Command::Train(train) => train.run(),
        Command::Convert(convert) => convert.run(),
        Command::Check(check) => check.run(),
        Command::Eval(eval) => eval.run(),
        Command::Agree(agree) => agree.run(),
        Command::Merge(merge) => merge.run(),
        Command::Split(split) => split.run(),
        Command::Stats(stats) => stats.run(),
        Command::Simulate(simulate) => simulate.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Who reads our output has closed it, as `head` does, and wants no complaint.
        Err(error) if error.is_broken_pipe() => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("postil: {error}");
            ExitCode::FAILURE
        }
    }
}
