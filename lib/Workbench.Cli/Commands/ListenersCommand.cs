using System.CommandLine;
using System.Globalization;
using Workbench.Foundation;
using Workbench.Reports;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench listeners list|show|forget</c>; <c>list</c> is what it does without any.</summary>
internal static class ListenersCommand
{
    public static Command Create()
    {
        var command = List(new("listeners", """
            Who has rated songs with 'workbench rate', and what was learned from that.

            Examples:
              workbench listeners
              workbench listeners show me
              workbench listeners forget me
            """));
        foreach (var inner in (Command[])[
            List(new("list", """
                List listeners, by name.

                Example:
                  workbench listeners list --json
                """)),
            Show(), Forget()])
            command.Subcommands.Add(inner);
        return command;
    }

    private static Command List(Command command)
    {
        var json = SharedOptions.Json();
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var listeners = SharedOptions.Workspace().Ratings.Listeners();
            if (parsed.GetValue(json))
                Console.WriteLine(SpecJson.Write(listeners));
            else if (listeners.IsEmpty)
                Console.Error.WriteLine("Nobody has rated a song yet. Rate one: workbench rate SONG like");
            else
                Console.WriteLine(new Table(["listener", "liked", "disliked", "skipped", "latest"],
                    [.. listeners.Select(listener => (IReadOnlyList<object?>)[listener.Name, listener.Likes, listener.Dislikes,
                        listener.Skips, listener.LastRated.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)])])
                    .ToText(Terminal.Width));
            return CommandRunner.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var name = Name();
        var (run, model) = (SharedOptions.Run(), SharedOptions.Model());
        var threads = SharedOptions.Threads();
        var command = new Command("show", """
            What a listener's answers say of the songs of a run: from how many, whether they re-rank songs and why, what tells liked
            songs from others.

            Example:
              workbench listeners show me
            """) { name, run, model, threads };
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.SetAction((parsed, token) =>
        {
            var listener = parsed.GetValue(name)!;
            var ratings = SharedOptions.Workspace().Ratings.Of(listener);
            var chosen = ChosenModel.Open(parsed.GetValue(run), parsed.GetValue(model));
            var recommender = ProgressBars.During(work => chosen.Recommender(work, null, null), parsed.GetValue(threads), token);
            Console.WriteLine(recommender.ProfileOf(listener, ratings));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static Command Forget()
    {
        var name = Name();
        var song = new Option<string?>("--song") { HelpName = "ID", Description = "Forget the answers to this song alone." };
        var command = new Command("forget", """
            Delete what a listener said, for good.

            Examples:
              workbench listeners forget me
              workbench listeners forget me --song audio/some-artist/01-some-song.wav
            """) { name, song };
        command.SetAction(parsed =>
        {
            var (ratings, listener) = (SharedOptions.Workspace().Ratings, parsed.GetValue(name)!);
            var count = parsed.GetValue(song) is { } id ? ratings.Forget(listener, id) : ratings.Forget(listener);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} answers of {listener} are forgotten"));
            return CommandRunner.Done;
        });
        return command;
    }

    private static Argument<string> Name() => new("LISTENER") { Description = "Who: a name that 'workbench listeners' lists." };
}
