using System.CommandLine;
using System.CommandLine.Help;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench</c>: what it says of itself, and the list of its commands.</summary>
internal static class WorkbenchCommand
{
    /// <summary>Not a <see cref="RootCommand"/>, which usage lines would call by the name of its library.</summary>
    public static Command Create() => new("workbench", """
        Music genre classification and recommendation: from a folder of songs to an evaluated model, recommendations and notebooks.

        Examples:
          workbench run                                       the tour notebook on the demo corpus, with a report
          workbench notebooks                                 the workbench's notebooks, to be run and changed
          workbench features demo --out features.csv          a table of features for other programs
          workbench train --dataset demo --model mlp          train and keep a run; its test part stays sealed
          workbench train --dataset ~/Music/by-genre --json   the same on your own songs, scores as JSON
          workbench runs                                      the runs that were kept, with names, settings and scores
          workbench compare                                   which run is best, and whether that is more than chance
          workbench judge                                     open the test part for the run that was chosen
          workbench recommend ~/Music/by-genre/rock/1.mp3     three songs like this one, and why
          workbench playlist ~/Music/by-genre/rock/1.mp3      twenty songs like it, in a smooth order
          workbench predict ~/Music/by-genre/rock/1.mp3       its genres
          workbench export --out my-model                     the latest model for programs in any language
          workbench ui --open                                 a page with runs, trainings under way and songs
          workbench serve                                     songs that sound alike, for media servers and players
          workbench kernel install                            C# notebooks in VS Code and Jupyter

        Results go to stdout, progress and messages to stderr.
        Exit codes: 0 done, 1 the work failed, 2 wrong usage, 130 stopped with Ctrl-C.
        """)
    {
        RunCommand.Create(),
        NotebooksCommand.Create(),
        DataCommand.Create(),
        FeaturesCommand.Create(),
        TrainCommand.Create(),
        SweepCommand.Create(),
        RunsCommand.Create(),
        CompareCommand.Create(),
        JudgeCommand.Create(),
        ReportCommand.Create(),
        PredictCommand.Create(),
        RecommendCommand.Create(),
        PlaylistCommand.Create(),
        RateCommand.Create(),
        ListenersCommand.Create(),
        ExportCommand.Create(),
        UiCommand.Create(),
        ServeCommand.Create(),
        CleanCommand.Create(),
        KernelCommand.Create(),
        CompletionCommand.Create(),
        new HelpOption("--help", "-h", "-?") { Description = "Tell what a command does, and end.", Action = new HelpPage() },
        new VersionOption { Description = "Print the version, and end." },
    };
}
