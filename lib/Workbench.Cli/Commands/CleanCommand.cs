using System.CommandLine;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench clean</c>.</summary>
internal static class CleanCommand
{
    public static Command Create()
    {
        var features = new Option<bool>("--features")
        {
            Description = "Free the cached features of songs: they are extracted again when they are needed.",
        };
        var checkpoints = new Option<bool>("--checkpoints") { Description = "Free what unfinished trainings would go on from." };
        var downloads = new Option<bool>("--downloads")
        {
            Description = "Free archives that are unpacked, unfinished downloads, and copies of jobs in object storages.",
        };
        var all = new Option<bool>("--all") { Description = "Free all of these." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var json = SharedOptions.Json();
        var command = new Command("clean", """
            Show what takes room in the data folder and can be made again, and free what an option names. Runs stay.
            What another process works with stays too.

            Examples:
              workbench clean
              workbench clean --features --yes
              workbench clean --all
            """) { features, checkpoints, downloads, all, yes, json };
        command.SetAction(parsed =>
        {
            var leftovers = new Leftovers(SharedOptions.Workspace());
            var items = leftovers.List();
            Leftover[] chosen = [.. items.Where(item => parsed.GetValue(all) || item.Kind switch
            {
                LeftoverKind.Features => parsed.GetValue(features),
                LeftoverKind.Checkpoints => parsed.GetValue(checkpoints),
                _ => parsed.GetValue(downloads),
            })];
            if (chosen.Length == 0)
            {
                Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(items) : Describe(items));
                return CommandRunner.Done;
            }
            Console.Error.WriteLine(Describe(chosen));
            if (!parsed.GetValue(yes) && !IsAgreed())
                return CommandRunner.Failed;
            var kept = leftovers.Free(chosen);
            Console.WriteLine($"{TransferProgress.InWords(chosen.Except(kept).Sum(item => item.Bytes))} freed");
            foreach (var item in kept)
                Console.Error.WriteLine($"{item.What} stays: another process works with it. Clean again when it has ended.");
            return kept.IsEmpty ? CommandRunner.Done : CommandRunner.Failed;
        });
        return command;
    }

    private static bool IsAgreed()
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine("Nothing was freed, as nobody is here to agree: add --yes.");
            return false;
        }
        Console.Error.Write("Free it? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static string Describe(IReadOnlyCollection<Leftover> items) => string.Join('\n',
    [
        .. TextLayout.Columns(items.Select(item => ($"{item.Kind.ToString().ToLowerInvariant()}  {TransferProgress.InWords(item.Bytes)}",
            $"{item.What}, last used {item.LastUsed ?? "unknown"}")), Terminal.TextWidth),
        $"{TransferProgress.InWords(items.Sum(item => item.Bytes))} can be freed",
    ]);
}
