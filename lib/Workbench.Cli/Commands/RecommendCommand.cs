using System.CommandLine;
using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench recommend</c>.</summary>
internal static class RecommendCommand
{
    public static Command Create()
    {
        var song = new Argument<string>("SONG") { Description = "An audio file, or the id of a song of the run's dataset." };
        var (run, model) = (SharedOptions.Run(), SharedOptions.Model());
        var count = SharedOptions.Count("--count", "How many songs; all there are, if there are fewer.", 3, int.MaxValue);
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("recommend", """
            The songs of a run's dataset, or of an exported catalogue, most like a given one, none by its artist, and why.

            Examples:
              workbench recommend ~/Music/by-genre/rock/1.mp3
              workbench recommend audio/some-artist/01-some-song.wav --count 5 --json
              workbench recommend ~/Music/by-genre/rock/1.mp3 --model my-model
            """) { song, run, model, count, threads, json };
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.SetAction((parsed, token) =>
        {
            var chosen = ChosenModel.Open(parsed.GetValue(run), parsed.GetValue(model));
            var wanted = parsed.GetValue(song)!;
            var neighbors = ProgressBars.During(work => chosen.Recommender(work).Recommend(wanted, parsed.GetValue(count), work),
                parsed.GetValue(threads), token);
            var list = new RecommendationList(chosen.Name, wanted, [.. neighbors.Select(RecommendedSong.From)]);
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(list) : Describe(list));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static string Describe(RecommendationList list) =>
        $"Like {list.Song}, by run {list.Run}:\n" + string.Join('\n', list.Recommendations.Select((r, i) =>
            string.Create(CultureInfo.InvariantCulture,
                $"{i + 1}. {r.Title ?? r.Track} by {r.Artist ?? "unknown"}   distance {r.Distance:0.000}   {r.Reason}")
            + (r.Path is null ? "" : $"\n   {r.Path}")));
}
