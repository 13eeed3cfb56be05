using System.CommandLine;
using System.Globalization;
using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench recommend</c>.</summary>
internal static class RecommendCommand
{
    public static Command Create()
    {
        var song = new Argument<string>("SONG") { Description = "An audio file, or the id of a song of the run's dataset." };
        var (run, model) = (SharedOptions.Run(), SharedOptions.Model());
        var count = SharedOptions.Count("--count", "How many songs; all there are, if there are fewer.", 3, int.MaxValue);
        var diversity = SharedOptions.Share("--diversity",
            "How unlike one another the songs shall be: 0 gives the nearest, 1 weighs only what they have in common.");
        var similarity = new Option<string?>("--similarity")
        {
            HelpName = "FILE",
            Description = "How songs are compared: a SimilaritySpec as .json, of which any member may be left out.",
        };
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("recommend", """
            The songs of a run's dataset, or of an exported catalogue, most like a given one, none by its artist, and why.

            Examples:
              workbench recommend ~/Music/by-genre/rock/1.mp3
              workbench recommend audio/some-artist/01-some-song.wav --count 5 --json
              workbench recommend ~/Music/by-genre/rock/1.mp3 --count 10 --diversity 0.3
              workbench recommend ~/Music/by-genre/rock/1.mp3 --model my-model
            """) { song, run, model, count, diversity, similarity, threads, json };
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.SetAction((parsed, token) =>
        {
            var chosen = ChosenModel.Open(parsed.GetValue(run), parsed.GetValue(model));
            var wanted = parsed.GetValue(song)!;
            var spec = parsed.GetValue(similarity) is { } file ? SpecJson.ReadFile<SimilaritySpec>(file) : null;
            var options = new RecommendOptions { Count = parsed.GetValue(count), Diversity = parsed.GetValue(diversity) };
            var neighbors = ProgressBars.During(work => chosen.Recommender(work, spec).Recommend(wanted, options, work),
                parsed.GetValue(threads), token);
            var list = new RecommendationList(chosen.Name, wanted, [.. neighbors.Select(RecommendedSong.From)]);
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(list) : Describe(list));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static string Describe(RecommendationList list) => list.Recommendations.IsEmpty
        ? $"Nothing is like {list.Song}, by run {list.Run}: every other song there is by its artist, or a copy of it."
        : $"Like {list.Song}, by run {list.Run}:\n" + string.Join('\n', list.Recommendations.Select((r, i) =>
            string.Create(CultureInfo.InvariantCulture,
                $"{i + 1}. {r.Title ?? r.Track} by {r.Artist ?? "unknown"}   distance {r.Distance:0.000}   {r.Reason}\n   {Sum(r)}")
            + (r.Path is null ? "" : $"\n   {r.Path}")));

    /// <summary>What the parts add up to: <c>similarity 0.71 = 0.15 timbre + 0.12 harmony + 0.20 genres - 0.02 hubs</c>.</summary>
    private static string Sum(RecommendedSong song)
    {
        var terms = song.Parts.Select(part => (Name: part.Part.ToString().ToLowerInvariant(), Value: part.Contribution))
            .Concat(song.FromHubs == 0 ? [] : [(Name: "hubs", Value: song.FromHubs)]);
        return string.Create(CultureInfo.InvariantCulture, $"similarity {1 - song.Distance:0.000} =")
            + string.Concat(terms.Select((term, i) => string.Create(CultureInfo.InvariantCulture,
                $"{(term.Value < 0 ? " - " : i > 0 ? " + " : " ")}{Math.Abs(term.Value):0.000} {term.Name}")));
    }
}
