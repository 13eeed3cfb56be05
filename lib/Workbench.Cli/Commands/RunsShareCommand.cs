using System.CommandLine;
using Workbench.Experiments;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench runs share</c>.</summary>
internal static class RunsShareCommand
{
    public static Command Create()
    {
        var run = RunsCommand.Run();
        var name = new Argument<string>("NAME") { Description = "The catalogue on the server, for instance postgres:songs." };
        var catalogue = SharedOptions.Catalogue();
        var remove = new Option<bool>("--remove") { Description = "Take the songs out again." };
        var threads = SharedOptions.Threads();
        var command = new Command("share", """
            Put the songs of a run, as its model hears them, into a catalogue on a PostgreSQL server. Several machines put theirs there
            (each needs the run: its folder, or an archive of it), and all ask about all with --catalogue. A song takes the place of one of
            the same id; what is there already is not sent again. The server is that of WORKBENCH_POSTGRES; environment/postgres.sh starts
            one on this machine.

            Examples:
              workbench runs share "wide network" postgres:songs
              workbench runs share "wide network" postgres:songs --catalogue ~/Music/party
              workbench recommend ~/Music/new-song.mp3 --run "wide network" --catalogue postgres:songs
            """) { run, name, catalogue, remove, threads };
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var (chosen, shared, removes) =
                (workspace.Runs.Open(parsed.GetValue(run)), parsed.GetValue(name)!, parsed.GetValue(remove));
            var count = ProgressBars.During(work => RunRecommender.Share(
                workspace, chosen, shared, parsed.GetValue(catalogue), removes, work), parsed.GetValue(threads), token);
            Console.WriteLine(removes ? $"{count} song(s) taken out of {shared}" : $"{count} song(s) new or changed in {shared}");
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }
}
