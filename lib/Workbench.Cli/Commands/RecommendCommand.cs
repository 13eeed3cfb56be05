using System.CommandLine;
using System.Globalization;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench recommend</c>.</summary>
internal static class RecommendCommand
{
    public static Command Create()
    {
        var song = new Argument<string>("SONG") { Description = "An audio file, or the id of a song of the run's dataset." };
        var run = new Option<string?>("--run") { Description = "Whose model listens: a run's name or folder; the latest run if left out." };
        var count = new Option<int>("--count")
        {
            Description = "How many songs.",
            DefaultValueFactory = _ => 3,
            Validators =
            {
                result =>
                {
                    if (result.GetValueOrDefault<int>() < 1)
                        result.AddError($"--count {result.GetValueOrDefault<int>()} must be >= 1; 3 is usual.");
                },
            },
        };
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("recommend", """
            The songs of a run's dataset most like a given one, none by its artist, and why.

            Examples:
              workbench recommend ~/Music/by-genre/rock/1.mp3
              workbench recommend audio/some-artist/01-some-song.wav --count 5 --json
            """) { song, run, count, threads, json };
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var chosen = workspace.Runs.Open(parsed.GetValue(run));
            var wanted = parsed.GetValue(song)!;
            var neighbors = ProgressBars.During(work =>
                new RunRecommender(workspace, chosen, work).Recommend(wanted, parsed.GetValue(count), work),
                parsed.GetValue(threads), token);
            var list = new RecommendationList(chosen.Id, wanted, [.. neighbors.Select(RecommendedSong.From)]);
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(list) : Describe(list));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static string Describe(RecommendationList list) =>
        $"Like {list.Song}, by run {list.Run}:\n" + string.Join('\n', list.Recommendations.Select((r, i) =>
            string.Create(CultureInfo.InvariantCulture,
                $"{i + 1}. {r.Title ?? r.Track} by {r.Artist ?? "unknown"}   distance {r.Distance:0.000}   {r.Reason}\n   {r.Path}")));
}
