//! `postil merge`

use super::error::CliError;
use super::folding::FoldingArguments;
use super::input::Input;
use super::output::Output;
use crate::core::counted;
use crate::core::dataset::{self, Merged};
use crate::core::formats::{self, Format};
use crate::core::project::Project;
use clap::Args;
use std::path::PathBuf;

/// Makes one project of several people's, to decide what they do not agree on.
///
/// What all who judged a place say is decided; what only some say is suggested, as sure as their share, and the article
/// is open again: open the file in the page and go from one to the next. Who has not finished an article says nothing of
/// what is not marked there; formats that do not tell what is finished hold what is. Articles are the same if
/// their texts are. Flags, categories and notes are those of all; what else they say is as the first says it. Where people
/// called the same by several labels, --map makes them one before anything is compared.
#[derive(Args)]
pub(super) struct Merge {
    /// The project file to write; - is standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    #[command(flatten)]
    folding: FoldingArguments,
    /// Project files, or datasets in any format.
    #[arg(value_name = "IN", required = true, num_args = 2..)]
    inputs: Vec<Input>,
}

impl Merge {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let folding = self.folding.read()?;
        let read = |input: &Input| Ok(folding.apply_to_project(input.project(None)?));
        let projects: Vec<Project> = self.inputs.iter().map(read).collect::<Result<_, CliError>>()?;
        let Merged { project, shared, agreed, disputed } = dataset::merge(&projects);
        let mut output = Output::create(&self.out)?;
        output.write(|mut out| formats::write(&project, Format::Project, &mut out))?;
        output.finish()?;
        let articles = counted(project.articles.len(), "article");
        let agreed = counted(agreed, "annotation");
        eprintln!("postil: {articles}, {shared} of them in several files: {agreed} agreed, {disputed} to decide");
        folding.tell_unmet();
        Ok(())
    }
}
